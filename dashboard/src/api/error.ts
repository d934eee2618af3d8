/** An answer that is not a success, in the service's own words where it has some. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }

  /** The service has decided, and nothing was done. */
  get isRefusal(): boolean {
    return this.status >= 400 && this.status < 500 && this.code !== "answer_not_kept";
  }

  static async of(answer: Response): Promise<ApiError> {
    const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
    const detail = problem.detail ?? `The service answered ${answer.status} ${answer.statusText}.`;
    return new ApiError(answer.status, problem.code ?? "unknown", detail);
  }
}

export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return error instanceof TypeError ? "The service cannot be reached." : String((error as Error)?.message ?? error);
}

/** Stands where something was not answered yet. */
export const NOT_ASKED = "Not known yet.";

/**
 * It is not for who asks, and asking again changes nothing before there is another token. Where there is no token, or
 * none that the service knows, the next question asks for one.
 */
export function isNotForToken(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

/** Stands where there would be rows: what could not be asked is not the same as nothing. */
export function notKnownText(error: unknown): string {
  return `${isNotForToken(error) ? "Not for this token" : "Not known"}: ${messageOf(error)}`;
}

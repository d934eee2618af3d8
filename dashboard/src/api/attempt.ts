import { ApiError } from "./error";

/**
 * The Idempotency-Key of what a person sends. When an answer was lost, the same values are sent again under the same
 * key, so that the service does them once; other values are another request. An answer that refuses settles it: sent
 * again it is to be decided anew, not refused again out of the service's memory.
 */
export class Attempt {
  private key = "";
  private sent: string | undefined;

  /** The key for these values. */
  keyFor(values: Record<string, string>): string {
    const now = JSON.stringify(values);
    if (now !== this.sent) this.key = crypto.randomUUID();
    this.sent = now;
    return this.key;
  }

  failed(error: unknown): void {
    if (error instanceof ApiError && error.isRefusal) this.sent = undefined;
  }
}

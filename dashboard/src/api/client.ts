import { ApiError } from "./error";
import { token } from "./token";
import type { Page } from "./types";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
type Query = Record<string, string | number | undefined>;

const PAGE_MAX = 1000;

/** Asks the public API, the same one that programs use. */
export class Client {
  /** Resolves once there is another token to try; rejects when the person gives up. */
  onUnauthenticated: () => Promise<void> = () => Promise.reject(new ApiError(401, "unauthenticated", "No token."));

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.send<T>("GET", path + queryText(query));
  }

  /** However often it is sent under one key, it is done once. */
  post<T>(path: string, body: object, key: string): Promise<T> {
    return this.send<T>("POST", path, body, { "idempotency-key": key });
  }

  async send<T>(method: Method, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.fetch(path, {
      method,
      headers: { ...headers, accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw await ApiError.of(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  /** The answer as it is, with the token sent; a 401 asks for another token and tries again. */
  async fetch(path: string, init: RequestInit): Promise<Response> {
    for (;;) {
      const used = token();
      const headers = new Headers(init.headers);
      if (used) headers.set("authorization", `Bearer ${used}`);
      const answer = await fetch(path, { ...init, headers, cache: "no-store", credentials: "omit" });
      if (answer.status !== 401) return answer;
      if (token() === used) await this.onUnauthenticated();
    }
  }

  /** Pages of a list until it ends or <most> rows have come. */
  async *pages<T>(path: string, query: Query = {}, most = Infinity): AsyncGenerator<Page<T>> {
    let cursor: string | null = null;
    let count = 0;
    do {
      const page: Page<T> = await this.get(path, { limit: PAGE_MAX, ...query, cursor: cursor ?? undefined });
      yield page;
      count += page.items.length;
      cursor = page.next;
    } while (cursor && count < most);
  }

  async all<T>(path: string, query: Query = {}, most = Infinity): Promise<T[]> {
    const rows: T[] = [];
    for await (const page of this.pages<T>(path, query, most)) rows.push(...page.items);
    return rows;
  }
}

function queryText(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text && `?${text}`;
}

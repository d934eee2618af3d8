import type { Page, Route } from "playwright-core";

type Body = Record<string, unknown>;
type Answer = (body: Body, id: string, query: URLSearchParams) => unknown;

/** Answers of routes that the service itself does not have yet, in the JSON that the interface fixes for them. */
export class StandIn {
  readonly asked: { method: string; path: string; body: Body; query: URLSearchParams }[] = [];
  private readonly answers = new Map<string, { fields: readonly string[]; query: readonly string[]; answer: Answer }>();

  /** @param fields Of the body; those with a star are required. */
  on(route: string, answer: Answer, fields: readonly string[] = [], query: readonly string[] = []): this {
    this.answers.set(route, { fields, query, answer });
    return this;
  }

  async attach(page: Page): Promise<void> {
    await page.route("**/openapi/v1.json", async (route) => {
      const answer = await route.fetch();
      const document = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
      for (const [name, { fields, query }] of this.answers) {
        const [method, path] = name.split(" ") as [string, string];
        (document.paths[path] ??= {})[method.toLowerCase()] = describe(fields, query);
      }
      await route.fulfill({ response: answer, json: document });
    });
    await page.route(
      (url) => [...this.answers.keys()].some((name) => fits(name.split(" ")[1]!, url.pathname) !== undefined),
      (route) => this.answer(route),
    );
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    for (const [name, { answer }] of this.answers) {
      const [method, path] = name.split(" ") as [string, string];
      const id = fits(path, url.pathname);
      if (method !== request.method() || id === undefined) continue;
      const body = (request.postDataJSON() ?? {}) as Body;
      this.asked.push({ method, path: url.pathname, body, query: url.searchParams });
      await route.fulfill({ json: await answer(body, id, url.searchParams) });
      return;
    }
    await route.fallback();
  }
}

function describe(fields: readonly string[], query: readonly string[]): object {
  const names = fields.map((field) => field.replace("*", ""));
  const schema = {
    required: fields.filter((field) => field.endsWith("*")).map((field) => field.slice(0, -1)),
    properties: Object.fromEntries(names.map((name) => [name, {}])),
  };
  return {
    summary: "Stands in.",
    parameters: query.map((name) => ({ name, in: "query" })),
    ...(fields.length > 0 ? { requestBody: { content: { "application/json": { schema } } } } : {}),
  };
}

/** The value of {id}, "" where the pattern has none, undefined where the path is another. */
function fits(pattern: string, path: string): string | undefined {
  const [want, have] = [pattern.split("/"), path.split("/")];
  if (want.length !== have.length) return undefined;
  let id = "";
  for (const [i, part] of want.entries()) {
    if (part === "{id}") id = decodeURIComponent(have[i]!);
    else if (part !== have[i]) return undefined;
  }
  return id;
}

import type { Method } from "./client";

export interface Field {
  name: string;
  required: boolean;
}

export interface RouteInfo {
  method: Method;
  path: string;
  summary: string;
  role: string;
  fields: Field[];
  query: string[];
}

interface Operation {
  summary?: string;
  "x-role"?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { required?: string[]; properties?: object } }> };
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
}

/**
 * What this service can do, by its own description. A view asks here before it asks for data, so a part that is not
 * built is said to be absent and no request goes astray.
 */
export class Routes {
  private readonly all = new Map<string, RouteInfo>();

  constructor(document: OpenApi) {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(operations)) {
        const route = read(method.toUpperCase() as Method, path, operation);
        this.all.set(`${route.method} ${path}`, route);
      }
  }

  has(method: Method, path: string): boolean {
    return this.all.has(`${method} ${path}`);
  }

  find(method: Method, path: string): RouteInfo | undefined {
    return this.all.get(`${method} ${path}`);
  }

  /** What can be done to one thing of a list: the routes one word below it that change something. */
  actions(itemPath: string): RouteInfo[] {
    return [...this.all.values()].filter(
      (route) =>
        route.method === "POST" &&
        route.path.startsWith(`${itemPath}/`) &&
        !/[/{]/.test(route.path.slice(itemPath.length + 1)),
    );
  }
}

function read(method: Method, path: string, operation: Operation): RouteInfo {
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const required = new Set(schema?.required ?? []);
  return {
    method,
    path,
    summary: operation.summary ?? "",
    role: operation["x-role"] ?? "",
    fields: Object.keys(schema?.properties ?? {}).map((name) => ({ name, required: required.has(name) })),
    query: (operation.parameters ?? []).filter((each) => each.in === "query").map((each) => each.name),
  };
}

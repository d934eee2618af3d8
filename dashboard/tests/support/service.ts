import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

// Everything here is run from the dashboard's folder.
const program = process.env["DASHBOARD_PROGRAM"] ?? resolve("../src/Truefill.Cli/bin/Release/net10.0/truefill");
const START_MS = 60_000;

export interface Execution {
  exec_id: string;
  symbol: string;
  side: string;
  fill_qty: string;
  fill_price: string;
  account: string;
}

/** A real service on a free port with a state directory of its own. */
export class Service {
  private process: ChildProcess | undefined;
  url = "";

  private constructor(
    private readonly folder: string,
    private readonly options: readonly string[],
  ) {}

  static async start(...options: string[]): Promise<Service> {
    const service = new Service(await mkdtemp(join(tmpdir(), "truefill-dashboard-")), options);
    await promisify(execFile)(program, ["init", "--state-dir", service.state]);
    await service.run("http://127.0.0.1:0");
    return service;
  }

  private get state(): string {
    return join(this.folder, "state");
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Ends it as a power cut would, and starts it again on the same port. */
  async crash(): Promise<void> {
    await this.end("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.run(this.url);
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(this.url + path);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Tries again where the service says that it is busy; any other answer is the caller's to look at. */
  async post(path: string, body: object | string): Promise<{ status: number; json: Record<string, unknown> }> {
    for (;;) {
      const answer = await fetch(this.url + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      if (answer.status !== 429 && answer.status !== 503)
        return { status: answer.status, json: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async fill(execution: Partial<Execution>): Promise<void> {
    const { status, json } = await this.post("/api/v1/executions?reason=test&by=tester", executionOf(execution));
    if (status !== 201) throw new Error(`execution: ${status} ${JSON.stringify(json)}`);
  }

  async has(method: string, path: string): Promise<boolean> {
    const { paths } = await this.get<{ paths: Record<string, Record<string, unknown>> }>("/openapi/v1.json");
    return paths[path]?.[method.toLowerCase()] !== undefined;
  }

  private async run(url: string): Promise<void> {
    // Without a venue nothing answers an order but the test; the demo is nothing without one.
    const options = this.options.includes("--demo") ? this.options : ["--set", "venues=[]", ...this.options];
    const child = spawn(program, ["serve", ...options, "--state-dir", this.state, "--urls", url], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process = child;
    let said = "";
    this.url = await new Promise<string>((ready, fail) => {
      const timer = setTimeout(() => fail(new Error(`not up after ${START_MS} ms:\n${said}`)), START_MS);
      const hear = (piece: Buffer): void => {
        said += piece.toString();
        const found = /^dashboard: (http:\/\/[^\s]+?)\/?$/m.exec(said);
        if (!found) return;
        clearTimeout(timer);
        ready(found[1]!);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("exit", (code) => fail(new Error(`ended with ${code}:\n${said}`)));
    });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await gone;
  }
}

let executions = 0;

export function executionOf(part: Partial<Execution>): object {
  return {
    exec_id: `X${++executions}`,
    symbol: "IBM",
    side: "buy",
    order_id: "",
    fill_qty: "10",
    fill_price: "182.5",
    account: "ACC1",
    timestamp: Date.now(),
    ...part,
  };
}

/** Does many things, so many at a time. */
export async function inParallel(count: number, width: number, act: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await act(next++);
    }),
  );
}

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** One Chromium with a profile of its own. */
export class Chromium {
  private constructor(
    private readonly profile: string,
    private readonly context: BrowserContext,
  ) {}

  static async launch(options: BrowserContextOptions = {}): Promise<Chromium> {
    const profile = await mkdtemp(join(tmpdir(), "truefill-chromium-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env["DASHBOARD_CHROMIUM"] ?? "/usr/bin/chromium",
      args: FLAGS,
      viewport: { width: 1280, height: 800 },
      colorScheme: "dark",
      ...options,
    });
    if (process.env["DASHBOARD_DIST"]) await serveFrom(process.env["DASHBOARD_DIST"], context);
    return new Chromium(profile, context);
  }

  async page(): Promise<Watched> {
    return new Watched(await this.context.newPage());
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true });
  }
}

/** While working on the page: its files from a folder instead of out of the built program. */
async function serveFrom(dist: string, context: BrowserContext): Promise<void> {
  await context.route(
    (url) => url.pathname === "/" || url.pathname.startsWith("/assets/"),
    async (route) => {
      const path = new URL(route.request().url()).pathname;
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: await readFile(join(dist, path === "/" ? "index.html" : path)) });
    },
  );
}

/** A page together with everything it complained about. */
export class Watched {
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on("console", (message) => {
      // Chromium reports every answer of 400 and above; of /health 503 is an answer like another.
      if (new URL(message.location().url || "about:blank").pathname === "/health") return;
      if (message.type() === "error" || message.type() === "warning")
        this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`exception: ${error.message}`));
    page.on("dialog", (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  async open(url: string, view = "overview"): Promise<void> {
    await this.page.goto(`${url}/#/${view}`);
    await this.live();
  }

  async live(): Promise<void> {
    const link = this.page.locator("[data-testid=link]");
    await this.page
      .waitForFunction(() => document.querySelector("[data-testid=link]")?.textContent === "live", undefined, {
        timeout: 20_000,
      })
      .catch(async () => {
        throw new Error(
          `not live: ${await link.textContent()} (${await link.getAttribute("title")}); ${this.complaints.join("; ")}`,
        );
      });
  }

  /** The texts of one column of a table, as far as its rows are drawn. */
  async column(table: string, title: string): Promise<string[]> {
    return this.page.evaluate(
      ([id, heading]) => {
        const grid = document.querySelector(`[data-testid="${id}"]`)!;
        const at = [...grid.querySelectorAll("thead th")].findIndex((th) => th.textContent?.trim() === heading);
        return [...grid.querySelectorAll("tbody:not(.spacer) tr")].map((tr) => tr.children[at]?.textContent ?? "");
      },
      [table, title] as const,
    );
  }

  async row(table: string, text: string): Promise<void> {
    await this.page.locator(`[data-testid="${table}"] tbody:not(.spacer) tr`, { hasText: text }).first().click();
  }

  async rowCount(table: string): Promise<number> {
    return Number(await this.page.getAttribute(`[data-testid="${table}"]`, "aria-rowcount")) - 1;
  }
}

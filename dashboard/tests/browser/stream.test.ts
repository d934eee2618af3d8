import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fill, Page } from "../../src/api/types";
import { Chromium, type Watched } from "../support/browser";
import { Relay } from "../support/relay";
import { Service } from "../support/service";

let service: Service;
let relay: Relay;
let chromium: Chromium;
let page: Watched;

beforeAll(async () => {
  service = await Service.start();
  relay = await Relay.to(service.port);
  chromium = await Chromium.launch();
  page = await chromium.page();
});

afterAll(async () => {
  await chromium?.close();
  relay?.close();
  await service?.stop();
});

async function shownIds(): Promise<string[]> {
  return page.column("fills", "ExecID");
}

async function bookedIds(): Promise<string[]> {
  return (await service.get<Page<Fill>>("/api/v1/fills?direction=desc&limit=1000")).items.map((fill) => fill.exec_id);
}

test("A cut line marks the screen as old, and nothing is lost or doubled when it is mended", async () => {
  const asked: string[] = [];
  page.page.on("request", (request) => {
    if (request.url().includes("/api/v1/stream")) asked.push(request.headers()["last-event-id"] ?? "");
  });
  await service.fill({ exec_id: "BEFORE" });
  await page.open(relay.url, "fills");
  relay.cut();
  await page.page.waitForFunction(() => document.body.classList.contains("stale-data"));
  await expect.poll(() => page.page.textContent("[data-testid=link]")).toContain("no connection");
  for (let i = 0; i < 15; i++) await service.fill({ exec_id: `MISSED-${i}` });
  expect((await shownIds()).some((id) => id.startsWith("MISSED"))).toBe(false);
  relay.mend();
  await page.live();
  await expect.poll(shownIds, { timeout: 10_000 }).toEqual(await bookedIds());
  await expect.poll(() => page.page.evaluate(() => document.body.classList.contains("stale-data"))).toBe(false);
  // It went on where it was: each try names the last event it had, and none begins at the start.
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.every((id) => Number(id) > 0)).toBe(true);
});

test("A line that is cut again and again loses nothing", async () => {
  const before = (await bookedIds()).length;
  for (let round = 0; round < 4; round++) {
    await service.fill({ exec_id: `ROUND-${round}-A` });
    relay.cut();
    await service.fill({ exec_id: `ROUND-${round}-B` });
    relay.mend();
    await service.fill({ exec_id: `ROUND-${round}-C` });
  }
  const booked = await bookedIds();
  expect(booked.length).toBe(before + 12);
  await expect.poll(shownIds, { timeout: 20_000 }).toEqual(booked);
});

test("A service that is killed and comes back is shown as it then is", async () => {
  await page.open(service.url, "fills");
  await service.crash();
  await page.page.waitForFunction(() => document.body.classList.contains("stale-data"));
  await service.restart();
  await page.live();
  await service.fill({ exec_id: "AFTER-THE-CRASH" });
  await expect.poll(shownIds, { timeout: 10_000 }).toEqual(await bookedIds());
});

test("What is asked for beside the stream and is refused is marked as stale, in its panel and at the top", async () => {
  const { page: shown } = page;
  await service.fill({ exec_id: "EXPOSED" });
  await page.open(service.url);
  const tile = (): Promise<string> => shown.locator("[data-testid=tile-gross-exposure]").locator("..").innerText();
  await expect.poll(tile).not.toContain("stale");
  await shown.route("**/api/v1/status", (route) =>
    route.fulfill({ status: 429, json: { code: "too_many_requests", detail: "Later." } }),
  );
  await expect.poll(tile).toContain("stale");
  await expect.poll(() => shown.textContent("[data-testid=link]")).toMatch(/^live, but status \d+ s old/);
  const waiting = shown.locator("section", { hasText: "Needs a person" }).last();
  await expect.poll(() => waiting.innerText()).toContain("stale");
  await shown.unroute("**/api/v1/status");
  await page.live();
  await expect.poll(tile).not.toContain("stale");
});

test("Health that is refused keeps its last picture and says how old it is", async () => {
  await page.open(service.url, "health");
  await page.page.waitForSelector("[data-testid=components] article");
  await page.page.route("**/health", (route) => route.fulfill({ status: 429, json: {} }));
  const panel = (): Promise<string | null> => page.page.textContent("[data-testid=health-panel]");
  await expect.poll(panel).toMatch(/stale: health \d+ s old/);
  await page.page.unroute("**/health");
  await expect.poll(panel).not.toContain("stale");
});

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../src/api/types";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

let service: Service;
let chromium: Chromium;
let watched: Watched;

beforeAll(async () => {
  service = await Service.start();
  await service.fill({ symbol: "IBM", fill_qty: "250" });
  chromium = await Chromium.launch();
  watched = await chromium.page();
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

async function limit(name: string, value: string, scope: object = {}): Promise<void> {
  const body = { limit: name, value, reason: "test", by: "Ada", ...scope };
  expect((await service.post("/api/v1/limits", body)).status).toBe(200);
}

const shown = (): Promise<string | null> => watched.page.textContent("[data-testid=limits]");

test("Exposure stands against its limits, with whose it is, and what is off is named", async () => {
  await limit("max_position", "1000");
  await limit("max_order_qty", "5000");
  await limit("max_position", "300", { account: "ACC1", symbol: "IBM" });
  await watched.open(service.url, "exposure");
  await expect.poll(shown).toContain("ACC1 IBM: 250 of 1,000");
  expect(await shown()).toContain("25 %");
  expect(await shown()).toContain("max order qtyeach order5,000");
  // The fullest stands first.
  expect(await watched.page.textContent("[data-testid=limits] .limit")).toContain("250 of 300");
  expect(await watched.page.textContent("[data-testid=limits-off]")).toContain("max daily loss");
  expect(await watched.page.textContent("[data-testid=limits-off]")).not.toContain("max position");
  await service.fill({ symbol: "IBM", fill_qty: "25" });
  await expect.poll(shown, { timeout: 10_000 }).toContain("ACC1 IBM: 275 of 1,000");
});

test("Limits are saved as CSV with their use, those that are off too", async () => {
  const saved = watched.page.waitForEvent("download");
  await watched.page.click("[data-testid=limits-csv]");
  const text = await readFile(await (await saved).path(), "utf8");
  expect(text.split("\r\n")[0]).toBe("name,scope,text,used,usedBy,incomplete");
  expect(text).toContain("max_position,,1000,275,ACC1 IBM,false");
  expect(text).toContain("max_position,ACC1 / IBM,300,275,,false\r\n");
  expect(text).toContain("max_daily_loss,,off,,");
});

test("A kill switch over one symbol is not shown as a stop of everything", async () => {
  const { page } = watched;
  await watched.open(service.url);
  await service.post("/admin/kill-switch", { scope: "symbol", target: "XOM", reason: "news", by: "Grace" });
  await expect.poll(() => page.textContent("[data-testid=kill-button]"), { timeout: 15_000 }).toBe("KILL (1 on)");
  expect(await page.textContent("[data-testid=kill-state]")).toContain("engaged in part");
  expect(await page.textContent("[data-testid=attention]")).toContain("engaged for symbol XOM");
  const order = await service.post("/api/v1/orders", { symbol: "IBM", side: "buy", qty: "1", account: "ACC1" });
  expect([order.status, (order.json as unknown as Order).symbol]).toEqual([201, "IBM"]);
  await service.post("/admin/kill-switch", { reason: "all of it", by: "Grace" });
  await expect.poll(() => page.textContent("[data-testid=kill-button]"), { timeout: 15_000 }).toBe("KILLED");
  expect(await page.textContent("[data-testid=kill-state]")).toContain("ENGAGED");
  expect(watched.complaints).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../src/api/types";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

let service: Service;
let chromium: Chromium;
let page: Watched;

beforeAll(async () => {
  service = await Service.start();
  chromium = await Chromium.launch();
  page = await chromium.page();
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

test("A fill that is injected appears within a second", async () => {
  await page.open(service.url, "fills");
  const waits: number[] = [];
  for (let i = 0; i < 3; i++) {
    const shown = page.page.waitForFunction(
      (id) => document.querySelector("[data-testid=fills]")?.textContent?.includes(id),
      `LIVE-${i}`,
      { polling: 20 },
    );
    const start = performance.now();
    await service.fill({ exec_id: `LIVE-${i}`, symbol: "LIVE" });
    await shown;
    waits.push(performance.now() - start);
  }
  console.log(`injected fill on the screen after ${waits.map((ms) => Math.round(ms)).join(", ")} ms`);
  expect(Math.min(...waits)).toBeLessThan(1000);
});

test("A position follows its fills, and its sums are those of the service", async () => {
  await service.fill({ symbol: "FOLLOW", fill_qty: "7.5", fill_price: "10.25" });
  await page.open(service.url, "positions");
  await page.page.waitForFunction(() =>
    document.querySelector("[data-testid=positions]")?.textContent?.includes("+7.5"),
  );
  await service.fill({ symbol: "FOLLOW", side: "sell", fill_qty: "2.5", fill_price: "11.25" });
  await page.page.waitForFunction(() =>
    document.querySelector("[data-testid=positions]")?.textContent?.includes("+2.50"),
  );
  const row = (await page.column("positions", "Symbol")).indexOf("FOLLOW");
  expect((await page.column("positions", "Qty"))[row]).toBe("+5");
  expect((await page.column("positions", "Realised"))[row]).toBe("+2.50");
});

test("All four lot methods can be chosen and stand side by side in the drawer", async () => {
  for (const price of ["10", "30", "20"]) await service.fill({ symbol: "FOUR", fill_qty: "10", fill_price: price });
  await service.fill({ symbol: "FOUR", side: "sell", fill_qty: "10", fill_price: "40" });
  await page.open(service.url, "positions");
  const realised = async (): Promise<string | undefined> => {
    const row = (await page.column("positions", "Symbol")).indexOf("FOUR");
    return (await page.column("positions", "Realised"))[row];
  };
  for (const [method, expected] of [
    ["lifo", "+200.00"],
    ["hifo", "+100.00"],
    ["average", "+200.00"],
    ["fifo", "+300.00"],
  ] as const) {
    await page.page.selectOption("[data-testid=method]", method);
    await expect.poll(realised).toBe(expected);
  }
  await page.row("positions", "FOUR");
  await expect
    .poll(() => page.page.locator("[data-testid=methods] tbody tr td:nth-child(3)").allTextContents())
    .toEqual(expect.arrayContaining(["+300.00", "+200.00", "+100.00"]));
  expect(page.complaints).toEqual([]);
});

test("An order shows only what the engine has said, however long it takes", async () => {
  await page.open(service.url, "orders");
  let release: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.page.route("**/api/v1/orders", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await page.page.keyboard.press("n");
  await page.page.fill("[data-testid=field-symbol]", "PATIENT");
  await page.page.fill("[data-testid=field-qty]", "100");
  await page.page.selectOption("[data-testid=field-type]", "limit");
  await page.page.fill("[data-testid=field-price]", "0.5");
  await page.page.fill("[data-testid=field-account]", "ACC1");
  await page.page.click("[data-testid=dialog-confirm]");
  await page.page.waitForTimeout(600);
  await expect.poll(() => page.page.textContent("[data-testid=dialog-confirm]")).toContain("Waiting");
  expect(await page.page.textContent("[data-testid=orders]")).not.toContain("PATIENT");
  release();
  await page.page.waitForFunction(() =>
    document.querySelector("[data-testid=orders]")?.textContent?.includes("PATIENT"),
  );
  await page.page.unroute("**/api/v1/orders");
  const [order] = (await service.get<{ items: Order[] }>("/api/v1/orders?symbol=PATIENT")).items;
  const shown = (await page.column("orders", "Status"))[0];
  expect(shown?.startsWith(order!.ord_status.replaceAll("_", " "))).toBe(true);
});

test("An order whose answer was lost is sent again as the same one", async () => {
  await page.open(service.url, "orders");
  let lost = 0;
  await page.page.route("**/api/v1/orders", async (route) => {
    if (route.request().method() !== "POST" || lost++ > 0) return route.continue();
    expect((await route.fetch()).status()).toBe(201);
    return route.abort("connectionreset");
  });
  await page.page.keyboard.press("n");
  await page.page.fill("[data-testid=field-symbol]", "LOST");
  await page.page.fill("[data-testid=field-qty]", "5");
  await page.page.selectOption("[data-testid=field-type]", "limit");
  await page.page.fill("[data-testid=field-price]", "0.5");
  await page.page.fill("[data-testid=field-account]", "ACC1");
  await page.page.click("[data-testid=dialog-confirm]");
  await page.page.waitForSelector("[data-testid=dialog-error]:not([hidden])");
  await page.page.click("[data-testid=dialog-confirm]");
  await page.page.waitForSelector("[data-testid=dialog]", { state: "detached" });
  await page.page.unroute("**/api/v1/orders");
  expect(lost).toBe(2);
  const quantities = async (): Promise<string[]> =>
    (await service.get<{ items: Order[] }>("/api/v1/orders?symbol=LOST")).items.map((each) => each.order_qty);
  expect(await quantities()).toEqual(["5"]);
  page.complaints.length = 0;
});

test("An order's drawer tells its story down to the record, and a cancel is the engine's to confirm", async () => {
  await page.open(service.url, "orders");
  await page.row("orders", "PATIENT");
  await page.page.waitForSelector("[data-testid=timeline] li");
  await expect.poll(() => page.page.textContent("[data-testid=timeline]")).toMatch(/order (submitted|held)/);
  await page.page.click("[data-testid=order-cancel]");
  await page.page.click("[data-testid=dialog-confirm]");
  const status = async (): Promise<string> =>
    (await service.get<{ items: Order[] }>("/api/v1/orders?symbol=PATIENT")).items[0]!.ord_status;
  await expect
    .poll(async () =>
      (await page.page.textContent("[data-testid=drawer-status]"))?.startsWith((await status()).replaceAll("_", " ")),
    )
    .toBe(true);
  await page.page.click("[data-testid=drawer-close]");
  expect(page.complaints).toEqual([]);
});

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PAGE_NAMES } from "../../src/views/page-names";
import { Chromium, type Watched } from "../support/browser";
import { executionOf, Service } from "../support/service";

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(2)</script>",
  '"><svg onload=alert(3)>',
  "javascript:alert(4)",
  '=HYPERLINK("http://evil")',
  "{{7*7}}${7*7}",
  "\u202Egnp.exe",
  "'; DROP TABLE--",
];

let service: Service;
let chromium: Chromium;
let page: Watched;

beforeAll(async () => {
  service = await Service.start();
  for (const [i, text] of HOSTILE.entries()) {
    await service.post(
      "/api/v1/executions?reason=x&by=" + encodeURIComponent(text),
      executionOf({ symbol: text.slice(0, 30), exec_id: `${text.slice(0, 24)}-${i}`, account: text.slice(0, 30) }),
    );
    await service.post("/api/v1/executions?reason=x", executionOf({ symbol: text, fill_qty: text }));
    await service.post("/api/v1/orders", {
      symbol: text.slice(0, 30),
      side: "buy",
      qty: "1",
      type: "limit",
      price: "0.01",
      account: "ACC1",
      strategy: text.slice(0, 30),
      correlation_id: text,
    });
  }
  chromium = await Chromium.launch({ acceptDownloads: true });
  page = await chromium.page();
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

test("Hostile text stays letters on every page", async () => {
  for (const name of PAGE_NAMES) {
    await page.open(service.url, name);
    await page.page.waitForTimeout(250);
    expect(await page.page.locator("main img, main svg, main script, main iframe").count(), name).toBe(0);
  }
  expect(page.complaints).toEqual([]);
});

test("Hostile text stays letters in the drawers of orders, fills and dead letters", async () => {
  for (const table of ["orders", "fills", "deadletters"]) {
    await page.open(service.url, table);
    const rows = page.page.locator(`[data-testid=${table}] tbody:not(.spacer) tr`);
    await rows.first().waitFor();
    const count = Math.min(8, await rows.count());
    expect(count, table).toBeGreaterThan(3);
    for (let i = 0; i < count; i++) {
      await rows.nth(i).click();
      await page.page.waitForSelector("[data-testid=drawer]:not([hidden])");
      await page.page.waitForTimeout(120);
      expect(
        await page.page
          .locator("[data-testid=drawer] img, [data-testid=drawer] svg, [data-testid=drawer] script")
          .count(),
      ).toBe(0);
      await page.page.keyboard.press("Escape");
    }
  }
  expect(page.complaints).toEqual([]);
});

test("A symbol of markup is shown as it was sent", async () => {
  await page.open(service.url, "fills");
  await expect.poll(() => page.column("fills", "Symbol")).toContain("<img src=x onerror=alert(1)>");
});

test("The policy of the page forbids what is not its own", async () => {
  await page.open(service.url);
  const ran = await page.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.head.append(script);
    return (window as unknown as { inlineRan?: boolean }).inlineRan ?? false;
  });
  expect(ran).toBe(false);
  const { headers } = await fetch(service.url);
  expect(headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(headers.get("content-security-policy")).not.toContain("unsafe");
  page.complaints.length = 0;
});

test("A CSV file has every row, exact numbers, and no formula", async () => {
  await service.fill({ symbol: "CSV", fill_qty: "0.123456789", fill_price: "1.5", exec_id: "CSV-1" });
  await page.open(service.url, "fills");
  await page.page.waitForFunction(() => document.querySelector("[data-testid=fills]")?.textContent?.includes("CSV-1"));
  const [download] = await Promise.all([page.page.waitForEvent("download"), page.page.click("main [data-testid=csv]")]);
  expect(download.suggestedFilename()).toMatch(/^truefill-fills-.*\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text.trimEnd().split("\r\n").length).toBe(1 + (await page.rowCount("fills")));
  expect(text).toContain("0.123456789");
  expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
  expect(text).toContain("'=HYPERLINK");
});

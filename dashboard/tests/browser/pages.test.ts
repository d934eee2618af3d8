import axe from "axe-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PAGE_NAMES } from "../../src/views/page-names";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string }[] }[];
}

let service: Service;

beforeAll(async () => {
  service = await Service.start();
});

afterAll(async () => {
  await service?.stop();
});

async function violations(watched: Watched): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind: an injected script element would be refused.
  await watched.page.evaluate(axe.source);
  const result = (await watched.page.evaluate(async () =>
    (window as unknown as { axe: { run: () => Promise<AxeResult> } }).axe.run(),
  )) as AxeResult;
  return result.violations.map(
    (each) =>
      `${each.id}: ${each.help}: ${each.nodes
        .slice(0, 3)
        .map((node) => node.html)
        .join(" | ")}`,
  );
}

async function withPage(
  options: Parameters<typeof Chromium.launch>[0],
  act: (watched: Watched) => Promise<void>,
): Promise<void> {
  const chromium = await Chromium.launch(options);
  try {
    await act(await chromium.page());
  } finally {
    await chromium.close();
  }
}

test("Every page of a service that has nothing yet loads without a complaint", async () => {
  await withPage({}, async (watched) => {
    for (const name of PAGE_NAMES) {
      await watched.open(service.url, name);
      await watched.page.reload();
      await watched.live();
    }
    expect(watched.complaints).toEqual([]);
  });
});

test.each(["dark", "light"] as const)("No page has an accessibility violation in %s", async (colorScheme) => {
  await service.fill({ symbol: "AXE" });
  await service.fill({ symbol: "AXE", side: "sell", fill_qty: "25", fill_price: "190" });
  await service.post("/api/v1/executions?reason=x", { symbol: "AXE" });
  await service.post("/api/v1/orders", {
    symbol: "AXE",
    side: "buy",
    qty: "5",
    type: "limit",
    price: "0.01",
    account: "ACC1",
  });
  await withPage({ colorScheme }, async (watched) => {
    for (const name of PAGE_NAMES) {
      await watched.open(service.url, name);
      await watched.page.waitForTimeout(300);
      await expect.poll(() => violations(watched), { message: name }).toEqual([]);
    }
    expect(watched.complaints).toEqual([]);
  });
});

test("Drawers, dialogs and the help sheet have no accessibility violation", async () => {
  await withPage({}, async (watched) => {
    for (const table of ["orders", "fills", "positions", "deadletters"]) {
      await watched.open(service.url, table);
      await watched.row(table, table === "deadletters" ? "" : "AXE");
      await watched.page.waitForSelector("[data-testid=drawer]:not([hidden])");
      await watched.page.waitForTimeout(300);
      await expect.poll(() => violations(watched), { message: table }).toEqual([]);
      await watched.page.keyboard.press("Escape");
    }
    for (const key of ["n", "?"]) {
      await watched.page.keyboard.press(key);
      await watched.page.waitForSelector("dialog[open]");
      await expect.poll(() => violations(watched), { message: key }).toEqual([]);
      await watched.page.keyboard.press("Escape");
    }
    expect(watched.complaints).toEqual([]);
  });
});

test("At 360 pixels every page fits the width, and the kill switch is in sight", async () => {
  await withPage({ viewport: { width: 360, height: 740 } }, async (watched) => {
    for (const name of PAGE_NAMES) {
      await watched.open(service.url, name);
      await watched.page.waitForTimeout(200);
      await expect
        .poll(() => watched.page.evaluate(() => document.documentElement.scrollWidth), { message: name })
        .toBeLessThanOrEqual(360);
      const kill = await watched.page.locator("[data-testid=kill-button]").boundingBox();
      expect(kill && kill.x >= 0 && kill.x + kill.width <= 360, name).toBe(true);
    }
    await expect.poll(() => violations(watched)).toEqual([]);
  });
});

test("At 360 pixels the header is one line", async () => {
  await withPage({ viewport: { width: 360, height: 740 } }, async (watched) => {
    await watched.open(service.url);
    const header = await watched.page.locator("header.top").boundingBox();
    expect(header!.height).toBeLessThan(44);
  });
});

test("At 360 pixels the list of orders shows how many without scrolling", async () => {
  await withPage({ viewport: { width: 360, height: 740 } }, async (watched) => {
    await watched.open(service.url, "orders");
    const quantity = await watched.page.locator("main thead th", { hasText: "Qty" }).boundingBox();
    expect(quantity && quantity.x >= 0 && quantity.x + quantity.width <= 360).toBe(true);
  });
});

test("No heading of a table is cut off", async () => {
  await withPage({ viewport: { width: 1440, height: 900 } }, async (watched) => {
    for (const name of PAGE_NAMES) {
      await watched.open(service.url, name);
      await watched.page.waitForTimeout(300);
      const cut = await watched.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("main thead button")]
          .filter((head) => head.scrollWidth > head.clientWidth)
          .map((head) => head.textContent),
      );
      expect(cut, name).toEqual([]);
    }
  });
});

test("The mode stands on every page", async () => {
  await withPage({}, async (watched) => {
    for (const name of PAGE_NAMES) {
      await watched.open(service.url, name);
      await expect.poll(() => watched.page.textContent("[data-testid=ribbon]")).toBe("SIMULATION");
    }
  });
});

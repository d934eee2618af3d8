import { afterAll, beforeAll, expect, test } from "vitest";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

let service: Service;
let chromium: Chromium;
let watched: Watched;

beforeAll(async () => {
  service = await Service.start();
  for (let i = 0; i < 60; i++)
    await service.fill({ exec_id: `K${i}`, symbol: i % 2 ? "ODD" : "EVEN", fill_qty: String(i + 1) });
  chromium = await Chromium.launch();
  watched = await chromium.page();
  await watched.open(service.url);
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

test("Single keys lead to every page, and none of them while somebody types", async () => {
  const { page } = watched;
  for (const [key, hash] of [
    ["2", "orders"],
    ["3", "positions"],
    ["8", "journal"],
    ["h", "health"],
    ["5", "fills"],
  ] as const) {
    await page.keyboard.press(key);
    await page.waitForFunction(
      (name) => document.querySelector(`[data-testid=nav-${name}]`)?.getAttribute("aria-current") === "page",
      hash,
    );
  }
  await page.keyboard.press("/");
  await page.keyboard.type("odd 2");
  await expect.poll(() => page.inputValue("main [data-testid=filter]")).toBe("odd 2");
  await expect.poll(() => page.evaluate(() => location.hash)).toBe("#/fills");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});

test("A filter takes several words and words that must not be there", async () => {
  await watched.page.fill("main [data-testid=filter]", "odd");
  await expect.poll(() => watched.rowCount("fills")).toBe(30);
  await watched.page.fill("main [data-testid=filter]", "-odd");
  await expect.poll(() => watched.rowCount("fills")).toBe(30);
  await expect.poll(() => watched.column("fills", "Symbol")).not.toContain("ODD");
  await watched.page.fill("main [data-testid=filter]", "");
});

test("Rows are walked with the arrows, opened with Enter and left with Escape", async () => {
  const { page } = watched;
  await page.focus("[data-testid=fills]");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  const selected = page.locator("[data-testid=fills] tr[aria-selected=true]");
  await expect.poll(() => selected.allTextContents()).toEqual([expect.stringContaining("K57")]);
  await expect
    .poll(
      async () =>
        (await selected.getAttribute("id")) ===
        (await page.getAttribute("[data-testid=fills]", "aria-activedescendant")),
    )
    .toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-testid=drawer]:not([hidden])");
  await expect.poll(() => page.textContent("[data-testid=drawer] h2")).toBe("Fill K57");
  await page.keyboard.press("Escape");
  await page.waitForSelector("[data-testid=drawer]", { state: "hidden" });
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset["testid"])).toBe("fills");
  await page.keyboard.press("End");
  await expect.poll(async () => (await watched.column("fills", "ExecID")).at(-1)).toBe("K0");
});

test("A click on a heading sorts by number, not by letters", async () => {
  const { page } = watched;
  const heading = page.locator("[data-testid=fills] thead button", { hasText: "Qty" });
  await heading.click();
  await page.keyboard.press("Home");
  await page.focus("[data-testid=fills]");
  await page.keyboard.press("Home");
  await expect.poll(async () => (await watched.column("fills", "Qty"))[0]).toBe("60");
  await heading.click();
  await expect.poll(async () => (await watched.column("fills", "Qty"))[0]).toBe("1");
  await expect
    .poll(() => page.getAttribute("[data-testid=fills] thead th:nth-child(4)", "aria-sort"))
    .toBe("ascending");
});

test("The help sheet lists the keys, and the theme changes and stays", async () => {
  const { page } = watched;
  await page.keyboard.press("?");
  const sheet = await page.textContent("[data-testid=help]");
  for (const word of ["Overview", "kill switch", "filter the table", "open the row"]) expect(sheet).toContain(word);
  await page.keyboard.press("Escape");
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.keyboard.press("t");
  await page.keyboard.press("t");
  expect(await background()).not.toBe(dark);
  await page.reload();
  await watched.live();
  expect(await background()).not.toBe(dark);
  expect(watched.complaints).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeadLetter, Fill, Page } from "../../src/api/types";
import { Chromium, type Watched } from "../support/browser";
import { executionOf, Service } from "../support/service";

let service: Service;
let chromium: Chromium;
let watched: Watched;

beforeAll(async () => {
  service = await Service.start();
  await service.post(
    "/api/v1/executions?reason=test&by=tester",
    executionOf({ exec_id: "MEND", symbol: "MEND", fill_qty: "ten" }),
  );
  await service.post(
    "/api/v1/executions?reason=test&by=tester",
    executionOf({ exec_id: "DROP", symbol: "DROP", fill_price: "cheap" }),
  );
  chromium = await Chromium.launch();
  watched = await chromium.page();
  await watched.open(service.url, "deadletters");
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

async function letter(id: number): Promise<DeadLetter> {
  return service.get<DeadLetter>(`/api/v1/deadletters/${id}`);
}

test("Open dead letters are listed with their reason and waited for on the overview", async () => {
  await expect.poll(() => watched.rowCount("deadletters")).toBe(2);
  await watched.page.keyboard.press("1");
  await expect.poll(() => watched.page.textContent("[data-testid=attention]")).toContain("2 dead letters are open");
  await watched.page.click("[data-testid=attention] button:has-text('dead letters')");
});

test("A mended dead letter is booked, in the name of who mended it", async () => {
  const { page } = watched;
  await watched.row("deadletters", "MEND");
  await page.click("[data-testid=letter-replay]");
  const text = await page.inputValue("[data-testid=field-raw_text]");
  await page.fill("[data-testid=field-raw_text]", text.replace('"ten"', '"10"'));
  await page.fill("[data-testid=field-reason]", "the venue meant ten");
  await page.fill("[data-testid=field-by]", "Ada");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => watched.rowCount("deadletters")).toBe(1);
  const [fill] = (await service.get<Page<Fill>>("/api/v1/fills?symbol=MEND")).items;
  expect(fill?.last_qty).toBe("10");
  expect(await letter(1)).toMatchObject({ state: "replayed", closed_by: "Ada" });
});

test("A dead letter that stays wrong keeps the dialog open with the service's words", async () => {
  const { page } = watched;
  await watched.row("deadletters", "DROP");
  await page.click("[data-testid=letter-replay]");
  await page.fill("[data-testid=field-reason]", "try again");
  await page.click("[data-testid=dialog-confirm]");
  await page.waitForSelector("[data-testid=dialog-error]:not([hidden])");
  await expect.poll(() => page.textContent("[data-testid=dialog-error]")).toContain("fill_price");
  await page.keyboard.press("Escape");
  watched.complaints.length = 0;
});

test("A dead letter is closed for a reason, and nothing of it is booked", async () => {
  const { page } = watched;
  await page.keyboard.press("Escape");
  await expect.poll(() => watched.column("deadletters", "ID")).toEqual(["3"]);
  const before = (await service.get<Page<DeadLetter>>("/api/v1/deadletters?state=open")).items[0]!;
  await watched.row("deadletters", "DROP");
  await page.click("[data-testid=letter-close]");
  await page.fill("[data-testid=field-reason]", "not ours");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => watched.rowCount("deadletters")).toBe(0);
  expect(await letter(before.id)).toMatchObject({ state: "closed", closed_by: "Ada", close_reason: "not ours" });
  expect((await service.get<Page<Fill>>("/api/v1/fills?symbol=DROP")).items).toEqual([]);
  expect(watched.complaints).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { KillSwitch, Page, Row } from "../../src/api/types";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

/** Parts that a build of the service may not have: absent is said to be absent, present has to work. */
let service: Service;
let chromium: Chromium;
let watched: Watched;

beforeAll(async () => {
  service = await Service.start();
  await service.fill({ symbol: "IBM" });
  chromium = await Chromium.launch();
  watched = await chromium.page();
  await watched.open(service.url);
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

async function killSwitch(): Promise<KillSwitch> {
  return service.get<KillSwitch>("/admin/kill-switch");
}

test.each([
  ["advisories", "/api/v1/advisories"],
  ["reconciliation", "/api/v1/breaks"],
  ["alerts", "/api/v1/alerts"],
  ["exposure", "/api/v1/limits"],
  ["health", "/health"],
])("The page %s shows what %s has, or says that it is not there", async (view, path) => {
  await watched.open(service.url, view);
  const there = await service.has("GET", path);
  if (there)
    await expect.poll(() => watched.page.locator("main [data-testid=absent]", { hasText: path }).count()).toBe(0);
  else
    await expect
      .poll(() => watched.page.locator("main [data-testid=absent]", { hasText: path }).textContent())
      .toContain("not available in this build");
  expect(watched.complaints).toEqual([]);
});

test("The kill switch is engaged by a typed word and reset by another, or is said not to be there", async () => {
  const { page } = watched;
  await watched.open(service.url);
  if (!(await service.has("POST", "/admin/kill-switch"))) {
    await expect.poll(() => page.isDisabled("[data-testid=kill-button]")).toBe(true);
    await page.keyboard.press("k");
    await expect.poll(() => page.textContent("[data-testid=toasts]")).toContain("no kill switch");
    return;
  }
  await page.keyboard.press("k");
  await page.fill("[data-testid=field-reason]", "the test says stop");
  await page.fill("[data-testid=field-by]", "Ada");
  await expect.poll(() => page.isDisabled("[data-testid=dialog-confirm]")).toBe(true);
  await page.fill("[data-testid=dialog-typed]", "KILL");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => page.textContent("[data-testid=kill-state]")).toContain("ENGAGED");
  expect((await killSwitch()).kill_switch_engaged).toBe(true);
  const refused = await service.post("/api/v1/orders", { symbol: "IBM", side: "buy", qty: "1", account: "ACC1" });
  expect(refused.status).toBe(422);
  await expect.poll(() => page.textContent("[data-testid=attention]")).toContain("kill switch");
  await page.click("[data-testid=kill-reset]");
  await page.fill("[data-testid=field-reason]", "the test is over");
  await page.fill("[data-testid=dialog-typed]", "RESET");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => page.textContent("[data-testid=kill-state]")).toContain("clear");
  expect((await killSwitch()).kill_switch_engaged).toBe(false);
});

test("A kill switch that somebody else engages is seen within a few seconds", async () => {
  if (!(await service.has("POST", "/admin/kill-switch"))) {
    await expect.poll(() => watched.page.locator("[data-testid=kill-panel] [data-testid=absent]").count()).toBe(1);
    return;
  }
  await watched.open(service.url);
  await service.post("/admin/kill-switch", { reason: "from elsewhere", by: "Grace" });
  await expect.poll(() => watched.page.textContent("[data-testid=kill-button]"), { timeout: 15_000 }).toBe("KILLED");
  await fetch(`${service.url}/admin/kill-switch?reason=over&by=Grace`, { method: "DELETE" });
  await expect.poll(() => watched.page.textContent("[data-testid=kill-button]"), { timeout: 15_000 }).toBe("KILL");
  watched.complaints.length = 0;
});

test("Every break offers the ways out that the service describes", async () => {
  await watched.open(service.url, "reconciliation");
  if (!(await service.has("GET", "/api/v1/breaks"))) {
    await expect.poll(() => watched.page.locator("main [data-testid=absent]").count()).toBeGreaterThan(0);
    return;
  }
  if (await service.has("POST", "/api/v1/reconciliations"))
    await expect.poll(() => watched.page.locator("[data-testid=reconcile]").count()).toBe(1);
  const { items } = await service.get<Page<Row>>("/api/v1/breaks");
  await expect.poll(() => watched.rowCount("breaks")).toBe(items.length);
  if (items.length === 0) return;
  await watched.page.locator("[data-testid=breaks] tbody:not(.spacer) tr").first().click();
  await watched.page.waitForSelector("[data-testid=drawer]:not([hidden])");
  if (await service.has("POST", "/api/v1/breaks/{id}/explain"))
    await expect.poll(() => watched.page.locator("[data-testid=action-explain]").count()).toBe(1);
});

test("Health says what the service says, also when that is not well", async () => {
  await watched.open(service.url, "health");
  await expect.poll(() => watched.page.textContent("[data-testid=engine]")).toContain("running");
  if (!(await service.has("GET", "/health"))) return;
  await watched.page.waitForSelector("[data-testid=components] article");
  // Seen, not only there: a long list below once pressed the panel flat.
  const cut = await watched.page
    .locator("[data-testid=components]")
    .evaluate((each) => each.parentElement!.scrollHeight - each.parentElement!.clientHeight);
  expect(cut).toBeLessThanOrEqual(0);
  const answer = await fetch(`${service.url}/health`);
  const { status } = (await answer.json()) as { status: string };
  await expect.poll(() => watched.page.textContent("[data-testid=health-status]")).toBe(status);
});

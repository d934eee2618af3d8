import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "playwright-core";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

const TOKEN = "a-token-that-is-known";

let service: Service;
let chromium: Chromium;
let watched: Watched;

/** Stands in front of a service without tokens and asks for one as the API does. */
async function guard(route: Route): Promise<void> {
  const request = route.request();
  if (request.headers()["authorization"] === `Bearer ${TOKEN}`) await route.continue();
  else
    await route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      headers: { "www-authenticate": "Bearer" },
      body: JSON.stringify({ status: 401, code: "unauthenticated", detail: "Send a token." }),
    });
}

beforeAll(async () => {
  service = await Service.start();
  chromium = await Chromium.launch();
  watched = await chromium.page();
  await watched.page.route(/\/(api|admin|openapi)\//, guard);
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

test("A service that asks who you are gets a token, asked for once, and a wrong one is asked for again", async () => {
  const { page } = watched;
  await page.goto(service.url);
  await page.waitForSelector("dialog[open]");
  await expect.poll(() => page.locator("dialog").count()).toBe(1);
  await page.fill("[data-testid=field-token]", "wrong");
  await page.click("[data-testid=dialog-confirm]");
  await page.waitForFunction(() =>
    document.querySelector("dialog[open]")?.textContent?.includes("does not know this token"),
  );
  await page.fill("[data-testid=field-token]", TOKEN);
  await page.click("[data-testid=dialog-confirm]");
  await watched.live();
});

test("The token lives in the tab alone and comes with the stream too", async () => {
  const { page } = watched;
  const asked = page.waitForRequest((request) => request.url().includes("/api/v1/stream"));
  await page.reload();
  expect((await asked).headers()["authorization"]).toBe(`Bearer ${TOKEN}`);
  await watched.live();
  expect(await page.evaluate(() => JSON.stringify(localStorage) + document.cookie)).not.toContain(TOKEN);
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain(TOKEN);
});

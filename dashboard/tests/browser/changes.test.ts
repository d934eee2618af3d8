import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order, Page, Row } from "../../src/api/types";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";

/** Orders that work at a venue, far from its prices, so that only the test changes them. */
let service: Service;
let chromium: Chromium;
let watched: Watched;

beforeAll(async () => {
  service = await Service.start("--set", "venues=[{id: SIM, type: simulated}]");
  chromium = await Chromium.launch();
  watched = await chromium.page();
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

async function working(id: string): Promise<void> {
  const order = { symbol: "IBM", side: "buy", qty: "10", price: "1", account: "ACC1", cl_ord_id: id };
  expect((await service.post("/api/v1/orders", order)).status).toBe(201);
  await expect.poll(async () => (await service.get<Order>(`/api/v1/orders/${id}`)).ord_status).toBe("new");
}

async function open(id: string): Promise<void> {
  await watched.open(service.url, `orders?q=${id}`);
  await watched.row("orders", id);
}

test("A change whose answer was lost is sent again as the same one", async () => {
  await working("LOST-CHANGE");
  let sent = 0;
  await watched.page.route("**/api/v1/orders/LOST-CHANGE?*", async (route) => {
    if (route.request().method() !== "PATCH" || sent++ > 0) return route.continue();
    expect((await route.fetch()).status()).toBe(200);
    return route.abort("connectionreset");
  });
  await open("LOST-CHANGE");
  await watched.page.click("[data-testid=order-replace]");
  await watched.page.fill("[data-testid=field-qty]", "7");
  await watched.page.click("[data-testid=dialog-confirm]");
  await watched.page.waitForSelector("[data-testid=dialog-error]:not([hidden])");
  await watched.page.click("[data-testid=dialog-confirm]");
  await watched.page.waitForSelector("[data-testid=dialog]", { state: "detached" });
  await expect.poll(() => watched.page.textContent("[data-testid=toasts]")).toContain("is asked for");
  expect(sent).toBe(2);
  const { items } = await service.get<Page<Row>>("/api/v1/orders/LOST-CHANGE/events");
  expect(items.filter((fact) => fact["type"] === "replace_requested").length).toBe(1);
  watched.complaints.length = 0;
});

test("What happens to an order while its story is being read stands in the story", async () => {
  await working("READING");
  let release: () => void = () => undefined;
  const held = new Promise<void>((done) => (release = done));
  let read = 0;
  await watched.page.route("**/api/v1/why/order/READING?*", async (route) => {
    if (read++ > 0) return route.continue();
    const before = await route.fetch();
    await held;
    return route.fulfill({ response: before });
  });
  await open("READING");
  await expect.poll(() => read).toBe(1);
  const answer = await fetch(`${service.url}/api/v1/orders/READING`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ qty: "7" }),
  });
  expect(answer.status).toBe(200);
  await expect.poll(() => watched.page.textContent("[data-testid=drawer] .headline")).toContain("buy 7 IBM");
  release();
  await expect.poll(() => watched.page.textContent("[data-testid=timeline]")).toContain("order replaced");
  expect(watched.complaints).toEqual([]);
});

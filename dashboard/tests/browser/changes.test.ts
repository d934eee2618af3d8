import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../src/api/types";
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

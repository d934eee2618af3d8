import { expect, test } from "vitest";
import type { Order } from "../../src/api/types";
import { OrderBook } from "../../src/state/order-book";

const order = (id: number, part: Partial<Order> = {}): Order =>
  ({
    venue: "V",
    source: "http",
    wire_id: String(id),
    open: false,
    unknown: false,
    created_at: new Date(Date.UTC(2026, 10, 25) + id * 1000).toISOString(),
    ...part,
  }) as Order;

const ids = (book: OrderBook): number[] => book.all.map((each) => Number(each.wire_id)).sort((a, b) => a - b);

test("Of ended orders the oldest go, of open ones none, however old", () => {
  const book = new OrderBook(100);
  for (let id = 0; id < 50; id++) book.put(order(id, { open: true }));
  for (let id = 50; id < 1000; id++) book.put(order(id));
  const ended = ids(book).filter((id) => id >= 50);
  expect(book.open).toBe(50);
  expect(ended.length).toBeLessThanOrEqual(110);
  expect(ended.length).toBeGreaterThanOrEqual(100);
  expect(ended.at(-1)).toBe(999);
  expect(ended[0]).toBe(1000 - ended.length);
  expect(book.drops).toBeGreaterThan(0);
});

test("The oldest go by when they were entered, not by when they were told", () => {
  const book = new OrderBook(10);
  for (let id = 12; id > 0; id--) book.put(order(id));
  expect(ids(book)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const late = new OrderBook(1);
  late.put(order(1, { created_at: "2026-11-25T10:00:00Z" }));
  late.put(order(2, { created_at: "2026-11-25T10:00:00.5Z" }));
  expect(ids(late)).toEqual([2]);
});

test("What somebody scrolled for stays until others have ended in numbers, and is loaded again then", () => {
  const book = new OrderBook(10);
  for (let id = 100; id < 110; id++) book.put(order(id));
  for (let id = 0; id < 50; id++) expect(book.putOld(order(id))).toBe(true);
  expect(book.putOld(order(0, { open: true }))).toBe(false);
  expect(book.all.length).toBe(60);
  book.put(order(110));
  expect([book.all.length, book.drops]).toEqual([61, 0]);
  book.put(order(111));
  expect([book.all.length, book.drops]).toEqual([10, 1]);
  expect(book.putOld(order(0))).toBe(true);
});

test("An order that ends, or is opened again, is there once", () => {
  const book = new OrderBook();
  book.put(order(1, { open: true, unknown: true }));
  book.put(order(1));
  expect([book.open, book.unknownCount, book.all.length]).toEqual([0, 0, 1]);
  book.put(order(1, { open: true }));
  expect([book.open, book.all.length]).toEqual([1, 1]);
  expect([...book.openOrders].length).toBe(1);
});

import { expect, test } from "vitest";
import type { Fill, Order, Position } from "../../src/api/types";
import { grouped } from "../../src/state/aggregate";
import { FillBook } from "../../src/state/fill-book";
import { History } from "../../src/state/history";
import { Link } from "../../src/state/link";
import { OrderBook } from "../../src/state/order-book";
import { Series } from "../../src/state/series";
import { symbolExposure } from "../../src/state/symbol-exposure";
import { share, usageOf } from "../../src/state/usage";

const fill = (seq: number, part: Partial<Fill> = {}): Fill =>
  ({ seq, exec_id: `E${seq}`, busted: false, ...part }) as Fill;

test("Fills stand newest first, each once, in whatever order they come", () => {
  const book = new FillBook();
  for (const seq of [5, 1, 9, 3, 5, 9]) book.put(fill(seq));
  expect(book.all.map((each) => each.seq)).toEqual([9, 5, 3, 1]);
});

test("A bust changes its fill, and an older list does not undo it", () => {
  const book = new FillBook();
  book.put(fill(5));
  book.put(fill(5, { busted: true }));
  book.putOld(fill(5));
  book.putOld(fill(4));
  expect(book.all.map((each) => [each.seq, each.busted])).toEqual([
    [5, true],
    [4, false],
  ]);
});

test("A full book of fills lets the oldest go", () => {
  const book = new FillBook(3);
  for (let seq = 1; seq <= 5; seq++) book.put(fill(seq));
  expect(book.all.map((each) => each.seq)).toEqual([5, 4, 3]);
});

test("Open and unknown orders are counted through every change", () => {
  const book = new OrderBook();
  const order = (wire_id: string, open: boolean, unknown: boolean): Order =>
    ({ venue: "V", source: "http", wire_id, open, unknown }) as Order;
  book.put(order("1", true, false));
  book.put(order("2", true, true));
  expect([book.open, book.unknownCount]).toEqual([2, 1]);
  book.put(order("2", false, false));
  book.put(order("1", true, false));
  expect([book.open, book.unknownCount]).toEqual([1, 0]);
});

test("A long series keeps its ends and its recent past", () => {
  const series = new Series(["a"], 100);
  for (let i = 0; i < 1000; i++) series.add(i * 1000, [i]);
  expect(series.length).toBeLessThanOrEqual(100);
  expect(series.times[0]).toBe(0);
  expect(series.columns[0]!.slice(-10)).toEqual([990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
  expect(series.times).toEqual([...series.times].sort((a, b) => a - b));
});

test("A point that is not later replaces the last one, so time never runs backwards", () => {
  const series = new Series(["a"]);
  series.add(2000, [1]);
  series.add(1000, [2]);
  expect([series.times, series.columns[0]]).toEqual([[2], [2]]);
});

test("History adds accounts of one currency up, and is unknown where one of them is", () => {
  const history = new History();
  const row = (account: string, total: string | null) => ({
    account,
    currency: "USD",
    total_pnl: total,
    realized_pnl: "0",
    unrealized_pnl: "0",
    fees: "0",
  });
  history.addPnl(1000, [row("A", "0.1"), row("B", "0.2")]);
  history.addPnl(2000, [row("A", "0.1"), row("B", null)]);
  expect(history.pnl("USD").columns[0]).toEqual([0.3, null]);
  expect(history.fromService).toBe(false);
});

test("History of the service comes first and is said to be the service's", () => {
  const history = new History();
  history.load([
    {
      time: "2026-11-25T10:00:00Z",
      currency: "USD",
      total_pnl: "5",
      realized_pnl: "3",
      unrealized_pnl: "2",
      gross: "10",
      net: "-4",
    },
  ]);
  expect(history.fromService).toBe(true);
  expect(history.pnl("USD").columns[0]).toEqual([5]);
  expect(history.exposure("USD").columns).toEqual([[10], [-4]]);
});

test("A link is live while it speaks, stale when it is silent, lost when it is gone", () => {
  const link = new Link();
  expect(link.state(0)).toBe("connecting");
  link.opened(1000, 7, 7);
  expect(link.state(1000 + Link.SilenceMs)).toBe("live");
  expect(link.state(1001 + Link.SilenceMs)).toBe("stale");
  link.heard(20_000, 7);
  expect(link.state(20_001)).toBe("live");
  link.lost("gone");
  expect(link.state(20_002)).toBe("lost");
});

test("A link that comes back is behind, not live, until it has told all that had happened meanwhile", () => {
  const link = new Link();
  link.opened(1000, 7, 7);
  link.lost("gone");
  link.opened(3_600_000, 7, 900);
  expect(link.state(3_600_000)).toBe("behind");
  link.heard(3_600_001, 450);
  expect([link.state(3_600_001), link.behind]).toEqual(["behind", 450]);
  link.told(1000);
  link.heard(3_600_002, 900);
  expect(link.state(3_600_002)).toBe("behind");
  link.heard(3_600_003, 1000);
  expect(link.state(3_600_003)).toBe("live");
});

const position = (part: Partial<Position>): Position => ({
  account: "A",
  strategy: "S",
  symbol: "IBM",
  qty: "1",
  avg_px: "10",
  realized_pnl: "1.1",
  unrealized_pnl: "2.2",
  fees: "0.1",
  net_cash: "-10",
  currency: "USD",
  multiplier: "1",
  method: "fifo",
  mark: { price: "12", source: "x", time: "", age_ms: 0 },
  last_execution_at: null,
  ...part,
});

test("Positions group exactly, never across currencies, and quantities never across symbols", () => {
  const all = [
    position({}),
    position({ account: "B", realized_pnl: "0.2" }),
    position({ symbol: "AAPL" }),
    position({ currency: "TWD" }),
  ];
  const bySymbol = grouped(all, "symbol");
  expect(bySymbol.map((row) => [row.symbol, row.currency, row.qty, row.realized_pnl, row.positions])).toEqual([
    ["IBM", "USD", "2", "1.3", 2],
    ["AAPL", "USD", "1", "1.1", 1],
    ["IBM", "TWD", "1", "1.1", 1],
  ]);
  expect(grouped(all, "strategy")[0]).toMatchObject({ strategy: "S", symbol: "*", qty: "", realized_pnl: "2.4" });
});

test("A group with a position that cannot be valued cannot be valued", () => {
  expect(grouped([position({}), position({ unrealized_pnl: null })], "account")[0]!.unrealized_pnl).toBeNull();
});

test("Exposure by symbol is quantity times mark times multiplier, longs and shorts apart in gross", () => {
  const all = [
    position({ qty: "3", multiplier: "10" }),
    position({ qty: "-1", account: "B", multiplier: "10" }),
    position({ mark: null }),
  ];
  expect(symbolExposure(all)).toEqual([{ symbol: "IBM", currency: "USD", net: "240", gross: "480" }]);
});

test("A limit as the service lists it has its name, its size and its scope", () => {
  expect(
    usageOf({ account: "ACC1", strategy: "", venue: "", symbol: "IBM", limit: "max_position", value: "1000" }),
  ).toMatchObject({ name: "max_position", scope: "ACC1 / IBM", limit: "1000", text: "1000" });
  expect(usageOf({ limit: "price_collar.max_age", value: "off" })).toMatchObject({
    name: "price_collar.max_age",
    limit: null,
    text: "off",
  });
});

test("A limit's share is of its size; what is no number is no limit", () => {
  expect(share(usageOf({ name: "max_position", scope: "account", limit: "1000", used: "-250" }))).toBe(0.25);
  expect(share(usageOf({ name: "max_position", limit: "off", used: "5" }))).toBeNull();
});

test("A group of positions was last executed when the latest of them was", () => {
  const sums = { realized_pnl: "0", unrealized_pnl: "0", fees: "0", net_cash: "0" };
  const position = (symbol: string, last_execution_at: string | null): Position =>
    ({ account: "A", symbol, currency: "USD", last_execution_at, ...sums }) as Position;
  const [row] = grouped(
    [
      position("X", "2026-11-18T11:06:40Z"),
      position("Y", "2026-11-26T20:24:04.305Z"),
      position("Z", null),
      position("Q", "2026-11-26T20:24:04Z"),
    ],
    "account",
  );
  expect(row?.last_execution_at).toBe("2026-11-26T20:24:04.305Z");
});

test("A limit that holds for each of several says whose use it shows", () => {
  const row = { limit: "max_position", value: "1000", used: "250", used_account: "ACC1", used_symbol: "IBM" };
  expect(usageOf({ ...row, account: "", symbol: "" }).usedBy).toBe("ACC1 IBM");
  expect(usageOf({ ...row, account: "ACC1", symbol: "" }).usedBy).toBe("IBM");
  expect(usageOf({ ...row, account: "ACC1", symbol: "IBM" }).usedBy).toBe("");
  expect(share(usageOf({ ...row, account: "", symbol: "" }))).toBe(0.25);
});

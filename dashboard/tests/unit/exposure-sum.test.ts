import { expect, test } from "vitest";
import type { Exposure, PnlRow } from "../../src/api/types";
import { exposureSum } from "../../src/state/exposure-sum";
import { History } from "../../src/state/history";

const row = (account: string, currency: string, value: string): Exposure["converted"][number] => ({
  account,
  strategy: null,
  scope: "account",
  currency,
  net: value,
  gross: value,
});

const noMark = (account: string): Exposure["gaps"][number] => ({
  account,
  missing: "mark",
  symbol: "XYZ",
  from: null,
  to: null,
});

const exposure = (converted: Exposure["converted"], gaps: Exposure["gaps"] = []): Exposure => ({
  items: [],
  converted,
  gaps,
  complete: gaps.length === 0,
});

const totals = [{ account: "B", currency: "USD" }] as PnlRow[];

test("A gap is of the currency of its account, also where nothing of the account can be valued", () => {
  const held = exposure([row("A", "USD", "10"), row("E", "EUR", "3")], [noMark("B"), noMark("B")]);
  expect(exposureSum(held, totals, "USD")).toEqual({ gross: "10", net: "10", missing: ["no mark for XYZ (B)"] });
  expect(exposureSum(held, totals, "EUR").missing).toEqual([]);
  expect(exposureSum(exposure([], [noMark("B")]), totals, "USD")).toMatchObject({ gross: null, net: null });
});

test("A gap of an account whose currency nobody told is of every currency", () => {
  const held = exposure([row("A", "USD", "10"), row("E", "EUR", "3")], [noMark("X")]);
  expect(exposureSum(held, totals, "EUR").missing).toEqual(["no mark for XYZ (X)"]);
});

test("A missing rate is of the currency that it leads to", () => {
  const gap = { account: "A", missing: "rate", symbol: null, from: "EUR", to: "USD" };
  const held = exposure([row("A", "USD", "10"), row("E", "EUR", "3")], [gap]);
  expect(exposureSum(held, totals, "USD").missing).toEqual(["no rate for EUR to USD (A)"]);
  expect(exposureSum(held, totals, "EUR").missing).toEqual([]);
});

test("History has no exposure where a part of it could not be valued", () => {
  const history = new History();
  history.addExposure(1000, exposure([row("A", "USD", "10"), row("E", "EUR", "3")]), totals);
  history.addExposure(2000, exposure([row("A", "USD", "10"), row("E", "EUR", "3")], [noMark("B")]), totals);
  expect(history.exposure("USD").columns).toEqual([
    [10, null],
    [10, null],
  ]);
  expect(history.exposure("EUR").columns[0]).toEqual([3, 3]);
});

test("History of the service has no exposure where one account could not be valued then", () => {
  const history = new History();
  const pnl = { total_pnl: null, realized_pnl: "1", unrealized_pnl: null };
  const at = { ...pnl, time: "2026-11-25T10:00:00Z", currency: "USD" };
  history.load([
    { ...at, account: "A", gross: "10", net: "10" },
    { ...at, account: "B", gross: null, net: null },
  ]);
  expect(history.exposure("USD").columns).toEqual([[null], [null]]);
});

import { expect, test } from "vitest";
import { average, compact, group, money, price, quantity, signedMoney } from "../../src/format/numbers";
import { age, axisTime, clock, dateTime, millis, moment } from "../../src/format/times";
import { title, visible, words } from "../../src/format/words";
import { fixFields } from "../../src/drawers/fix-fields";

test("Money has two decimals, groups of three, and a minus that is one", () => {
  expect(money("1234567.891")).toBe("1,234,567.89");
  expect(money("-0.005")).toBe("0.00");
  expect(signedMoney("12.3")).toBe("+12.30");
  expect(signedMoney("-1200")).toBe("\u22121,200.00");
  expect(signedMoney("0")).toBe("0.00");
});

test("What is not known is a dash, never a zero", () => {
  for (const write of [money, signedMoney, price, average, quantity]) {
    expect(write(null)).toBe("–");
    expect(write(undefined)).toBe("–");
  }
});

test("Prices keep what they say: two decimals at least, and every one that was stated", () => {
  expect(price("100")).toBe("100.00");
  expect(price("182.5")).toBe("182.50");
  expect(price("1.08345")).toBe("1.08345");
  expect(price("1.12345678")).toBe("1.12345678");
  expect(price("-0.0000123456")).toBe("\u22120.0000123456");
  expect(average("112.527")).toBe("112.5270");
  expect(quantity("-0.123456789")).toBe("\u22120.123456789");
  expect(group("-1000.5")).toBe("\u22121,000.5");
});

test("Axes are short", () => {
  expect([0, 950, 50_000, 123_456, 1_500_000, -2e9].map(compact)).toEqual([
    "0",
    "950",
    "50 k",
    "123 k",
    "1.5 M",
    "\u22122 B",
  ]);
});

test("Nanoseconds are cut, not lost to a wrong second", () => {
  expect(clock("2026-11-25T19:01:25.163132845Z")).toBe("19:01:25.163");
  expect(clock("2026-11-25T19:01:25Z")).toBe("19:01:25.000");
  expect(clock("2026-11-25T19:01:25.5Z")).toBe("19:01:25.500");
  expect(dateTime("2026-11-25T19:01:25.999999999Z")).toBe("2026-11-25 19:01:25");
  expect(millis("2026-11-25T19:01:25.163132845Z")).toBe(Date.UTC(2026, 10, 25, 19, 1, 25, 163));
  expect([5, 12_000, 600_000, 7_200_000, 400_000_000].map(age)).toEqual(["5 ms", "12 s", "10 min", "2 h", "5 d"]);
});

test("A time of another day says which day", () => {
  const now = new Date("2026-11-25T23:59:59Z");
  expect(moment("2026-11-25T00:00:01.5Z", now)).toBe("00:00:01.500");
  expect(moment("2026-11-24T23:59:59.5Z", now)).toBe("11-24 23:59:59");
  expect(moment("2025-11-25T10:00:00Z", now)).toBe("11-25 10:00:00");
  expect(moment(null, now)).toBe("–");
});

test("A time axis tells hours of twenty-four, seconds where lines are close, and days where they change", () => {
  const at = (text: string): number => Date.parse(text) / 1000;
  expect(axisTime(at("2026-11-25T20:18:30Z"), 30)).toBe("20:18:30");
  expect(axisTime(at("2026-11-25T20:18:00Z"), 60)).toBe("20:18");
  expect(axisTime(at("2026-11-25T00:00:00Z"), 3600)).toBe("11-25");
  expect(axisTime(at("2026-11-25T12:00:00Z"), 86_400)).toBe("11-25");
});

test("Words are read out, bytes that cannot be seen are written out", () => {
  expect(words("partially_filled")).toBe("partially filled");
  expect(words(null)).toBe("–");
  expect(title("total_pnl")).toBe("Total PnL");
  expect(title("ttl_ms")).toBe("TTL ms");
  expect(visible("8=FIX.4.4\u000135=8\u0001\u0007")).toBe("8=FIX.4.4|35=8|\\x07");
});

test("A FIX message is told field by field, anything else not at all", () => {
  expect(fixFields("8=FIX.4.4\u000135=8\u000158=a=b\u00019999=x\u0001")).toEqual([
    { tag: "8", name: "BeginString", value: "FIX.4.4" },
    { tag: "35", name: "MsgType", value: "8" },
    { tag: "58", name: "Text", value: "a=b" },
    { tag: "9999", name: "", value: "x" },
  ]);
  expect(fixFields('{"symbol":"8=FIX.4.4"}')).toEqual([]);
});

import { expect, test } from "vitest";
import { add, isDecimal, multiply, pad, round, signOf, sum } from "../../src/format/decimal";

test("Sums are exact where floats are not", () => {
  expect(add("0.1", "0.2")).toBe("0.3");
  expect(add("9007199254740993", "0.000000001")).toBe("9007199254740993.000000001");
  expect(add("-1.5", "1.5")).toBe("0");
  expect(multiply("-0.1", "0.2")).toBe("-0.02");
});

test("A sum with a term that is not known is not known", () => {
  expect(sum(["1", null])).toBeNull();
  expect(sum(["1", "2.25"])).toBe("3.25");
  expect(sum([])).toBe("0");
});

test.each([
  ["0.125", 2, "0.12"],
  ["0.135", 2, "0.14"],
  ["-0.125", 2, "-0.12"],
  ["1.005", 2, "1.00"],
  ["2.5", 0, "2"],
  ["3.5", 0, "4"],
  ["-0.004", 2, "0.00"],
  ["99.9966363636", 4, "99.9966"],
  ["7", 2, "7.00"],
  ["999.995", 2, "1000.00"],
])("%s is rounded half-even to %i decimals", (value, decimals, expected) => {
  expect(round(value, decimals)).toBe(expected);
});

test("Only plain decimals are decimals", () => {
  for (const text of ["1", "-0.5", "10.25"]) expect(isDecimal(text)).toBe(true);
  for (const text of ["", "1e5", ".5", "5.", "+1", "0x10", " 1", null, 1]) expect(isDecimal(text)).toBe(false);
});

test("The sign of a zero with decimals is zero", () => {
  expect(signOf("-0.00")).toBe(0);
  expect(signOf("-0.01")).toBe(-1);
  expect(pad("1.5", 4)).toBe("1.5000");
});

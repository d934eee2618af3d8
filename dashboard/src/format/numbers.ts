import { isDecimal, pad, round, signOf } from "./decimal";

/** What stands where there is no value. */
export const NONE = "–";
const MINUS = "\u2212";

/** How a column's numbers are written. The exact value is always one hover away, and in the CSV. */
export type NumberStyle = "money" | "pnl" | "signed" | "price" | "average" | "quantity";

export function group(text: string): string {
  const negative = text.startsWith("-");
  const [whole = "", fraction] = (negative ? text.slice(1) : text).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (negative ? MINUS : "") + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

export function money(value: string | null | undefined): string {
  return isDecimal(value) ? group(round(value, 2)) : NONE;
}

/** With its sign written out: colour alone tells nothing to many eyes. */
export function signedMoney(value: string | null | undefined): string {
  if (!isDecimal(value)) return NONE;
  const rounded = round(value, 2);
  return signOf(rounded) > 0 ? `+${group(rounded)}` : group(rounded);
}

/** A price that somebody stated is exact: two decimals at least, and none taken away. */
export function price(value: string | null | undefined): string {
  return isDecimal(value) ? group(pad(value, 2)) : NONE;
}

/**
 * A number that need not end, as what is divided: rounded to always as many decimals, so that a column of them is
 * aligned. The exact one has to be on hover.
 */
export function average(value: string | null | undefined): string {
  if (!isDecimal(value)) return NONE;
  return group(round(value, /^-?0\./.test(value) ? 8 : 4));
}

export function quantity(value: string | null | undefined): string {
  return isDecimal(value) ? group(value) : NONE;
}

export function styled(style: NumberStyle, value: string | null | undefined): string {
  switch (style) {
    case "money":
      return money(value);
    case "pnl":
    case "signed":
      return signedMoney(value);
    case "price":
      return price(value);
    case "average":
      return average(value);
    case "quantity":
      return quantity(value);
  }
}

/** 1234567 → 1.23 M, for axes. */
export function compact(value: number): string {
  const size = Math.abs(value);
  const [unit, name] = size >= 1e9 ? [1e9, " B"] : size >= 1e6 ? [1e6, " M"] : size >= 1e4 ? [1e3, " k"] : [1, ""];
  const text = (value / unit).toFixed(unit === 1 ? (size < 10 && size > 0 ? 2 : 0) : size / unit < 100 ? 1 : 0);
  return text.replace(/\.0$/, "").replace("-", MINUS) + name;
}

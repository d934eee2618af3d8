import type { Row } from "../api/types";
import { isDecimal } from "../format/decimal";

/** A limit and how much of it is in use. */
export interface Usage {
  name: string;
  scope: string;
  limit: string | null;
  used: string | null;
  row: Row;
}

const LIMIT = ["limit", "max", "value"];
const USED = ["used", "current", "usage", "in_use", "now"];
const NAME = ["name", "limit_name", "control", "rule", "id", "key"];
const SCOPE = ["scope", "account", "strategy", "symbol", "venue", "target"];

function first(row: Row, names: readonly string[]): string | null {
  for (const name of names) {
    const value = row[name];
    if (typeof value === "number") return String(value);
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

/** Rows of the limits; what is no number, such as "off", is a limit that is not there. */
export function usageOf(row: Row): Usage {
  const limit = first(row, LIMIT);
  const used = first(row, USED);
  return {
    name: first(row, NAME) ?? "limit",
    scope: SCOPE.map((name) => row[name])
      .filter((value) => typeof value === "string" && value !== "")
      .join(" / "),
    limit: isDecimal(limit) ? limit : null,
    used: isDecimal(used) ? used : null,
    row,
  };
}

/** 0 to 1 and beyond; null where either is missing. A short position uses its limit as a long one does. */
export function share(usage: Usage): number | null {
  if (usage.limit === null || usage.used === null || Number(usage.limit) <= 0) return null;
  return Math.abs(Number(usage.used)) / Number(usage.limit);
}

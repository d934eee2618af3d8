import type { Row } from "../api/types";
import { isDecimal } from "../format/decimal";

/** A limit and how much of it is in use. */
export interface Usage {
  name: string;
  scope: string;
  limit: string | null;
  used: string | null;
  /** Whose use it is, where the limit holds for each of several; else empty. */
  usedBy: string;
  /** Its use cannot be worked out for want of a mark or a rate: it may be anything. */
  incomplete: boolean;
  /** The limit as the service writes it, "off" where there is none. */
  text: string | null;
  row: Row;
}

const LIMIT = ["limit", "max", "value"];
const OFF = "off";
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
  // {"limit": "max_position", "value": "1000"} names the limit by what elsewhere is its size.
  const name = row["limit"];
  const isName = typeof name === "string" && name !== OFF && !isDecimal(name);
  const limit = first(row, isName ? LIMIT.slice(1) : LIMIT);
  const used = first(row, USED);
  const held = [
    ["account", "used_account"],
    ["symbol", "used_symbol"],
  ] as const;
  return {
    name: isName ? name : (first(row, NAME) ?? "limit"),
    scope: SCOPE.map((name) => row[name])
      .filter((value) => typeof value === "string" && value !== "")
      .join(" / "),
    limit: isDecimal(limit) ? limit : null,
    used: isDecimal(used) ? used : null,
    usedBy: held
      .filter(([scope]) => !row[scope])
      .map(([, by]) => row[by])
      .filter((value) => typeof value === "string" && value !== "")
      .join(" "),
    incomplete: row["incomplete"] === true,
    text: limit,
    row,
  };
}

/** 0 to 1 and beyond; null where either is missing. A short position uses its limit as a long one does. */
export function share(usage: Usage): number | null {
  if (usage.limit === null || usage.used === null || Number(usage.limit) <= 0) return null;
  return Math.abs(Number(usage.used)) / Number(usage.limit);
}

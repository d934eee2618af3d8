import type { Row } from "../api/types";
import { isDecimal } from "../format/decimal";
import { group } from "../format/numbers";
import { dateTime } from "../format/times";
import { title, words } from "../format/words";
import type { Column } from "../table/column";
import { written } from "../ui/facts";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const STATES = new Set([
  "state",
  "status",
  "severity",
  "level",
  "kind",
  "class",
  "type",
  "outcome",
  "verdict",
  "result",
]);
const BAD = new Set([
  "open",
  "failed",
  "critical",
  "error",
  "break",
  "mismatch",
  "rejected",
  "firing",
  "phantom_position",
  "missing_position",
  "late_fill",
  "phantom_order",
  "orphan_order",
  "missing_order",
]);
const GOOD = new Set([
  "resolved",
  "match",
  "matched",
  "executed",
  "ok",
  "operational",
  "approved",
  "acknowledged",
  "replayed",
]);

/**
 * Columns of rows whose fields are only known when they come: those one looks for first, then the rest that has a
 * value.
 */
export function columnsOf(rows: readonly Row[], first: readonly string[], most = 12): Column<Row>[] {
  const names = new Set<string>(first.filter((name) => rows.length === 0 || rows.some((row) => name in row)));
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) if (value !== null && typeof value !== "object") names.add(name);
  return [...names].slice(0, most).map((name) => columnOf(name, rows));
}

function columnOf(name: string, rows: readonly Row[]): Column<Row> {
  const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  const value = (row: Row): string | null =>
    row[name] === null || row[name] === undefined
      ? null
      : typeof row[name] === "object"
        ? JSON.stringify(row[name])
        : String(row[name]);
  const base = { id: name, title: title(name), value };
  if (values.length > 0 && values.every((each) => typeof each === "string" && TIME.test(each)))
    return { ...base, width: 150, show: (row) => dateTime(value(row)) };
  if (values.length > 0 && values.every((each) => isDecimal(each) || typeof each === "number"))
    return {
      ...base,
      width: 104,
      number: true,
      show: (row) => (isDecimal(row[name]) ? group(row[name]) : written(row[name])),
    };
  if (STATES.has(name))
    return { ...base, width: 132, show: (row) => words(row[name]), tone: (row) => stateTone(row[name]) };
  const longest = Math.max(title(name).length, ...values.map((each) => Math.min(40, String(each).length)));
  return { ...base, width: Math.max(72, longest * 7 + 18), show: (row) => written(row[name]) };
}

export function stateTone(value: unknown): string {
  const state = String(value).toLowerCase();
  return BAD.has(state)
    ? "down"
    : GOOD.has(state)
      ? "up"
      : state === "degraded" || state === "warning" || state === "pending"
        ? "warn"
        : "";
}

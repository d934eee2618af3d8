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
  "missing_fill",
  "overfill",
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

const MOST = 12;

/** Headings that are shorter than the field's own name. */
const HEADINGS: Record<string, string> = {
  advisory_id: "Advisory",
  position_size: "Size",
  reference_price: "Reference",
  sl_offset_pct: "SL offset",
  tp_offset_pct: "TP offset",
  expiration_timestamp: "Expires",
  final_fill_price: "Filled at",
  filled_size: "Filled",
  slippage_pct: "Slippage %",
  error_message: "Error",
  requires_manual_resolution: "By hand",
};

/** A bold heading has to fit with the arrow that sorting puts behind it. */
function headingWidth(heading: string): number {
  return heading.length * 8 + 30;
}

/**
 * Columns of rows whose fields are only known when they come: those one looks for first, then the rest that has a
 * value.
 */
export function columnsOf(rows: readonly Row[], first: readonly string[]): Column<Row>[] {
  const names = new Set<string>(first.filter((name) => rows.length === 0 || rows.some((row) => name in row)));
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) if (value !== null && typeof value !== "object") names.add(name);
  return [...names].slice(0, Math.max(MOST, first.length)).map((name) => columnOf(name, rows));
}

function widthOf(texts: readonly unknown[]): number {
  return Math.max(0, ...texts.map((each) => Math.min(40, String(each).length))) * 7 + 22;
}

function columnOf(name: string, rows: readonly Row[]): Column<Row> {
  const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  const value = (row: Row): string | null =>
    row[name] === null || row[name] === undefined
      ? null
      : typeof row[name] === "object"
        ? JSON.stringify(row[name])
        : String(row[name]);
  const heading = HEADINGS[name] ?? title(name);
  const base = { id: name, title: heading, value };
  const least = headingWidth(heading);
  if (values.length > 0 && values.every((each) => typeof each === "string" && TIME.test(each)))
    return { ...base, width: Math.max(150, least), show: (row) => dateTime(value(row)) };
  if (values.length > 0 && values.every((each) => isDecimal(each) || typeof each === "number"))
    return {
      ...base,
      width: Math.max(least, ...values.map((each) => Math.min(20, String(each).length) * 8 + 18)),
      number: true,
      show: (row) => (isDecimal(row[name]) ? group(row[name]) : written(row[name])),
    };
  if (STATES.has(name))
    return {
      ...base,
      width: Math.max(110, least, widthOf(values)),
      show: (row) => words(row[name]),
      tone: (row) => stateTone(row[name]),
    };
  return { ...base, width: Math.max(least, widthOf(values)), show: (row) => written(row[name]) };
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

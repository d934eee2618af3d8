import type { Column } from "./column";
import { isDecimal } from "../format/decimal";

/** Cells that a spreadsheet would take for a formula are marked as text: a venue's words must not compute anything. */
function cell(value: string | null | undefined): string {
  if (value === null || value === undefined) return "";
  const safe = /^[=+\-@\t\r]/.test(value) && !isDecimal(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180: every row of the table, also those that are not on the screen, with exact values. */
export function csv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [columns.map((column) => cell(column.id)).join(",")];
  for (const row of rows) lines.push(columns.map((column) => cell(column.value(row))).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

/** truefill-orders-2026-11-25T190125.csv */
export function csvName(id: string): string {
  return `truefill-${id}-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.csv`;
}

export function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

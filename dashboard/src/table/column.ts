import { isDecimal } from "../format/decimal";
import { NONE, styled, type NumberStyle } from "../format/numbers";
import { dateTime, moment } from "../format/times";
import { words } from "../format/words";

/** One column of a table: where its value comes from, and how it is written, sorted and exported. */
export interface Column<T> {
  id: string;
  title: string;
  /** Pixels; the last column takes what is left. */
  width: number;
  /** As it goes into a CSV file and, for texts, into the filter. */
  value: (row: T) => string | null | undefined;
  /** As it is shown; default: the value. */
  show?: (row: T) => string;
  number?: boolean;
  /** An additional class, as for a sign or a state. */
  tone?: (row: T) => string;
  /** On hover; default: the value. */
  hint?: (row: T) => string;
}

type Field<T> = keyof T & string;

function read<T>(row: T, field: Field<T>): string | null | undefined {
  const value = row[field];
  return value === null || value === undefined ? null : String(value);
}

export function text<T>(field: Field<T>, title: string, width: number): Column<T> {
  return { id: field, title, width, value: (row) => read(row, field) };
}

export function word<T>(field: Field<T>, title: string, width: number, tone?: (row: T) => string): Column<T> {
  return {
    id: field,
    title,
    width,
    value: (row) => read(row, field),
    show: (row) => words(read(row, field)),
    ...(tone ? { tone } : {}),
  };
}

export function time<T>(field: Field<T>, title: string, width: number, withDate = false): Column<T> {
  const write = withDate ? dateTime : (text: string | null | undefined): string => moment(text);
  return { id: field, title, width, value: (row) => read(row, field), show: (row) => write(read(row, field)) };
}

export function number<T>(field: Field<T>, title: string, width: number, style: NumberStyle): Column<T> {
  return numberOf<T>(field, title, width, style, (row) => read(row, field));
}

export function numberOf<T>(
  id: string,
  title: string,
  width: number,
  style: NumberStyle,
  value: (row: T) => string | null | undefined,
): Column<T> {
  return {
    id,
    title,
    width,
    value,
    number: true,
    show: (row) => styled(style, value(row)),
    ...(style === "pnl" ? { tone: (row: T) => toneOf(value(row)) } : {}),
  };
}

/** A whole number that is a name, not a quantity: sorted as a number, written as it is. */
export function sequence<T>(field: Field<T>, title: string, width: number): Column<T> {
  return { id: field, title, width, number: true, value: (row) => read(row, field) };
}

export function toneOf(value: string | null | undefined): string {
  if (!isDecimal(value) || /^-?0*(\.0*)?$/.test(value)) return "";
  return value.startsWith("-") ? "down" : "up";
}

export function shown<T>(column: Column<T>, row: T): string {
  const written = column.show ? column.show(row) : column.value(row);
  return written === null || written === undefined || written === "" ? NONE : written;
}

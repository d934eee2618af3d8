import type { Column } from "./column";

export interface Sort {
  column: string;
  descending: boolean;
}

/** Sorted by a column; rows without a value last in both directions, equal rows as they were. */
export function sorted<T>(rows: readonly T[], column: Column<T>, descending: boolean): T[] {
  const sign = descending ? -1 : 1;
  const keyed = rows.map((row, index) => ({ row, index, key: keyOf(column, row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? a.index - b.index : a.key === null ? 1 : -1;
    return (a.key < b.key ? -sign : a.key > b.key ? sign : 0) || a.index - b.index;
  });
  return keyed.map((each) => each.row);
}

// Two decimals that only differ behind the fifteenth digit may come in either order.
function keyOf<T>(column: Column<T>, row: T): number | string | null {
  const value = column.value(row);
  if (value === null || value === undefined || value === "") return null;
  return column.number ? Number(value) : value.toLowerCase();
}

/** Finds rows by words: each must be somewhere in the row; a word with a minus in front must not. */
export class Filter<T extends object> {
  private readonly known = new WeakMap<T, string>();

  constructor(private readonly columns: readonly Column<T>[]) {}

  apply(rows: readonly T[], query: string): readonly T[] {
    const terms = query
      .toLowerCase()
      .split(/\s+/)
      .filter((term) => term.length > 0 && term !== "-");
    if (terms.length === 0) return rows;
    return rows.filter((row) => {
      const all = this.textOf(row);
      return terms.every((term) => (term.startsWith("-") ? !all.includes(term.slice(1)) : all.includes(term)));
    });
  }

  // Rows are replaced, never changed, so a row's text stays what it is.
  private textOf(row: T): string {
    let found = this.known.get(row);
    if (found === undefined) {
      found = this.columns
        .map((column) => column.value(row) ?? "")
        .join("\u0000")
        .toLowerCase();
      this.known.set(row, found);
    }
    return found;
  }
}

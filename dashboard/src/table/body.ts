import { h, setClass, setText } from "../ui/dom";
import { shown, type Column } from "./column";

export const ROW_HEIGHT = 24;
const MARGIN_ROWS = 8;

/**
 * The rows that can be seen, and only those: ten thousand rows cost as much as forty. Rows of the DOM are used again
 * for other rows; what stands above and below is one tall empty row each.
 */
export class TableBody<T> {
  readonly above = h("tbody", { "aria-hidden": "true", class: "spacer" }, h("tr"));
  readonly rows = h("tbody");
  readonly below = h("tbody", { "aria-hidden": "true", class: "spacer" }, h("tr"));
  private drawn: readonly T[] = [];

  constructor(
    private readonly columns: readonly Column<T>[],
    private readonly prefix: string,
    private readonly rowTone: (row: T) => string,
  ) {}

  idOf(index: number): string {
    return `${this.prefix}-row-${index}`;
  }

  /** The row that a click in it meant: the one that was on the screen, whatever has come since it was drawn. */
  rowOf(target: EventTarget | null): T | undefined {
    const tr = target instanceof Element ? target.closest("tr") : null;
    if (!tr || tr.parentElement !== this.rows) return undefined;
    return this.drawn[[...this.rows.children].indexOf(tr)];
  }

  draw(all: readonly T[], scrollTop: number, height: number, active: number): void {
    const shownCount = Math.ceil(height / ROW_HEIGHT) + MARGIN_ROWS * 2;
    const first = Math.max(0, Math.min(Math.floor(scrollTop / ROW_HEIGHT) - MARGIN_ROWS, all.length - shownCount));
    const last = Math.min(all.length, first + shownCount);
    this.drawn = all.slice(first, last);
    this.fit(last - first);
    for (let i = first; i < last; i++) this.fill(this.rows.rows[i - first]!, all[i]!, i, i === active);
    setHeight(this.above, first);
    setHeight(this.below, all.length - last);
  }

  private fit(count: number): void {
    while (this.rows.rows.length > count) this.rows.lastElementChild!.remove();
    while (this.rows.rows.length < count) {
      const tr = this.rows.insertRow();
      for (const column of this.columns) tr.insertCell().className = column.number ? "n" : "";
    }
  }

  private fill(tr: HTMLTableRowElement, row: T, index: number, active: boolean): void {
    tr.id = this.idOf(index);
    tr.setAttribute("aria-rowindex", String(index + 2));
    tr.setAttribute("aria-selected", String(active));
    setClass(tr, this.rowTone(row));
    for (let c = 0; c < this.columns.length; c++) {
      const column = this.columns[c]!;
      const td = tr.cells[c]!;
      setText(td, shown(column, row));
      setClass(td, `${column.number ? "n " : ""}${column.tone?.(row) ?? ""}`.trim());
      const hint = column.hint?.(row) ?? column.value(row) ?? "";
      if (td.title !== hint) td.title = hint;
    }
  }
}

function setHeight(spacer: HTMLTableSectionElement, rows: number): void {
  spacer.hidden = rows === 0;
  (spacer.firstElementChild as HTMLElement).style.height = `${rows * ROW_HEIGHT}px`;
}

import { NOT_ASKED } from "../api/error";
import { button, h, newId, setText } from "../ui/dom";
import { group } from "../format/numbers";
import { ROW_HEIGHT, TableBody } from "./body";
import type { Column } from "./column";
import { csv, csvName, download } from "./csv";
import { Filter, sorted, type Sort } from "./order";

export interface TableOptions<T> {
  /** In file names, ids and tests. */
  id: string;
  label: string;
  columns: readonly Column<T>[];
  /** What makes a row the same row after it has changed. */
  key: (row: T) => string;
  sort?: Sort;
  /** Said where it is known that there is no row. */
  empty: string;
  open?: (row: T) => void;
  rowTone?: (row: T) => string;
  /** Without a filter in sight, for a table that is one panel of many; its bar stands in the panel's heading. */
  compact?: boolean;
  /** Stands in the bar above the table. */
  controls?: readonly HTMLElement[];
  /** The end of the list came into sight. */
  atEnd?: () => void;
}

/** A table that filters, sorts, scrolls through any number of rows, exports them, and is used by keyboard alone. */
export class Table<T extends object> {
  readonly element: HTMLElement;
  readonly bar: HTMLElement;
  private readonly scroll: HTMLElement;
  private readonly grid: HTMLTableElement;
  private readonly body: TableBody<T>;
  private readonly search: HTMLInputElement;
  private readonly count = h("span", { class: "count", role: "status" });
  private readonly none: HTMLElement;
  private readonly filter: Filter<T>;
  private readonly heads: HTMLButtonElement[];
  private sort: Sort | undefined;
  private all: readonly T[] = [];
  private visible: readonly T[] = [];
  private notKnown = NOT_ASKED;
  private active: string | undefined;
  private drawing = 0;

  constructor(private readonly options: TableOptions<T>) {
    this.sort = options.sort;
    this.filter = new Filter(options.columns);
    this.body = new TableBody(options.columns, newId(options.id), options.rowTone ?? (() => ""));
    this.search = h("input", {
      type: "search",
      placeholder: "Filter",
      "aria-label": `Filter ${options.label}`,
      testid: "filter",
      on: { input: () => this.refresh() },
    });
    this.heads = options.columns.map((column) => button(column.title, () => this.sortBy(column)));
    this.grid = h("table", {
      role: "grid",
      tabindex: "0",
      "aria-label": options.label,
      testid: options.id,
      on: { keydown: (event) => this.onKey(event), click: (event) => this.onClick(event) },
    });
    this.grid.append(this.colgroup(), this.head(), this.body.above, this.body.rows, this.body.below);
    this.none = h("p", { class: "empty", text: this.notKnown });
    this.scroll = h("div", { class: "scroll", on: { scroll: () => this.schedule() } }, this.grid, this.none);
    this.bar = this.createBar();
    this.element = h("div", { class: "table" }, options.compact ? null : this.bar, this.scroll);
    new ResizeObserver(() => this.schedule()).observe(this.scroll);
  }

  get rows(): readonly T[] {
    return this.visible;
  }

  /**
   * A copy is kept: what the caller adds later is not here before the next call.
   *
   * @param notKnown Why these may not be the rows that there are; empty: they are. No row is good news only then.
   */
  setRows(rows: readonly T[], notKnown = ""): void {
    this.all = [...rows];
    this.notKnown = notKnown;
    this.refresh();
  }

  /** The last question was not answered: what rows there were stay, and that there are none is not said any more. */
  setNotKnown(reason: string): void {
    this.notKnown = reason;
    this.refresh();
  }

  focusFilter(): void {
    this.search.focus();
    this.search.select();
  }

  setFilter(text: string): void {
    this.search.value = text;
    this.refresh();
  }

  private refresh(): void {
    const found = this.filter.apply(this.all, this.search.value);
    const column = this.options.columns.find((each) => each.id === this.sort?.column);
    this.visible = column ? sorted(found, column, this.sort!.descending) : found;
    this.grid.setAttribute("aria-rowcount", String(this.visible.length + 1));
    const total = group(String(this.all.length));
    setText(this.count, found.length === this.all.length ? total : `${group(String(found.length))} of ${total}`);
    this.none.hidden = this.visible.length > 0;
    setText(this.none, this.all.length > 0 ? "Nothing fits the filter." : this.notKnown || this.options.empty);
    this.schedule();
  }

  private schedule(): void {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      this.draw();
    });
  }

  private draw(): void {
    if (!this.scroll.isConnected || this.scroll.clientHeight === 0) return;
    const active = this.activeIndex();
    this.body.draw(this.visible, this.scroll.scrollTop, this.scroll.clientHeight, active);
    if (active >= 0) this.grid.setAttribute("aria-activedescendant", this.body.idOf(active));
    else this.grid.removeAttribute("aria-activedescendant");
    const left = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight;
    if (left < ROW_HEIGHT * 20 && this.visible.length > 0) this.options.atEnd?.();
  }

  private activeIndex(): number {
    return this.active === undefined ? -1 : this.visible.findIndex((row) => this.options.key(row) === this.active);
  }

  private sortBy(column: Column<T>): void {
    const again = this.sort?.column === column.id;
    this.sort = { column: column.id, descending: again ? !this.sort!.descending : Boolean(column.number) };
    this.markSort();
    this.refresh();
  }

  private markSort(): void {
    this.heads.forEach((head, i) => {
      const on = this.options.columns[i]!.id === this.sort?.column;
      head.parentElement!.setAttribute("aria-sort", on ? (this.sort!.descending ? "descending" : "ascending") : "none");
    });
  }

  private onClick(event: MouseEvent): void {
    const row = this.body.rowOf(event.target);
    if (row === undefined || getSelection()?.toString()) return;
    this.active = this.options.key(row);
    this.schedule();
    this.options.open?.(row);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target !== this.grid) return;
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -1e9,
      End: 1e9,
    };
    const at = this.activeIndex();
    const step = steps[event.key];
    if (step !== undefined) this.activate(Math.max(0, Math.min(this.visible.length - 1, (at < 0 ? -1 : at) + step)));
    else if (event.key === "Enter") this.open(at);
    else return;
    event.preventDefault();
  }

  private activate(index: number): void {
    const row = this.visible[index];
    if (!row) return;
    this.active = this.options.key(row);
    const top = index * ROW_HEIGHT;
    const seen = this.scroll.clientHeight - ROW_HEIGHT * 2;
    if (top < this.scroll.scrollTop) this.scroll.scrollTop = top;
    else if (top > this.scroll.scrollTop + seen) this.scroll.scrollTop = top - seen;
    this.schedule();
  }

  private open(index: number): void {
    const row = this.visible[index];
    if (row) this.options.open?.(row);
  }

  private colgroup(): HTMLElement {
    const group = h("colgroup");
    const last = this.options.columns.length - 1;
    let width = 0;
    this.options.columns.forEach((column, i) => {
      const col = h("col");
      // A last text takes what is left; a last number would be far from its neighbours, so all grow a little.
      if (i < last || column.number) col.style.width = `${column.width}px`;
      width += column.width;
      group.append(col);
    });
    this.grid.style.minWidth = `${width}px`;
    return group;
  }

  private head(): HTMLElement {
    const cells = this.options.columns.map((column, i) =>
      h("th", { scope: "col", class: column.number ? "n" : undefined, "aria-sort": "none" }, this.heads[i]!),
    );
    const head = h("thead", {}, h("tr", { "aria-rowindex": "1" }, ...cells));
    this.markSort();
    return head;
  }

  private createBar(): HTMLElement {
    const save = button("CSV", () => this.export(), {
      title: "Save these rows as a CSV file",
      testid: "csv",
      "aria-label": `Save ${this.options.label} as CSV`,
    });
    return h(
      "div",
      { class: "bar" },
      this.options.compact ? null : this.search,
      ...(this.options.controls ?? []),
      this.count,
      save,
    );
  }

  private export(): void {
    download(csvName(this.options.id), csv(this.options.columns, this.visible));
  }
}

/** A panel with its heading and the table's own bar in one line. */
/** @param note Stands beside the title. */
export function tablePanel<T extends object>(title: string, table: Table<T>, note?: HTMLElement): HTMLElement {
  return h(
    "section",
    { class: "panel" },
    h("header", { class: "head" }, h("h2", {}, title, note), table.bar),
    table.element,
  );
}

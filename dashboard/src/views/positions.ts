import { messageOf } from "../api/error";
import { METHODS } from "../api/methods";
import type { Position } from "../api/types";
import { openPosition } from "../drawers/position-drawer";
import { group, NONE } from "../format/numbers";
import { grouped, type Grouping, type PositionRow } from "../state/aggregate";
import { revalue } from "../state/apply";
import { positionKey, type Topic } from "../state/store";
import { number, numberOf, text, time, toneOf, type Column } from "../table/column";
import { Table } from "../table/table";
import { h, setText } from "../ui/dom";
import type { App, View } from "./view";

const AGAIN_MS = 2000;

const columns: readonly Column<PositionRow>[] = [
  text("symbol", "Symbol", 92),
  text("account", "Account", 88),
  text("strategy", "Strategy", 100),
  { id: "qty", title: "Qty", width: 92, number: true, value: (row) => row.qty, show: (row) => signedQuantity(row.qty) },
  number("avg_px", "Average", 100, "average"),
  numberOf<PositionRow>("mark", "Mark", 92, "price", (row) => row.mark?.price),
  number("unrealized_pnl", "Unrealised", 116, "pnl"),
  number("realized_pnl", "Realised", 116, "pnl"),
  number("fees", "Fees", 84, "money"),
  number("net_cash", "Net cash", 128, "signed"),
  text("currency", "Ccy", 48),
  text("method", "Method", 72),
  time("last_execution_at", "Last execution", 150, true),
];

function signedQuantity(qty: string): string {
  if (qty === "") return NONE;
  return toneOf(qty) === "up" ? `+${group(qty)}` : group(qty);
}

export class PositionsView implements View {
  readonly element: HTMLElement;
  private readonly table: Table<PositionRow>;
  private readonly method = h(
    "select",
    { "aria-label": "Lot method", testid: "method", on: { change: () => void this.ask() } },
    h("option", { value: "" }, "Account's method"),
    ...METHODS.map((each) => h("option", { value: each, text: each })),
  );
  private readonly by = h(
    "select",
    { "aria-label": "Rows per", testid: "grouping", on: { change: () => this.draw() } },
    ...["position", "account", "strategy", "symbol"].map((each) => h("option", { value: each, text: `per ${each}` })),
  );
  private readonly flat = h("input", { type: "checkbox", on: { change: () => this.draw() } });
  private readonly note = h("span", { class: "note" });
  /** Null: the account's own method, which the stream keeps current. */
  private computed: Position[] | null = null;
  private askedAt = 0;

  constructor(private readonly app: App) {
    this.table = new Table<PositionRow>({
      id: "positions",
      label: "Positions",
      columns,
      sort: { column: "symbol", descending: false },
      key: positionKey,
      empty: "No positions.",
      open: (row) => this.open(row),
      controls: [this.by, this.method, h("label", { class: "check" }, this.flat, "flat too"), this.note],
    });
    this.element = h("section", { class: "view fill", "aria-label": "Positions" }, this.table.element);
  }

  show(filter: string): void {
    this.table.setFilter(filter);
    this.draw();
    void this.ask();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (changes.has("positions") || changes.has("link")) this.draw();
    // Marks move the value of positions without an event of their own.
    if ((changes.has("pnl") || changes.has("positions")) && performance.now() - this.askedAt > AGAIN_MS)
      void this.ask();
  }

  focusFilter(): void {
    this.table.focusFilter();
  }

  private async ask(): Promise<void> {
    this.askedAt = performance.now();
    const method = this.method.value;
    try {
      const rows = await this.app.client.all<Position>("/api/v1/positions", method ? { method } : { open: "true" });
      if (method !== this.method.value) return;
      this.computed = method ? rows : null;
      if (!method) for (const row of rows) revalue(this.app.store, row);
      setText(this.note, method ? `worked out as ${method}` : "");
      this.draw();
    } catch (error) {
      setText(this.note, messageOf(error));
    }
  }

  private draw(): void {
    const all = this.computed ?? [...this.app.store.positions.values()];
    const wanted = this.flat.checked ? all : all.filter((position) => position.qty !== "0");
    this.table.setRows(grouped(wanted, this.by.value as Grouping), this.computed ? "" : this.app.store.notKnown);
  }

  private open(row: PositionRow): void {
    if (row.positions === 1 && this.by.value === "position") openPosition(this.app, row);
    else this.drill(row);
  }

  private drill(row: PositionRow): void {
    const by = this.by.value as Exclude<Grouping, "position">;
    this.by.value = "position";
    this.table.setFilter(row[by]);
    this.draw();
  }
}

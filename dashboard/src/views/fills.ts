import { messageOf } from "../api/error";
import type { Fill } from "../api/types";
import { timeline, type Cause } from "../drawers/timeline";
import { group } from "../format/numbers";
import { sideTone } from "../lists/order-columns";
import { OlderPages } from "../state/older-pages";
import type { Topic } from "../state/store";
import { number, sequence, text, time, word, type Column } from "../table/column";
import { Table } from "../table/table";
import { h, setText } from "../ui/dom";
import { facts } from "../ui/facts";
import type { App, View } from "./view";

/** So many come by themselves when the page is opened; older ones when somebody scrolls to the end. */
const LOADED_AT_ONCE = 10_000;

const state: Column<Fill> = {
  id: "state",
  title: "State",
  width: 80,
  value: (fill) => (fill.busted ? "busted" : fill.corrected ? "corrected" : ""),
  show: (fill) => (fill.busted ? "busted" : fill.corrected ? "corrected" : " "),
  tone: (fill) => (fill.busted ? "down strong" : fill.corrected ? "warn" : ""),
};

export const fillColumns: readonly Column<Fill>[] = [
  time("time", "Time", 118),
  text("symbol", "Symbol", 84),
  word("side", "Side", 56, sideTone),
  number("last_qty", "Qty", 84, "quantity"),
  number("last_px", "Price", 92, "price"),
  number("fee", "Fee", 76, "price"),
  state,
  text("account", "Account", 84),
  text("strategy", "Strategy", 92),
  text("venue", "Venue", 72),
  text("cl_ord_id", "ClOrdID", 150),
  text("exec_id", "ExecID", 150),
  sequence("seq", "Seq", 84),
];

export function openFill(app: App, fill: Fill): void {
  const history = h("div", { class: "history" }, h("p", { class: "empty", text: "Reading the journal …" }));
  app.drawer.open(`Fill ${fill.exec_id}`, h("div", {}, facts(fill), history));
  const path = `/api/v1/why/fill/${encodeURIComponent(fill.exec_id)}`;
  app.client.get<{ causes: Cause[] }>(path, { account: fill.account }).then(
    (why) => history.replaceChildren(timeline(why.causes)),
    (error: unknown) => history.replaceChildren(h("p", { class: "error", text: messageOf(error) })),
  );
}

export class FillsView implements View {
  readonly element: HTMLElement;
  private readonly note = h("span", { class: "note", testid: "fills-loaded" });
  private readonly table: Table<Fill>;
  private readonly older: OlderPages<Fill>;

  constructor(private readonly app: App) {
    this.older = new OlderPages<Fill>(app.client, app.store, "/api/v1/fills", (fills) => {
      for (const fill of fills) app.store.fills.putOld(fill);
      this.draw();
    });
    this.table = new Table<Fill>({
      id: "fills",
      label: "Fills",
      columns: fillColumns,
      key: (fill) => String(fill.seq),
      empty: "No fills yet.",
      open: (fill) => openFill(app, fill),
      controls: [this.note],
      atEnd: () => void this.load(() => true),
      rowTone: (fill) => (fill.busted ? "row-void" : ""),
    });
    this.element = h("section", { class: "view fill", "aria-label": "Fills" }, this.table.element);
  }

  show(filter: string): void {
    this.table.setFilter(filter);
    this.draw();
    void this.loadMany();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (changes.has("fills") || changes.has("link")) this.draw();
    if (changes.has("routes")) void this.loadMany();
  }

  focusFilter(): void {
    this.table.focusFilter();
  }

  private draw(): void {
    const { fills, status } = this.app.store;
    this.table.setRows(fills.all, this.app.store.notKnown);
    const known = Math.max(status?.executions ?? 0, fills.all.length);
    setText(
      this.note,
      fills.all.length < known ? `newest ${group(String(fills.all.length))} of ${group(String(known))} loaded` : "",
    );
  }

  private loadMany(): Promise<void> {
    return this.load(() => this.app.store.fills.all.length >= LOADED_AT_ONCE);
  }

  private async load(enough: () => boolean): Promise<void> {
    try {
      await this.older.load(enough);
    } catch (error) {
      this.app.toasts.say(messageOf(error), "bad");
    }
  }
}

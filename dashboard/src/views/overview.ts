import type { Fill, PnlRow } from "../api/types";
import { millis } from "../format/times";
import { AttentionPanel } from "../panels/attention";
import { KillSwitchPanel } from "../panels/kill-switch";
import { Tiles } from "../panels/tiles";
import { VenuePanel } from "../panels/venue-lights";
import type { Topic } from "../state/store";
import { number, text, type Column } from "../table/column";
import { Table, tablePanel } from "../table/table";
import { TimeChart } from "../ui/chart";
import { h, setText } from "../ui/dom";
import { fillColumns, openFill } from "./fills";
import type { App, View } from "./view";

const LATEST = 200;

const pnlColumns: readonly Column<PnlRow>[] = [
  text("account", "Account", 76),
  text("strategy", "Strategy", 90),
  text("currency", "Ccy", 44),
  number("realized_pnl", "Realised", 88, "pnl"),
  number("unrealized_pnl", "Unrealised", 90, "pnl"),
  number("fees", "Fees", 62, "money"),
  number("total_pnl", "Total", 92, "pnl"),
];

/** Narrower than on their own page: two tables stand side by side here. */
const LATEST_WIDTHS: Record<string, number> = {
  time: 118,
  symbol: 74,
  side: 48,
  last_qty: 62,
  last_px: 76,
  account: 78,
  cl_ord_id: 84,
};
const latestColumns = fillColumns
  .filter((column) => column.id in LATEST_WIDTHS)
  .map((column) => ({ ...column, width: LATEST_WIDTHS[column.id]! }));

export class OverviewView implements View {
  readonly element: HTMLElement;
  private readonly tiles = new Tiles();
  private readonly pnlChart: TimeChart;
  private readonly exposureChart: TimeChart;
  private readonly kill: KillSwitchPanel;
  private readonly attention: AttentionPanel;
  private readonly venues = new VenuePanel();
  private readonly pnl: Table<PnlRow>;
  private readonly fills: Table<Fill>;
  private readonly since = h("span", { class: "note" });
  private readonly currencies = h("select", {
    "aria-label": "Currency",
    testid: "currency",
    on: { change: () => this.draw(new Set()) },
  });

  constructor(
    private readonly app: App,
    utc: () => boolean,
  ) {
    this.pnlChart = new TimeChart("PnL over time: total, realised, unrealised", utc);
    this.exposureChart = new TimeChart("Exposure over time: gross and net", utc);
    this.kill = new KillSwitchPanel(app);
    this.attention = new AttentionPanel(app);
    this.pnl = new Table<PnlRow>({
      id: "pnl",
      label: "PnL by account and strategy",
      columns: pnlColumns,
      compact: true,
      key: (row) => JSON.stringify([row.account, row.strategy, row.currency]),
      empty: "No position yet.",
      open: (row) => app.go("positions", row.account),
    });
    this.fills = new Table<Fill>({
      id: "latest-fills",
      label: "Latest fills",
      columns: latestColumns,
      compact: true,
      key: (fill) => String(fill.seq),
      empty: "No fills yet.",
      open: (fill) => openFill(app, fill),
    });
    this.element = h(
      "section",
      { class: "view overview", "aria-label": "Overview" },
      this.tiles.element,
      h(
        "div",
        { class: "charts" },
        h("section", { class: "panel" }, h("h2", {}, "PnL ", this.currencies, this.since), this.pnlChart.element),
        h("section", { class: "panel" }, h("h2", { text: "Exposure" }), this.exposureChart.element),
      ),
      h("div", { class: "panels" }, this.kill.element, this.attention.element, this.venues.element),
      h(
        "div",
        { class: "tables" },
        tablePanel("PnL by account and strategy", this.pnl),
        tablePanel("Latest fills", this.fills),
      ),
    );
  }

  show(): void {
    this.draw(new Set(["pnl", "fills", "history", "status", "kill_switch", "routes"]));
  }

  update(changes: ReadonlySet<Topic>): void {
    this.draw(changes);
  }

  focusFilter(): void {
    this.fills.focusFilter();
  }

  themeChanged(): void {
    this.pnlChart.redraw();
    this.exposureChart.redraw();
  }

  private draw(changes: ReadonlySet<Topic>): void {
    const { store } = this.app;
    const currency = this.currency();
    this.tiles.update(store, currency);
    this.pnlChart.show(store.history.pnl(currency));
    this.exposureChart.show(store.history.exposure(currency));
    const first = store.history.pnl(currency).times[0];
    const start = store.status ? millis(store.status.time) : 0;
    setText(this.since, store.history.fromService || !first || !start ? "" : " while this page is open");
    this.attention.update();
    const isLink = changes.has("link");
    if (changes.has("pnl") || isLink) this.pnl.setRows(store.pnl.items, store.notKnown);
    if (changes.has("fills") || isLink) this.fills.setRows(store.fills.all.slice(0, LATEST), store.notKnown);
    if (changes.has("status") || changes.has("kill_switch") || changes.has("routes")) {
      this.kill.update();
      this.venues.update(store);
    }
  }

  /** The chosen currency, else the first; the choice only shows where there is one. */
  private currency(): string {
    const all = this.app.store.history.currencies;
    if (all.join() !== [...this.currencies.options].map((option) => option.value).join())
      this.currencies.replaceChildren(...all.map((code) => h("option", { value: code, text: code })));
    return this.currencies.value || (all[0] ?? "USD");
  }
}

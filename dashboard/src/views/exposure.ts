import type { ExposureRow } from "../api/types";
import { LimitsPanel } from "../panels/limits-panel";
import { StaleNote } from "../panels/stale-note";
import { missingText } from "../state/exposure-sum";
import type { Topic } from "../state/store";
import { symbolExposure, type SymbolExposure } from "../state/symbol-exposure";
import { number, text, word, type Column } from "../table/column";
import { Table, tablePanel } from "../table/table";
import { h } from "../ui/dom";
import type { App, View } from "./view";

const columns: readonly Column<ExposureRow>[] = [
  text("account", "Account", 100),
  text("strategy", "Strategy", 110),
  word("scope", "Scope", 80),
  text("currency", "Ccy", 56),
  number("net", "Net", 130, "signed"),
  number("gross", "Gross", 130, "money"),
];

const symbolColumns: readonly Column<SymbolExposure>[] = [
  text("symbol", "Symbol", 92),
  text("currency", "Ccy", 56),
  number("net", "Net", 130, "signed"),
  number("gross", "Gross", 130, "money"),
];

export class ExposureView implements View {
  readonly element: HTMLElement;
  private readonly gaps = h("div", { class: "gaps" });
  private readonly note = new StaleNote(["status"]);
  private readonly accounts: Table<ExposureRow>;
  private readonly symbols: Table<SymbolExposure>;
  private readonly limits: LimitsPanel;

  constructor(private readonly app: App) {
    this.limits = new LimitsPanel(app, this.gaps);
    this.accounts = new Table<ExposureRow>({
      id: "exposure",
      label: "Exposure by account and strategy",
      columns,
      empty: "No exposure.",
      compact: true,
      key: (row) => JSON.stringify([row.account, row.strategy, row.currency]),
      rowTone: (row) => (row.scope === "account" ? "row-sum" : ""),
      open: (row) => app.go("positions", row.account),
    });
    this.symbols = new Table<SymbolExposure>({
      id: "exposure-symbols",
      label: "Exposure by symbol",
      columns: symbolColumns,
      empty: "No exposure.",
      compact: true,
      key: (row) => row.symbol + row.currency,
      sort: { column: "gross", descending: true },
      open: (row) => app.go("positions", row.symbol),
    });
    this.element = h(
      "section",
      { class: "view split", "aria-label": "Exposure" },
      this.limits.element,
      h(
        "div",
        { class: "columns" },
        tablePanel("By account and strategy, in the account's currency", this.accounts, this.note.element),
        tablePanel("By symbol, in its own currency", this.symbols),
      ),
    );
  }

  show(): void {
    this.draw();
    void this.limits.ask();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (changes.has("exposure") || changes.has("positions") || changes.has("link")) this.draw();
    else this.note.update(this.app.store);
    this.limits.update();
  }

  focusFilter(): void {
    this.accounts.focusFilter();
  }

  private draw(): void {
    const { exposure, positions } = this.app.store;
    this.note.update(this.app.store);
    // Where nothing can be valued there are no rows either, and that is not no exposure.
    const missing = [...new Set((exposure?.gaps ?? []).map(missingText))].join(", ");
    const notKnown = this.app.store.notKnown || (missing && `Not known: ${missing}.`);
    this.accounts.setRows(exposure?.converted ?? [], notKnown);
    this.symbols.setRows(symbolExposure([...positions.values()]), notKnown);
    this.gaps.replaceChildren(
      ...(exposure?.gaps ?? []).map((gap) =>
        h(
          "p",
          { class: "warn" },
          `${gap.account}: no ${gap.missing} for ${gap.symbol ?? `${gap.from} to ${gap.to}`}; `,
          "left out of what is converted.",
        ),
      ),
    );
  }
}

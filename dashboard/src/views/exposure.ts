import { messageOf } from "../api/error";
import type { ExposureRow, Row } from "../api/types";
import { money, quantity } from "../format/numbers";
import { words } from "../format/words";
import { symbolExposure, type SymbolExposure } from "../state/symbol-exposure";
import type { Topic } from "../state/store";
import { share, usageOf, type Usage } from "../state/usage";
import { number, text, word, type Column } from "../table/column";
import { Table, tablePanel } from "../table/table";
import { h } from "../ui/dom";
import { absent } from "./absent";
import { Bullet } from "./bullet";
import type { App, View } from "./view";

const LIMITS = "/api/v1/limits";
const AGAIN_MS = 2000;

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
  private readonly limits = h("div", { class: "limits", testid: "limits" });
  private readonly gaps = h("div", { class: "gaps" });
  private readonly accounts: Table<ExposureRow>;
  private readonly symbols: Table<SymbolExposure>;
  private askedAt = -AGAIN_MS;

  constructor(private readonly app: App) {
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
      h(
        "section",
        { class: "panel auto", "aria-label": "Limits in use", tabindex: "0" },
        h("h2", { text: "Limits in use" }),
        this.limits,
        this.gaps,
      ),
      h(
        "div",
        { class: "columns" },
        tablePanel("By account and strategy, in the account's currency", this.accounts),
        tablePanel("By symbol, in its own currency", this.symbols),
      ),
    );
  }

  show(): void {
    this.draw();
    void this.ask();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (changes.has("exposure") || changes.has("positions")) this.draw();
    if (performance.now() - this.askedAt > AGAIN_MS) void this.ask();
  }

  focusFilter(): void {
    this.accounts.focusFilter();
  }

  private draw(): void {
    const { exposure, positions } = this.app.store;
    this.accounts.setRows(exposure?.converted ?? []);
    this.symbols.setRows(symbolExposure([...positions.values()]));
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

  private async ask(): Promise<void> {
    this.askedAt = performance.now();
    if (!this.app.feed.routes.has("GET", LIMITS)) {
      this.limits.replaceChildren(absent("Limits", LIMITS));
      return;
    }
    try {
      const usages = (await this.app.client.all<Row>(LIMITS)).map(usageOf).sort((a, b) => rank(b) - rank(a));
      this.limits.replaceChildren(
        ...usages.filter((usage) => usage.text !== "off").map(limitRow),
        ...offLine(usages.filter((usage) => usage.text === "off")),
      );
    } catch (error) {
      this.limits.replaceChildren(h("p", { class: "error", text: messageOf(error) }));
    }
  }
}

/** The fullest first, then what bounds each order by itself. */
function rank(usage: Usage): number {
  return share(usage) ?? -1;
}

/** Controls without a limit are named, so that nobody takes them for guarded. */
function offLine(off: readonly Usage[]): HTMLElement[] {
  if (off.length === 0) return [];
  const names = off.map((usage) => limitName(usage) + (usage.scope ? ` (${usage.scope})` : "")).join(", ");
  return [h("p", { class: "off muted", testid: "limits-off" }, h("b", { text: "Off: " }), names)];
}

function limitName(usage: Usage): string {
  return words(usage.name).replaceAll(".", " ");
}

function limitRow(usage: Usage): HTMLElement {
  const used = share(usage);
  const name = limitName(usage);
  const bullet = new Bullet();
  if (used !== null) bullet.set(used, 1, `${name} ${usage.scope}: share in use`);
  return h(
    "div",
    { class: "limit" },
    h("span", {}, h("b", { text: name }), usage.scope ? h("span", { class: "muted", text: ` ${usage.scope}` }) : null),
    used === null ? h("span", { class: "muted", text: "each order" }) : bullet.element,
    h("span", { class: "n", text: size(usage) }),
  );
}

function size({ limit, used, usedBy, text }: Usage): string {
  if (limit === null || used === null) return limit !== null ? quantity(limit) : (text ?? "");
  return `${usedBy ? `${usedBy}: ` : ""}${amount(used)} of ${amount(limit)}`;
}

/** Counts and quantities as they are; what does not end with the cents is an amount. */
function amount(value: string): string {
  return /\.\d{3}/.test(value) ? money(value) : quantity(value);
}

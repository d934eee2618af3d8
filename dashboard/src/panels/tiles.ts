import type { ExposureRow, PnlRow } from "../api/types";
import { sum } from "../format/decimal";
import { money, NONE, signedMoney } from "../format/numbers";
import { age } from "../format/times";
import { byCurrency } from "../state/history";
import type { Store } from "../state/store";
import { toneOf } from "../table/column";
import { h, setClass, setText } from "../ui/dom";

interface Tile {
  label: string;
  signed: boolean;
  value: (store: Store, currency: string) => string | null;
  /** The stream does not carry it: it is as old as the last status. */
  isOfStatus?: (store: Store) => boolean;
  hint?: string;
}

function pnl(field: keyof PnlRow): Tile["value"] {
  return (store, currency) => {
    const rows = byCurrency(store.pnl.totals).get(currency) ?? [];
    return rows.length === 0 ? null : sum(rows.map((row) => row[field]));
  };
}

function isDayPnlOfStatus(store: Store): boolean {
  return store.pnl.totals[0]?.day_pnl === undefined;
}

function dayPnl(store: Store, currency: string): string | null {
  const rows = (isDayPnlOfStatus(store) ? store.status?.pnl : store.pnl.totals) ?? [];
  const own = byCurrency(rows).get(currency) ?? [];
  return own.length === 0 ? null : sum(own.map((row) => row.day_pnl));
}

function exposure(field: "gross" | "net"): Tile["value"] {
  return (store, currency) => {
    const rows = (store.exposure?.converted ?? []).filter(
      (row: ExposureRow) => row.scope === "account" && row.currency === currency,
    );
    return rows.length === 0 ? null : sum(rows.map((row) => row[field]));
  };
}

const TILES: readonly Tile[] = [
  {
    label: "Day PnL",
    signed: true,
    value: dayPnl,
    isOfStatus: isDayPnlOfStatus,
    hint: "Since the account's day began; where daily losses have a limit, what it measures: before fees",
  },
  { label: "Total PnL", signed: true, value: pnl("total_pnl") },
  { label: "Realised", signed: true, value: pnl("realized_pnl"), hint: "Before fees" },
  { label: "Unrealised", signed: true, value: pnl("unrealized_pnl") },
  { label: "Fees", signed: false, value: pnl("fees") },
  { label: "Gross exposure", signed: false, value: exposure("gross"), isOfStatus: () => true },
  { label: "Net exposure", signed: false, value: exposure("net"), isOfStatus: () => true },
];

const ARROW: Record<string, string> = { up: "▲ ", down: "▼ " };

/** The numbers one looks at first, in one currency. What cannot be known, as for want of a mark, is a dash. */
export class Tiles {
  readonly element = h("dl", { class: "tiles", testid: "tiles" });
  private readonly labels: HTMLElement[] = [];
  private readonly notes: HTMLElement[] = [];
  private readonly values = TILES.map((tile) => {
    const value = h("dd", { testid: `tile-${tile.label.toLowerCase().replaceAll(" ", "-")}` });
    const label = h("span", { text: tile.label });
    const note = h("span", { class: "stale-note", hidden: true });
    this.labels.push(label);
    this.notes.push(note);
    this.element.append(h("div", { title: tile.hint }, h("dt", {}, label, note), value));
    return value;
  });

  update(store: Store, currency: string): void {
    // With one currency it is known; with several each number has to say which.
    const statusMs = store.ages.staleMs("status", performance.now());
    const behind = store.history.currencies.length > 1 ? ` ${currency}` : "";
    TILES.forEach((tile, i) => {
      setText(this.labels[i]!, tile.label + behind);
      const value = tile.value(store, currency);
      const tone = tile.signed ? toneOf(value) : "";
      const element = this.values[i]!;
      const written = value === null ? NONE : tile.signed ? (ARROW[tone] ?? "") + signedMoney(value) : money(value);
      setText(element, written);
      const isStale = statusMs > 0 && tile.isOfStatus?.(store) === true;
      setClass(element, isStale ? `${tone} old`.trim() : tone);
      this.notes[i]!.hidden = !isStale;
      setText(this.notes[i]!, isStale ? `stale, ${age(statusMs)} old` : "");
      element.title = value ?? "";
    });
  }
}

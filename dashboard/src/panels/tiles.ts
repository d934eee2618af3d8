import type { PnlRow } from "../api/types";
import { sum } from "../format/decimal";
import { money, NONE, signedMoney } from "../format/numbers";
import { age } from "../format/times";
import { exposureSum } from "../state/exposure-sum";
import { byCurrency } from "../state/history";
import type { Store } from "../state/store";
import { toneOf } from "../table/column";
import { h, setClass, setText } from "../ui/dom";

interface Tile {
  label: string;
  signed: boolean;
  value: (store: Store, currency: string) => string | null;
  /** The stream does not carry it: it is as old as the last status. */
  isOfStatus?: true;
  /** What the value lacks; empty: it is whole. */
  missing?: (store: Store, currency: string) => string[];
  /** What it lacks can only add to it, so that it is the least that it can be. */
  isFloor?: true;
  hint?: string;
}

function pnl(field: keyof PnlRow): Tile["value"] {
  return (store, currency) => {
    const rows = byCurrency(store.pnl.totals).get(currency) ?? [];
    return rows.length === 0 ? null : sum(rows.map((row) => row[field]));
  };
}

// The stream tells PnL when something changes it, and a day that begins is no such thing: what it told last would stand
// here as today's. The status is asked for every two seconds.
function dayPnl(store: Store, currency: string): string | null {
  const own = byCurrency(store.status?.pnl ?? []).get(currency) ?? [];
  return own.length === 0 ? null : sum(own.map((row) => row.day_pnl));
}

function exposure(field: "gross" | "net"): Pick<Tile, "value" | "missing"> {
  const own = (store: Store, currency: string) =>
    store.exposure && exposureSum(store.exposure, store.status?.pnl ?? store.pnl.totals, currency);
  return {
    value: (store, currency) => own(store, currency)?.[field] ?? null,
    missing: (store, currency) => own(store, currency)?.missing ?? [],
  };
}

const TILES: readonly Tile[] = [
  {
    label: "Day PnL",
    signed: true,
    value: dayPnl,
    isOfStatus: true,
    hint: "Since the account's day began; where daily losses have a limit, what it measures: before fees",
  },
  { label: "Total PnL", signed: true, value: pnl("total_pnl") },
  { label: "Realised", signed: true, value: pnl("realized_pnl"), hint: "Before fees" },
  { label: "Unrealised", signed: true, value: pnl("unrealized_pnl") },
  { label: "Fees", signed: false, value: pnl("fees") },
  { label: "Gross exposure", signed: false, ...exposure("gross"), isOfStatus: true, isFloor: true },
  { label: "Net exposure", signed: false, ...exposure("net"), isOfStatus: true },
];

const ARROW: Record<string, string> = { up: "▲ ", down: "▼ " };

/** A part is never written as the whole: it is a dash, or the least that it can be, and says what it lacks. */
function read(tile: Tile, store: Store, currency: string): { text: string; title: string; tone: string } {
  const value = tile.value(store, currency);
  const missing = tile.missing?.(store, currency) ?? [];
  if (missing.length > 0) {
    const isLeast = tile.isFloor === true && value !== null;
    return {
      text: isLeast ? `≥ ${money(value)}` : NONE,
      title: `${isLeast ? `At least ${value}` : "Not known"}: ${missing.join(", ")}`,
      tone: "",
    };
  }
  const tone = tile.signed ? toneOf(value) : "";
  const text = value === null ? NONE : tile.signed ? (ARROW[tone] ?? "") + signedMoney(value) : money(value);
  return { text, title: value ?? "", tone };
}

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
      const { text, title, tone } = read(tile, store, currency);
      const element = this.values[i]!;
      setText(element, text);
      const isStale = statusMs > 0 && tile.isOfStatus === true;
      setClass(element, isStale ? `${tone} old`.trim() : tone);
      this.notes[i]!.hidden = !isStale;
      setText(this.notes[i]!, isStale ? `stale, ${age(statusMs)} old` : "");
      element.title = title;
    });
  }
}

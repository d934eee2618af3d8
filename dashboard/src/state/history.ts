import type { Exposure, PnlRow, Row, Text } from "../api/types";
import { sum } from "../format/decimal";
import { millis } from "../format/times";
import { exposureCurrencies, exposureSum } from "./exposure-sum";
import { Series } from "./series";

interface Held {
  currency: string;
  gross: Text;
  net: Text;
}

/**
 * PnL and exposure over time, by currency: what the service has kept, and from then on what it says while we listen.
 */
export class History {
  private readonly pnlBy = new Map<string, Series>();
  private readonly exposureBy = new Map<string, Series>();
  /** The first points are from the service's own history, not from when this page was opened. */
  fromService = false;

  get currencies(): string[] {
    return [...new Set([...this.pnlBy.keys(), ...this.exposureBy.keys()])].sort();
  }

  pnl(currency: string): Series {
    return seriesOf(this.pnlBy, currency, ["Total", "Realised", "Unrealised"]);
  }

  exposure(currency: string): Series {
    return seriesOf(this.exposureBy, currency, ["Gross", "Net"]);
  }

  addPnl(time: number, totals: readonly PnlRow[]): void {
    for (const [currency, rows] of byCurrency(totals))
      this.pnl(currency).add(time, [
        total(rows, "total_pnl"),
        total(rows, "realized_pnl"),
        total(rows, "unrealized_pnl"),
      ]);
  }

  /** A sum that lacks a position would be a drop that never happened: the line is broken there. */
  addExposure(time: number, exposure: Exposure, totals: readonly PnlRow[]): void {
    for (const currency of exposureCurrencies(exposure, totals)) {
      const { gross, net, missing } = exposureSum(exposure, totals, currency);
      this.exposure(currency).add(time, missing.length > 0 ? [null, null] : [number(gross), number(net)]);
    }
  }

  /** Rows of pnl/history, oldest first; several accounts at one time are added up. */
  load(rows: readonly Row[]): void {
    const byTime = new Map<string, Row[]>();
    for (const row of rows) {
      const time = String(row["time"] ?? "");
      if (time) byTime.set(time, [...(byTime.get(time) ?? []), row]);
    }
    for (const [time, each] of byTime) {
      this.addPnl(millis(time), each as unknown as PnlRow[]);
      this.loadExposure(millis(time), each.filter((row) => row["gross"] !== undefined) as unknown as Held[]);
    }
    this.fromService = byTime.size > 0;
  }

  // An account that could not be valued then has null here, and makes the sum unknown.
  private loadExposure(time: number, rows: readonly Held[]): void {
    for (const [currency, each] of byCurrency(rows))
      this.exposure(currency).add(time, [
        number(sum(each.map((row) => row.gross))),
        number(sum(each.map((row) => row.net))),
      ]);
  }

  clear(): void {
    this.pnlBy.clear();
    this.exposureBy.clear();
    this.fromService = false;
  }
}

export function byCurrency<T extends { currency: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.currency, [...(groups.get(row.currency) ?? []), row]);
  return groups;
}

function total(rows: readonly PnlRow[], field: "total_pnl" | "realized_pnl" | "unrealized_pnl"): number | null {
  return number(sum(rows.map((row) => row[field])));
}

// A chart has some hundred pixels: here a float is exact enough.
function number(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function seriesOf(all: Map<string, Series>, currency: string, names: string[]): Series {
  let series = all.get(currency);
  if (!series) all.set(currency, (series = new Series(names)));
  return series;
}

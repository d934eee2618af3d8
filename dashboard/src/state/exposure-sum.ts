import type { Exposure, PnlRow } from "../api/types";
import { sum } from "../format/decimal";

/** What all accounts of one currency hold together. */
export interface ExposureSum {
  /** Of what can be valued; null where nothing can. */
  gross: string | null;
  net: string | null;
  /** What is not in the sums, for want of which mark or rate; empty: they are whole. */
  missing: string[];
}

/**
 * Whether the sums are whole is told by the gaps. The service's own word on it, "complete", is of all accounts, also of
 * those that are not shown to this caller.
 *
 * @param totals Name the currency of an account of which nothing can be valued.
 */
export function exposureSum(exposure: Exposure, totals: readonly PnlRow[], currency: string): ExposureSum {
  const rows = accountRows(exposure).filter((row) => row.currency === currency);
  const gaps = exposure.gaps.filter((gap) => [currency, undefined].includes(currencyOf(gap, exposure, totals)));
  return {
    gross: rows.length === 0 ? null : sum(rows.map((row) => row.gross)),
    net: rows.length === 0 ? null : sum(rows.map((row) => row.net)),
    missing: [...new Set(gaps.map(missingText))],
  };
}

/** Those in which an account holds something, whether it can be valued or not. */
export function exposureCurrencies(exposure: Exposure, totals: readonly PnlRow[]): string[] {
  const all = new Set(accountRows(exposure).map((row) => row.currency));
  for (const gap of exposure.gaps) {
    const currency = currencyOf(gap, exposure, totals);
    if (currency !== undefined) all.add(currency);
  }
  return [...all];
}

type Gap = Exposure["gaps"][number];

function accountRows(exposure: Exposure): Exposure["converted"] {
  return exposure.converted.filter((row) => row.scope === "account");
}

// An account whose currency nobody told may be of any: no sum is whole then.
function currencyOf(gap: Gap, exposure: Exposure, totals: readonly PnlRow[]): string | undefined {
  const isOwn = (row: { account: string }): boolean => row.account === gap.account;
  return gap.to ?? (accountRows(exposure).find(isOwn) ?? totals.find(isOwn))?.currency;
}

/** In words: no mark for IBM (ACC1). */
export function missingText(gap: Gap): string {
  return `no ${gap.missing} for ${gap.symbol ?? `${gap.from} to ${gap.to}`} (${gap.account})`;
}

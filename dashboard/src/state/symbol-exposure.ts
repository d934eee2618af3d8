import type { Position } from "../api/types";
import { add, multiply } from "../format/decimal";

export interface SymbolExposure {
  symbol: string;
  currency: string;
  net: string;
  gross: string;
}

/** Quantity times mark times multiplier, by symbol; positions without a mark are left out, as the service does. */
export function symbolExposure(positions: readonly Position[]): SymbolExposure[] {
  const bySymbol = new Map<string, SymbolExposure>();
  for (const position of positions) {
    if (!position.mark || position.qty === "0") continue;
    const value = multiply(multiply(position.qty, position.mark.price), position.multiplier);
    const key = JSON.stringify([position.symbol, position.currency]);
    const sum = bySymbol.get(key) ?? { symbol: position.symbol, currency: position.currency, net: "0", gross: "0" };
    bySymbol.set(key, { ...sum, net: add(sum.net, value), gross: add(sum.gross, value.replace("-", "")) });
  }
  return [...bySymbol.values()];
}

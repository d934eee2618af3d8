import type { Position, Text } from "../api/types";
import { add, sum } from "../format/decimal";

export type Grouping = "position" | "account" | "strategy" | "symbol";

/** Positions of one account, strategy or symbol as one row, one per currency. Sums are exact. */
export interface PositionRow extends Position {
  positions: number;
}

export function grouped(positions: readonly Position[], by: Grouping): PositionRow[] {
  if (by === "position") return positions.map((position) => ({ ...position, positions: 1 }));
  const groups = new Map<string, Position[]>();
  for (const position of positions) {
    const key = JSON.stringify([position[by], position.currency]);
    groups.set(key, [...(groups.get(key) ?? []), position]);
  }
  return [...groups.values()].map((group) => merge(group, by));
}

// As texts, so that no digit is lost; without the Z, which would stand above the point of a fraction.
function later(a: Text, b: Text): Text {
  if (a === null || b === null) return a ?? b;
  return a.replace("Z", "") > b.replace("Z", "") ? a : b;
}

function merge(group: readonly Position[], by: Exclude<Grouping, "position">): PositionRow {
  const first = group[0]!;
  const same = (field: "account" | "strategy" | "symbol" | "method"): string =>
    group.every((each) => each[field] === first[field]) ? first[field] : "*";
  const oneSymbol = same("symbol") !== "*";
  return {
    ...first,
    account: same("account"),
    strategy: same("strategy"),
    symbol: same("symbol"),
    method: same("method"),
    [by]: first[by],
    // Quantities of different symbols do not add up, nor do averages.
    qty: oneSymbol ? group.reduce((total, each) => add(total, each.qty), "0") : "",
    avg_px: group.length === 1 ? first.avg_px : "",
    mark: oneSymbol ? first.mark : null,
    realized_pnl: sum(group.map((each) => each.realized_pnl)) ?? "",
    unrealized_pnl: sum(group.map((each) => each.unrealized_pnl)),
    fees: sum(group.map((each) => each.fees)) ?? "",
    net_cash: sum(group.map((each) => each.net_cash)) ?? "",
    last_execution_at: group.reduce<Text>((last, each) => later(last, each.last_execution_at), null),
    positions: group.length,
  };
}

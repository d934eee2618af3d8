import type { Order } from "../api/types";
import { words } from "../format/words";
import { number, numberOf, text, time, word, type Column } from "../table/column";

/** The engine's status and nothing but it; what we only wait for stands beside it. */
export function statusOf(order: Order): string {
  const status = words(order.ord_status);
  if (order.unknown) return `${status} · unknown`;
  if (order.held) return `${status} · held`;
  return order.open && order.request_in_flight ? `${status} · asked` : status;
}

export function statusTone(order: Order): string {
  if (order.unknown) return "warn strong";
  if (order.ord_status === "rejected") return "down";
  if (order.ord_status === "filled") return "up";
  return order.open ? "accent" : "muted";
}

export function sideTone(row: { side: string }): string {
  return row.side.startsWith("buy") ? "buy" : "sell";
}

const status: Column<Order> = {
  id: "ord_status",
  title: "Status",
  width: 148,
  value: (order) => order.ord_status,
  show: statusOf,
  tone: statusTone,
};

/** What was ordered comes first, and fits a screen of 360 pixels. */
export const orderColumns: readonly Column<Order>[] = [
  time("created_at", "Time", 118),
  text("symbol", "Symbol", 84),
  word("side", "Side", 56, sideTone),
  number("order_qty", "Qty", 78, "quantity"),
  status,
  number("cum_qty", "Done", 78, "quantity"),
  number("leaves_qty", "Left", 78, "quantity"),
  numberOf("avg_px", "Average", 92, "average", (order) => (order.cum_qty === "0" ? null : order.avg_px)),
  word("type", "Type", 72),
  number("price", "Price", 88, "price"),
  number("stop_px", "Stop", 80, "price"),
  word("tif", "TIF", 48),
  text("cl_ord_id", "ClOrdID", 140),
  text("account", "Account", 84),
  text("strategy", "Strategy", 92),
  text("venue", "Venue", 72),
  text("order_id", "OrderID", 92),
  text("text", "Text", 180),
];

import { ApiError } from "../api/error";
import type { Order } from "../api/types";
import type { DialogField } from "../ui/dialog";
import type { App } from "../views/view";
import { byField, remember } from "./person";

function pathOf(order: Order): string {
  return `/api/v1/orders/${encodeURIComponent(order.cl_ord_id)}`;
}

function accountOf(order: Order): string {
  return `?account=${encodeURIComponent(order.account)}`;
}

function nameOf(order: Order): string {
  return `${order.side} ${order.order_qty} ${order.symbol} (${order.cl_ord_id})`;
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

export async function enterOrder(app: App): Promise<void> {
  const fields: DialogField[] = [
    { name: "symbol", label: "Symbol", required: true },
    { name: "side", label: "Side", options: ["buy", "sell", "sell_short"], required: true },
    { name: "qty", label: "Quantity", required: true },
    { name: "type", label: "Type", options: ["market", "limit", "stop", "stop_limit"], required: true },
    { name: "price", label: "Limit price" },
    { name: "stop_px", label: "Stop price" },
    { name: "tif", label: "Time in force", options: ["day", "gtc", "ioc", "fok"], required: true },
    { name: "take_profit", label: "Take profit" },
    { name: "stop_loss", label: "Stop loss" },
    { name: "account", label: "Account" },
    { name: "strategy", label: "Strategy" },
    { name: "venue", label: "Venue" },
  ];
  const done = await app.ask({
    title: "New order",
    fields,
    confirm: "Send order",
    detail: "It is sent once it stands in the journal. Its status is what the engine says, in the list of orders.",
    act: async (values, key) => {
      const order = await app.client.post<Order>("/api/v1/orders", filled(values), key);
      app.toasts.say(`${nameOf(order)} is in the journal: ${order.ord_status.replaceAll("_", " ")}.`);
    },
  });
  if (done) app.go("orders");
}

export async function cancelOrder(app: App, order: Order): Promise<void> {
  const done = await app.ask({
    title: "Cancel order",
    detail: `Ask ${order.venue} to cancel ${nameOf(order)}? It stays open until the venue has answered.`,
    fields: [],
    confirm: "Ask to cancel",
    danger: true,
    act: async () => {
      await app.client.send("DELETE", pathOf(order) + accountOf(order));
    },
  });
  if (done) app.toasts.say(`Cancel of ${order.cl_ord_id} is asked for.`);
}

export async function replaceOrder(app: App, order: Order): Promise<void> {
  const fields: DialogField[] = [
    { name: "qty", label: "Quantity", value: order.order_qty },
    { name: "price", label: "Limit price", value: order.price ?? "" },
    { name: "stop_px", label: "Stop price", value: order.stop_px ?? "" },
  ];
  const now: Record<string, string> = { qty: order.order_qty, price: order.price ?? "", stop_px: order.stop_px ?? "" };
  const done = await app.ask({
    title: "Change order",
    detail: `${nameOf(order)}. What you leave as it is stays.`,
    fields,
    confirm: "Ask to change",
    act: async (values, key) => {
      const changed = Object.fromEntries(Object.entries(filled(values)).filter(([name, value]) => value !== now[name]));
      if (Object.keys(changed).length === 0) throw new Error("Nothing is different.");
      await sendChange(app, order, { ...changed, cl_ord_id: `change-${key}` });
    },
  });
  if (done) app.toasts.say(`Change of ${order.cl_ord_id} is asked for.`);
}

// A change is named by its ClOrdID, which is taken once. Nobody else makes this one, so where it is taken, an earlier
// try has asked for the change, and only its answer was lost.
async function sendChange(app: App, order: Order, body: Record<string, string>): Promise<void> {
  try {
    await app.client.send("PATCH", pathOf(order) + accountOf(order), body);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "duplicate_cl_ord_id")) throw error;
  }
}

export async function resolveOrder(app: App, order: Order): Promise<void> {
  const done = await app.ask({
    title: "Resolve unknown order",
    danger: true,
    confirm: "Resolve",
    detail:
      `Nobody has said what became of ${nameOf(order)}. ` +
      "Say it only after asking the venue: the books will follow you.",
    fields: [
      { name: "as", label: "It was", options: ["canceled", "rejected", "filled"], required: true },
      { name: "reason", label: "How you know", required: true },
      byField(),
    ],
    act: async (values, key) => {
      remember(values);
      await app.client.post(`${pathOf(order)}/resolve${accountOf(order)}`, filled(values), key);
    },
  });
  if (done) app.toasts.say(`${order.cl_ord_id} is resolved.`);
}

export async function cancelAll(app: App): Promise<void> {
  const count = app.store.orders.open;
  const done = await app.ask({
    title: "Cancel open orders",
    danger: true,
    confirm: "Ask to cancel",
    typed: "CANCEL",
    detail: `${count} orders are open. Without a filter, a cancel is asked for each of them.`,
    fields: [
      { name: "account", label: "Only account" },
      { name: "strategy", label: "Only strategy" },
      { name: "symbol", label: "Only symbol" },
      { name: "venue", label: "Only venue" },
    ],
    act: async (values, key) => {
      const answer = await app.client.post<{ requested: string[]; refused: unknown[] }>(
        "/api/v1/orders/cancel-all",
        filled(values),
        key,
      );
      app.toasts.say(
        `${answer.requested.length} cancels asked for, ${answer.refused.length} refused.`,
        answer.refused.length ? "bad" : "ok",
      );
    },
  });
  if (done) app.go("orders");
}

import { cancelOrder, replaceOrder, resolveOrder } from "../actions/order-actions";
import { messageOf } from "../api/error";
import type { Order, Page, Row } from "../api/types";
import { average, group, NONE, price } from "../format/numbers";
import { sideTone, statusOf, statusTone } from "../lists/order-columns";
import { OneAtATime } from "../state/one-at-a-time";
import { orderKey } from "../state/order-book";
import { button, h } from "../ui/dom";
import { facts } from "../ui/facts";
import type { App } from "../views/view";
import { timeline, type Cause } from "./timeline";

/** An order with all that happened to it, down to the venue's own bytes. Follows the order while it is open. */
export function openOrder(app: App, first: Order): void {
  const head = h("div", { class: "order-head" });
  const history = h(
    "div",
    { class: "history", "aria-live": "off", testid: "timeline" },
    h("p", { class: "empty", text: "Reading the journal …" }),
  );
  let shown: Order | undefined;
  let stopped = false;

  const draw = (order: Order): void => {
    head.replaceChildren(summary(order), actions(app, order));
    shown = order;
  };
  // What happens while the story is being read may not stand in it: it is read once more behind that.
  const story = new OneAtATime(async () => {
    if (stopped) return;
    try {
      const causes = await read(app, first);
      if (!stopped) history.replaceChildren(timeline(causes));
    } catch (error) {
      if (!stopped) history.replaceChildren(h("p", { class: "error", text: messageOf(error) }));
    }
  });
  const check = (): void => {
    const now = app.store.orders.get(orderKey(first)) ?? shown ?? first;
    if (now === shown) return;
    draw(now);
    void story.run();
  };
  const timer = setInterval(check, 500);
  check();
  app.drawer.open(`Order ${first.cl_ord_id}`, h("div", {}, head, history), () => {
    stopped = true;
    clearInterval(timer);
  });
}

function summary(order: Order): HTMLElement {
  const done = order.order_qty === "0" ? 0 : Number(order.cum_qty) / Number(order.order_qty);
  const bar = h("meter", { min: "0", max: "1", value: String(Math.min(1, done)), "aria-label": "Share done" });
  return h(
    "div",
    {},
    h(
      "p",
      { class: "headline" },
      h("b", { class: sideTone(order), text: order.side.replaceAll("_", " ") }),
      ` ${group(order.order_qty)} ${order.symbol} `,
      order.price ? `@ ${price(order.price)} ` : `${order.type} `,
      h("span", { class: `badge ${statusTone(order)}`, testid: "drawer-status", text: statusOf(order) }),
    ),
    h(
      "p",
      { class: "muted" },
      bar,
      ` ${group(order.cum_qty)} done, ${group(order.leaves_qty)} left, average `,
      order.cum_qty === "0" ? NONE : h("span", { title: order.avg_px, text: average(order.avg_px) }),
    ),
    h("details", {}, h("summary", { text: "All fields" }), facts(order)),
  );
}

function actions(app: App, order: Order): HTMLElement {
  const bar = h("div", { class: "buttons" });
  if (order.open) {
    bar.append(
      button("Cancel", () => void cancelOrder(app, order), { class: "danger", testid: "order-cancel" }),
      button("Change", () => void replaceOrder(app, order), { testid: "order-replace" }),
    );
  }
  if (order.unknown) bar.append(button("Resolve unknown", () => void resolveOrder(app, order), { class: "danger" }));
  bar.append(button("Its fills", () => app.go("fills", order.cl_ord_id)));
  return bar;
}

// The causes have the raw bytes; where they cannot be had, the facts alone still tell the story.
async function read(app: App, order: Order): Promise<Cause[]> {
  const id = encodeURIComponent(order.cl_ord_id);
  const account = { account: order.account };
  if (app.feed.routes.has("GET", "/api/v1/why/order/{id}"))
    return (await app.client.get<{ causes: Cause[] }>(`/api/v1/why/order/${id}`, account)).causes;
  const events = await app.client.get<Page<Row>>(`/api/v1/orders/${id}/events`, account);
  return events.items.map((fact) => ({ facts: [fact] }));
}

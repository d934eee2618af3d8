import { cancelAll, enterOrder } from "../actions/order-actions";
import { messageOf } from "../api/error";
import type { Order } from "../api/types";
import { openOrder } from "../drawers/order-drawer";
import { orderColumns } from "../lists/order-columns";
import { OlderPages } from "../state/older-pages";
import { orderKey } from "../state/order-book";
import type { Topic } from "../state/store";
import { Table } from "../table/table";
import { button, h } from "../ui/dom";
import type { App, View } from "./view";

const SHOWN = {
  open: (order: Order) => order.open,
  all: () => true,
  closed: (order: Order) => !order.open,
  unknown: (order: Order) => order.unknown,
} as const;

export class OrdersView implements View {
  readonly element: HTMLElement;
  private readonly table: Table<Order>;
  private readonly which = h(
    "select",
    { "aria-label": "Which orders", testid: "orders-which", on: { change: () => this.draw() } },
    h("option", { value: "open" }, "Open"),
    h("option", { value: "all" }, "All"),
    h("option", { value: "closed" }, "Ended"),
    h("option", { value: "unknown" }, "Unknown"),
  );
  private readonly older: OlderPages<Order>;
  /** By pages of older ones, in all. */
  private added = 0;

  constructor(private readonly app: App) {
    const { orders } = app.store;
    this.older = new OlderPages<Order>(
      app.client,
      app.store,
      "/api/v1/orders",
      (page) => {
        for (const order of page) if (orders.putOld(order)) this.added++;
        this.draw();
      },
      () => orders.drops,
    );
    this.table = new Table<Order>({
      id: "orders",
      label: "Orders",
      columns: orderColumns,
      key: orderKey,
      sort: { column: "created_at", descending: true },
      empty: "No orders. They appear here as soon as the engine has them.",
      open: (order) => openOrder(app, order),
      rowTone: (order) => (order.unknown ? "row-warn" : ""),
      controls: [
        this.which,
        button("New order", () => void enterOrder(app), {
          class: "primary",
          "aria-keyshortcuts": "n",
          testid: "new-order",
        }),
        button("Cancel all …", () => void cancelAll(app), { class: "danger", testid: "cancel-all" }),
      ],
      atEnd: () => void this.loadOlder(),
    });
    this.element = h("section", { class: "view fill", "aria-label": "Orders" }, this.table.element);
  }

  show(filter: string): void {
    if (filter && this.app.store.orders.all.some((order) => order.cl_ord_id === filter && !order.open))
      this.which.value = "all";
    if (filter === "unknown") this.which.value = "unknown";
    this.table.setFilter(filter === "unknown" ? "" : filter);
    this.draw();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (changes.has("orders") || changes.has("link")) this.draw();
  }

  focusFilter(): void {
    this.table.focusFilter();
  }

  private draw(): void {
    const { orders, notKnown } = this.app.store;
    const which = this.which.value as keyof typeof SHOWN;
    // Open ones are few, and are what one looks at: they do not wait for all that ended to be looked through.
    this.table.setRows(which === "open" ? [...orders.openOrders] : orders.all.filter(SHOWN[which]), notKnown);
  }

  // Open orders are all here from the start; of the ended ones as many as somebody scrolls for.
  private async loadOlder(): Promise<void> {
    if (this.which.value === "open") return;
    const before = this.added;
    try {
      await this.older.load(() => this.added > before);
    } catch (error) {
      this.app.toasts.say(messageOf(error), "bad");
    }
  }
}

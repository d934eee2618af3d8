import { messageOf } from "../api/error";
import { METHODS, type Method } from "../api/methods";
import type { Lot, Page, Position } from "../api/types";
import { average, price, quantity, signedMoney } from "../format/numbers";
import { dateTime } from "../format/times";
import { positionKey } from "../state/store";
import { toneOf } from "../table/column";
import { button, h } from "../ui/dom";
import { facts } from "../ui/facts";
import type { App } from "../views/view";

/** A position by all four lot methods side by side, each worked out by the service from the same executions. */
export function openPosition(app: App, position: Position): void {
  const methods = h("div", { testid: "methods" }, h("p", { class: "empty", text: "Asking for all methods …" }));
  const content = h(
    "div",
    {},
    h(
      "div",
      { class: "buttons" },
      button("Its fills", () => app.go("fills", `${position.account} ${position.symbol}`)),
      button("Its orders", () => app.go("orders", `${position.account} ${position.symbol}`)),
    ),
    h("h3", { text: "By method" }),
    methods,
    facts(position, ["lots", "positions"]),
  );
  app.drawer.open(
    `${position.symbol} in ${position.account}${position.strategy ? ` / ${position.strategy}` : ""}`,
    content,
  );
  Promise.all(METHODS.map((method) => read(app, position, method))).then(
    (found) => methods.replaceChildren(comparison(found), ...lots(position, found)),
    (error: unknown) => methods.replaceChildren(h("p", { class: "error", text: messageOf(error) })),
  );
}

async function read(app: App, position: Position, method: Method): Promise<Position | undefined> {
  const page = await app.client.get<Page<Position>>("/api/v1/positions", {
    account: position.account,
    symbol: position.symbol,
    method,
  });
  return page.items.find((each) => positionKey(each) === positionKey(position));
}

function comparison(found: readonly (Position | undefined)[]): HTMLElement {
  const head = h(
    "tr",
    {},
    ...["Method", "Average", "Realised", "Unrealised", "Open lots"].map((text, i) =>
      h("th", { scope: "col", class: i > 0 ? "n" : undefined, text }),
    ),
  );
  return h(
    "table",
    { class: "plain" },
    h("thead", {}, head),
    h(
      "tbody",
      {},
      ...METHODS.map((method, i) => {
        const each = found[i];
        return h(
          "tr",
          {},
          h("th", { scope: "row", text: method }),
          h("td", { class: "n", title: each?.avg_px, text: average(each?.avg_px) }),
          h("td", { class: `n ${toneOf(each?.realized_pnl)}`, text: signedMoney(each?.realized_pnl) }),
          h("td", { class: `n ${toneOf(each?.unrealized_pnl)}`, text: signedMoney(each?.unrealized_pnl) }),
          h("td", { class: "n", text: String(each?.lots?.length ?? 0) }),
        );
      }),
    ),
  );
}

function lots(position: Position, found: readonly (Position | undefined)[]): Node[] {
  const own = found.find((each) => each?.method === position.method) ?? found[0];
  if (!own?.lots || own.lots.length === 0) return [];
  return [
    h("h3", { text: `Open lots (${own.method})` }),
    h(
      "table",
      { class: "plain" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...["Opened", "Qty", "Price", "ExecID"].map((text, i) =>
            h("th", { scope: "col", class: i === 1 || i === 2 ? "n" : undefined, text }),
          ),
        ),
      ),
      h("tbody", {}, ...own.lots.map((lot) => row(lot, own.method))),
    ),
  ];
}

// By the average method a lot's price is worked out; by the others it is the execution's own.
function row(lot: Lot, method: string): HTMLElement {
  const px = method === "average" ? average(lot.px) : price(lot.px);
  return h(
    "tr",
    {},
    h("td", { text: dateTime(lot.time) }),
    h("td", { class: "n", text: quantity(lot.qty) }),
    h("td", { class: "n", title: lot.px, text: px }),
    h("td", { text: lot.exec_id ?? "imported" }),
  );
}

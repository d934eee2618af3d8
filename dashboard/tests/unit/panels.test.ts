import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../../src/api/error";
import type { Exposure, KillSwitch, PnlRow, Row, Status } from "../../src/api/types";
import { openOrder } from "../../src/drawers/order-drawer";
import { Records } from "../../src/lists/records";
import { AttentionPanel } from "../../src/panels/attention";
import { stateText } from "../../src/panels/kill-switch";
import { LimitsPanel } from "../../src/panels/limits-panel";
import { Tiles } from "../../src/panels/tiles";
import { apply } from "../../src/state/apply";
import { Store } from "../../src/state/store";
import { DeadLettersView } from "../../src/views/dead-letters";
import { OrdersView } from "../../src/views/orders";
import type { App } from "../../src/views/view";
import { fake, fakeGlobals, type FakeElement } from "../support/fake-dom";

let store: Store;
let answer: (path: string) => unknown;
let asked: string[];
let app: App;
let drawn: FakeElement | undefined;

beforeEach(() => {
  for (const [name, value] of Object.entries(fakeGlobals)) vi.stubGlobal(name, value);
  store = new Store();
  answer = () => [];
  asked = [];
  const ask = async (path: string): Promise<unknown> => {
    asked.push(path);
    return answer(path);
  };
  app = {
    store,
    client: { all: ask, get: ask },
    feed: { routes: { has: () => true, actions: () => [] } },
    drawer: { open: (_: string, content: HTMLElement) => (drawn = fake(content)) },
  } as unknown as App;
});

afterEach(() => vi.unstubAllGlobals());

const refuse = (status: number): void => {
  answer = () => {
    throw new ApiError(status, "refused", "So says the service.");
  };
};

const breaks = (): Records =>
  new Records(app, {
    id: "breaks",
    label: "Breaks",
    path: "/api/v1/breaks",
    key: "id",
    columns: ["id"],
    empty: "No breaks.",
    topics: ["reconciliation"],
    open: () => undefined,
  });

const empties = (element: HTMLElement): string =>
  fake(element)
    .byClass("empty")
    .map((each) => each.shown)
    .join();

test("A list that could not be read does not say that there is nothing in it", async () => {
  const list = breaks();
  refuse(503);
  await list.ask();
  expect(empties(list.element)).toBe("Not known: So says the service.");
  answer = () => [];
  await list.ask();
  expect(empties(list.element)).toBe("No breaks.");
  refuse(429);
  await list.ask();
  expect(empties(list.element)).toBe("Not known: So says the service.");
});

test("A list that is not for this token says so, and is not asked for again and again", async () => {
  const list = breaks();
  refuse(403);
  await list.ask();
  expect(empties(list.element)).toBe("Not for this token: So says the service.");
  list.update(new Set(["reconciliation"]));
  expect(asked.length).toBe(1);
});

test("There are no dead letters only once the service has said so", async () => {
  const view = new DeadLettersView(app);
  expect(empties(view.element)).toBe("Not known yet.");
  refuse(403);
  view.show("");
  await vi.waitFor(() => expect(empties(view.element)).toBe("Not for this token: So says the service."));
  view.update(new Set(["deadletters"]));
  expect(asked.length).toBe(1);
  answer = () => [];
  view.show("");
  await vi.waitFor(() => expect(empties(view.element)).toBe("No dead letters in this state."));
});

test("Orders are not said to be none before there is a picture", () => {
  const view = new OrdersView(app);
  view.show("");
  expect(empties(view.element)).toBe("Not known yet.");
  store.pictures = 1;
  view.update(new Set(["orders"]));
  expect(empties(view.element)).toMatch(/^No orders/);
});

const total = (account: string, currency: string, day_pnl: string | null = "0"): PnlRow => ({
  account,
  currency,
  day_pnl,
  realized_pnl: "0",
  unrealized_pnl: "0",
  fees: "0",
  total_pnl: "0",
});

const held = (part: Partial<Exposure>): Exposure => ({
  items: [],
  converted: [
    { account: "A", strategy: null, scope: "account", currency: "USD", net: "-5.125", gross: "10.125" },
    { account: "E", strategy: null, scope: "account", currency: "EUR", net: "3", gross: "3" },
  ],
  gaps: [],
  complete: true,
  ...part,
});

function tile(tiles: Tiles, name: string): FakeElement {
  return fake(tiles.element).byTestId(`tile-${name}`);
}

test("Exposure that lacks a position is a least or a dash, never a whole, and says what it lacks", () => {
  const tiles = new Tiles();
  store.status = { pnl: [total("A", "USD"), total("E", "EUR"), total("B", "USD")] } as unknown as Status;
  store.exposure = held({
    gaps: [{ account: "B", missing: "mark", symbol: "XYZ", from: null, to: null }],
    complete: false,
  });
  tiles.update(store, "USD");
  expect(tile(tiles, "gross-exposure").textContent).toBe("≥ 10.12");
  expect(tile(tiles, "gross-exposure").title).toBe("At least 10.125: no mark for XYZ (B)");
  expect(tile(tiles, "net-exposure").textContent).toBe("–");
  expect(tile(tiles, "net-exposure").title).toBe("Not known: no mark for XYZ (B)");
  tiles.update(store, "EUR");
  expect(tile(tiles, "net-exposure").textContent).toBe("3.00");
  // The service's "complete" is of accounts that are not shown here too.
  store.exposure = held({ complete: false });
  tiles.update(store, "USD");
  expect(tile(tiles, "net-exposure").textContent).toBe("\u22125.12");
});

test("The day's PnL is the one of the status: the stream says nothing when a day begins", () => {
  const tiles = new Tiles();
  store.pnl = { items: [], totals: [total("A", "USD", "500")] };
  store.status = { pnl: [total("A", "USD", "0")] } as unknown as Status;
  tiles.update(store, "USD");
  expect(tile(tiles, "day-pnl").textContent).toBe("0.00");
});

test("A picture of PnL that is older than the one shown is not taken", () => {
  const told = (seq: number, realized_pnl: string): void => {
    const pnl = { items: [], totals: [{ ...total("A", "USD"), realized_pnl }] };
    apply(store, { id: "9", name: "pnl", data: JSON.stringify({ seq, time: "2026-11-25T10:00:00Z", pnl }) });
  };
  store.pnlSeq = 9;
  told(8, "1");
  expect(store.pnl.totals).toEqual([]);
  told(10, "2");
  told(9, "3");
  expect(store.pnl.totals[0]!.realized_pnl).toBe("2");
});

test("A limit whose use cannot be worked out says so, and stands first", async () => {
  const rows: Row[] = [
    { limit: "max_position", value: "100", used: "99" },
    { limit: "max_order_qty", value: "50", used: null, incomplete: false },
    { limit: "max_gross_exposure", value: "5000", used: null, incomplete: true, used_account: "ACC1", account: "" },
  ];
  answer = () => rows;
  const panel = new LimitsPanel(app, document.createElement("div"));
  await panel.ask();
  const lines = fake(panel.element).byClass("limit");
  expect(lines.map((line) => line.textContent)).toEqual([
    "max gross exposurenot known: no mark or rateACC1: – of 5,000",
    "max position99 %99 of 100",
    "max order qtyeach order50",
  ]);
  expect(lines[0]!.byClass("warn").length).toBe(1);
});

test("Nothing needs a person only where all of it is known", () => {
  const panel = new AttentionPanel(app);
  const said = (): string[] => {
    panel.update();
    const list = fake(panel.element).byTestId("attention");
    return list.children.map((each) => (each as FakeElement).textContent);
  };
  expect(said()).toEqual([
    "Status: not known yet.",
    "The kill switch: not known yet.",
    "Breaks: not known yet.",
    "Alerts: not known yet.",
  ]);
  store.status = {} as Status;
  store.killSwitch = { kill_switch_engaged: false, reason: null, switches: [] };
  store.breaks = [];
  store.ages.refused("alerts");
  expect(said()).toEqual(["Alerts: not for this token.", "Dead letters: not for this token."]);
  store.status = { dead_letters_open: 0 } as Status;
  store.alerts = [];
  store.ages.answered("alerts", 1);
  expect(said()).toEqual(["Alerts: not for this token."]);
});

test("An order's limit is shown as it was stated, its average with the exact one on hover", () => {
  vi.useFakeTimers();
  const order = { side: "buy", order_qty: "2", cum_qty: "1", leaves_qty: "1", symbol: "EURUSD", type: "limit" };
  openOrder(app, {
    ...order,
    cl_ord_id: "O1",
    ord_status: "new",
    price: "1.08345",
    avg_px: "1.0834512345",
    open: false,
  } as never);
  vi.useRealTimers();
  expect(drawn!.textContent).toContain("@ 1.08345 ");
  expect(drawn!.all.find((each) => each.title === "1.0834512345")?.textContent).toBe("1.0835");
});

test("A kill switch that was read before another token came says that it is not for this one", () => {
  const now = { kill_switch_engaged: false, reason: null, switches: [] } as unknown as KillSwitch;
  expect(stateText(now, false)).toBe("clear");
  expect(stateText(now, true)).toBe("clear when last read; not for this token");
  expect(stateText(undefined, true)).toBe("not for this token");
});

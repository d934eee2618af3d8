// The npm client of the 3.x line, unmodified.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Alpaca from "alpaca-v3";
import { start, until } from "./service.mjs";

let service;
let alpaca;
const updates = [];

before(async () => {
  service = await start();
  alpaca = new Alpaca({ keyId: "any", secretKey: "key", baseUrl: service.url });
  const stream = alpaca.trade_ws;
  stream.onOrderUpdate((update) => updates.push(update));
  const connected = new Promise((done) => stream.onConnect(done));
  stream.connect();
  await connected;
  const listening = new Promise((done) => {
    stream.conn.on("message", (frame) => JSON.parse(frame).stream === "listening" && done());
  });
  stream.subscribe(["trade_updates"]);
  await listening;
});

after(async () => {
  alpaca?.trade_ws.disconnect();
  await service?.stop();
});

const order = (more) => ({ symbol: "IBM", qty: 1, side: "buy", type: "market", time_in_force: "day", ...more });
const fails = (promise, status, text) =>
  assert.rejects(promise, (e) => e.response.status === status && text.test(e.response.data.message));

test("a market order fills, and is told as it does", async () => {
  const placed = await alpaca.createOrder(order({ client_order_id: "v3-market" }));
  const filled = await until("filled", async () => {
    const now = await alpaca.getOrder(placed.id);
    return now.status === "filled" && now;
  });
  assert.equal(filled.filled_qty, "1");
  assert.ok(Number(filled.filled_avg_price) > 0);
  const fill = await until("the fill's update", () => updates.find((u) => u.event === "fill" && u.order.id === placed.id));
  assert.equal(fill.qty, "1");
  assert.equal(fill.position_qty, "1");
  const events = updates.filter((u) => u.order.id === placed.id).map((u) => u.event);
  assert.deepEqual(events.filter((e) => e !== "accepted"), ["pending_new", "new", "fill"]);
  assert.equal((await alpaca.getOrderByClientId("v3-market")).id, placed.id);
  await fails(alpaca.createOrder(order({ client_order_id: "v3-market" })), 422, /client_order_id must be unique/);
});

test("a resting order is listed, replaced and canceled", async () => {
  const placed = await alpaca.createOrder(order({ type: "limit", limit_price: 200, time_in_force: "gtc" }));
  await until("new", async () => (await alpaca.getOrder(placed.id)).status === "new");
  const asked = await alpaca.replaceOrder(placed.id, { qty: "2", limit_price: "201" });
  assert.notEqual(asked.id, placed.id);
  assert.equal(asked.replaces, placed.id);
  const now = await until("replaced", async () => {
    const each = await alpaca.getOrder(asked.id);
    return each.status === "new" && each;
  });
  assert.deepEqual([now.qty, now.limit_price], ["2", "201"]);
  const old = await alpaca.getOrder(placed.id);
  assert.deepEqual([old.status, old.replaced_by, old.qty, old.limit_price], ["replaced", asked.id, "1", "200"]);
  assert.ok((await alpaca.getOrders({ status: "open" })).some((each) => each.id === asked.id));
  await alpaca.cancelOrder(asked.id);
  await until("canceled", async () => (await alpaca.getOrder(asked.id)).status === "canceled");
  await until("told", () => updates.some((u) => u.event === "canceled" && u.order.id === asked.id));
  assert.ok(updates.some((u) => u.event === "replaced" && u.order.id === placed.id));
  await fails(alpaca.cancelOrder(asked.id), 422, /not cancelable/);
});

test("a bracket has its legs, and they rest once it is filled", async () => {
  const placed = await alpaca.createOrder(
    order({ order_class: "bracket", take_profit: { limit_price: 400 }, stop_loss: { stop_price: 50 } }));
  assert.equal(placed.legs.length, 2);
  const legs = await until("both legs at the venue", async () => {
    const all = await alpaca.getOrders({ status: "all", nested: true });
    const found = all.find((each) => each.id === placed.id)?.legs;
    return found?.every((leg) => leg.status === "new") && found;
  });
  assert.deepEqual(legs.map((leg) => leg.id).sort(), placed.legs.map((leg) => leg.id).sort());
  await alpaca.createOrder(
    order({ symbol: "MSFT", order_class: "oto", stop_loss: { stop_price: 50 } }));
});

test("an oco pair closes a position, and canceling it ends both", async () => {
  const pair = (quantity) => order({ symbol: "AAPL", qty: quantity, side: "sell", type: "limit", time_in_force: "gtc",
    order_class: "oco", take_profit: { limit_price: 9000 }, stop_loss: { stop_price: 1 } });
  await fails(alpaca.createOrder(pair(2)), 403, /reduce-only/);
  const opened = await alpaca.createOrder(order({ symbol: "AAPL", qty: 2 }));
  await until("filled", async () => (await alpaca.getOrder(opened.id)).status === "filled");
  const placed = await alpaca.createOrder(pair(2));
  assert.deepEqual([placed.order_class, placed.limit_price, placed.legs.length], ["oco", "9000", 1]);
  const stop = placed.legs[0].id;
  await until("the stop at the venue", async () => (await alpaca.getOrder(stop)).status === "new");
  const leg = await alpaca.getOrder(stop);
  assert.deepEqual([leg.order_class, leg.side, leg.type, leg.stop_price, leg.qty], ["oco", "sell", "stop", "1", "2"]);
  assert.equal((await alpaca.getPosition("AAPL")).qty_available, "0");
  await fails(alpaca.createOrder(pair(1)), 403, /reduce-only/);
  await alpaca.cancelOrder(placed.id);
  await until("both canceled", async () =>
    (await alpaca.getOrder(placed.id)).status === "canceled" && (await alpaca.getOrder(stop)).status === "canceled");
});

test("suspending trade stops the account until it is taken back", async () => {
  assert.equal((await alpaca.updateAccountConfigurations({ suspend_trade: true })).suspend_trade, true);
  assert.equal((await alpaca.getAccount()).trade_suspended_by_user, true);
  await fails(alpaca.createOrder(order()), 403, /kill switch/i);
  await fails(alpaca.updateAccountConfigurations({ no_shorting: true }), 422, /no_shorting/);
  assert.equal((await alpaca.updateAccountConfigurations({ suspend_trade: false, no_shorting: false })).suspend_trade, false);
  await alpaca.createOrder(order());
});

test("what is not offered is refused with a reason", async () => {
  await fails(alpaca.createOrder(order({ type: "trailing_stop", trail_percent: 1 })), 422, /trailing/);
  await fails(alpaca.createOrder(order({ qty: undefined, notional: 100 })), 422, /notional/);
  await fails(alpaca.createOrder(order({ time_in_force: "opg" })), 422, /opening/);
  await fails(
    alpaca.createOrder(order({ side: "sell", type: "limit", order_class: "oco",
      take_profit: { limit_price: 400 }, stop_loss: { stop_price: 50, limit_price: 49 } })), 422, /stop_loss with limit_price/);
  await fails(alpaca.addWatchlist("mine", ["IBM"]), 422, /watchlists/);
  assert.deepEqual(await alpaca.getWatchlists(), []);
});

test("account, positions, activities, clock, calendar and assets are read", async () => {
  const account = await alpaca.getAccount();
  assert.equal(account.status, "ACTIVE");
  assert.ok(Number.isFinite(Number(account.cash)));
  const position = await alpaca.getPosition("IBM");
  assert.ok(Number(position.qty) >= 1);
  assert.ok((await alpaca.getPositions()).some((each) => each.symbol === "IBM"));
  const activities = await alpaca.getAccountActivities({ activityTypes: "FILL" });
  assert.ok(activities.length > 0 && activities.every((each) => each.activity_type === "FILL"));
  assert.equal(typeof (await alpaca.getClock()).is_open, "boolean");
  assert.ok(Array.isArray(await alpaca.getCalendar()));
  assert.equal((await alpaca.getAsset("IBM")).symbol, "IBM");
  assert.ok((await alpaca.getAssets({ status: "active" })).length > 0);
  assert.equal((await alpaca.getAccountConfigurations()).suspend_trade, false);
  const history = await alpaca.getPortfolioHistory({ period: "1D", timeframe: "5Min" });
  assert.ok(history.timestamp.length > 0);
  assert.equal(history.equity.length, history.timestamp.length);
  assert.equal(history.equity.at(-1), Number((await alpaca.getAccount()).equity));
});

test("all is canceled, and all is closed", async () => {
  const placed = await alpaca.createOrder(order({ symbol: "INTC", type: "limit", limit_price: 20 }));
  await until("new", async () => (await alpaca.getOrder(placed.id)).status === "new");
  const canceled = await alpaca.cancelAllOrders();
  assert.equal(canceled.find((each) => each.id === placed.id)?.status, 200);
  await until("canceled", async () => (await alpaca.getOrder(placed.id)).status === "canceled");
  const closed = await alpaca.closeAllPositions();
  assert.ok(closed.length > 0 && closed.every((each) => each.status === 200), JSON.stringify(closed));
  await until("flat", async () => (await alpaca.getPositions()).length === 0);
});

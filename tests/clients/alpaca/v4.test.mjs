// The npm client of the 4.x line, unmodified.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { streaming, trading } from "alpaca-v4";
import { start, until } from "./service.mjs";

let service;
let stream;
let orders;
let configuration;
const updates = [];

before(async () => {
  service = await start();
  configuration = new trading.Configuration({ basePath: service.url, keyId: "any", secret: "key" });
  orders = new trading.OrdersApi(configuration);
  stream = new streaming.TradingStream({
    credentials: { keyId: "any", secret: "key" },
    url: service.url.replace("http", "ws") + "/stream",
  });
  stream.onTradeUpdate((update) => updates.push(update));
  const listening = new Promise((done) => stream.on("subscription", done));
  stream.subscribeTradeUpdates();
  stream.connect();
  await listening;
});

after(async () => {
  stream?.disconnect?.();
  stream?.close?.();
  await service?.stop();
});

const post = (more) => orders.postOrder({
  postOrderRequest: { symbol: "IBM", qty: "1", side: "buy", type: "market", timeInForce: "day", ...more },
});

test("a market order fills, and is told as it does", async () => {
  const placed = await post({ clientOrderId: "v4-market" });
  await until("filled", async () => (await orders.getOrderByOrderID({ orderId: placed.id })).status === "filled");
  const fill = await until("the fill's update", () => updates.find((u) => u.event === "fill" && u.order.id === placed.id));
  assert.equal(fill.qty, "1");
  assert.equal((await orders.getOrderByClientOrderId({ clientOrderId: "v4-market" })).id, placed.id);
});

test("a resting order is listed, replaced and canceled", async () => {
  const placed = await post({ type: "limit", limitPrice: "200", timeInForce: "gtc" });
  await until("new", async () => (await orders.getOrderByOrderID({ orderId: placed.id })).status === "new");
  const asked = await orders.patchOrderByOrderId({ orderId: placed.id, patchOrderRequest: { limitPrice: "201" } });
  await until("replaced", async () => (await orders.getOrderByOrderID({ orderId: asked.id })).status === "new");
  assert.ok((await orders.getAllOrders({ status: "open" })).some((each) => each.id === asked.id));
  await orders.deleteOrderByOrderID({ orderId: asked.id });
  await until("canceled", async () => (await orders.getOrderByOrderID({ orderId: asked.id })).status === "canceled");
});

test("a bracket is taken, a trailing stop is refused", async () => {
  const placed = await post({ orderClass: "bracket", takeProfit: { limitPrice: "400" }, stopLoss: { stopPrice: "50" } });
  assert.equal(placed.legs.length, 2);
  await assert.rejects(post({ type: "trailing_stop", trailPercent: "1" }), /trailing|422/);
});

test("an oco pair closes a position, and canceling its stop ends both", async () => {
  const opened = await post({ symbol: "AAPL", qty: "2" });
  await until("filled", async () => (await orders.getOrderByOrderID({ orderId: opened.id })).status === "filled");
  const placed = await post({ symbol: "AAPL", qty: "2", side: "sell", type: "limit", timeInForce: "gtc", orderClass: "oco",
    takeProfit: { limitPrice: "9000" }, stopLoss: { stopPrice: "1" } });
  assert.deepEqual([placed.orderClass, placed.legs.length], ["oco", 1]);
  const status = async (id) => (await orders.getOrderByOrderID({ orderId: id })).status;
  await until("the stop at the venue", async () => await status(placed.legs[0].id) === "new");
  await orders.deleteOrderByOrderID({ orderId: placed.legs[0].id });
  await until("both canceled", async () =>
    await status(placed.id) === "canceled" && await status(placed.legs[0].id) === "canceled");
});

test("suspending trade stops the account until it is taken back", async () => {
  const configurations = new trading.AccountConfigurationsApi(configuration);
  const change = (suspendTrade) => configurations.patchAccountConfig({ accountConfigurations: { suspendTrade } });
  assert.equal((await change(true)).suspendTrade, true);
  await assert.rejects(post({}), /kill switch|403/i);
  assert.equal((await change(false)).suspendTrade, false);
});

test("account, positions, activities, clock, calendar and assets are read", async () => {
  assert.equal((await new trading.AccountsApi(configuration).getAccount()).status, "ACTIVE");
  const positions = new trading.PositionsApi(configuration);
  await until("a position", async () => (await positions.getAllOpenPositions()).some((each) => each.symbol === "IBM"));
  const fills = await new trading.AccountActivitiesApi(configuration).getAccountActivitiesByActivityType({ activityType: "FILL" });
  assert.ok(fills.length > 0);
  assert.equal(typeof (await new trading.ClockApi(configuration).legacyClock()).isOpen, "boolean");
  assert.ok(Array.isArray(await new trading.CalendarApi(configuration).legacyCalendar()));
  const history = await new trading.PortfolioHistoryApi(configuration).getAccountPortfolioHistory({ period: "1W", timeframe: "1D" });
  assert.equal(history.timeframe, "1D");
  assert.ok(history.equity.length > 0 && history.profitLoss.length === history.timestamp.length);
});

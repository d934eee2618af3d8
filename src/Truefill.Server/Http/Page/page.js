"use strict";

// Everything that is shown comes through the public API and its event stream, and enters the page as text only.

const STALE_AFTER_MS = 20000;
const FILLS_SHOWN = 200;
const byId = (id) => document.getElementById(id);

const state = { positions: new Map(), orders: new Map(), fills: new Map(), pnl: [], heardAt: 0, linked: false };
let dirty = new Set();
let stream = null;
let timer = 0;

const number = (field) => ({ field, number: true });
const signed = (field) => ({ field, number: true, signed: true });
const columns = {
  pnl: [["Account", "account"], ["Realised", signed("realized_pnl")], ["Unrealised", signed("unrealized_pnl")],
    ["Fees", number("fees")], ["Total", signed("total_pnl")], ["Currency", "currency"]],
  positions: [["Symbol", "symbol"], ["Qty", signed("qty")], ["Average", number("avg_px")], ["Mark", (p) => (p.mark ? p.mark.price : null), true],
    ["Unrealised", signed("unrealized_pnl")], ["Realised", signed("realized_pnl")], ["Fees", number("fees")],
    ["Currency", "currency"], ["Account", "account"], ["Strategy", "strategy"]],
  orders: [["Symbol", "symbol"], ["Side", "side"], ["Status", (o) => o.ord_status + (o.unknown ? " (unknown)" : o.held ? " (held)" : "")],
    ["Qty", number("order_qty")], ["Done", number("cum_qty")], ["Left", number("leaves_qty")], ["Average", number("avg_px")],
    ["Type", "type"], ["Price", number("price")], ["ClOrdID", "cl_ord_id"], ["Account", "account"], ["Venue", "venue"], ["Text", "text"]],
  fills: [["Time", "time"], ["Symbol", "symbol"], ["Side", "side"], ["Qty", number("last_qty")], ["Price", number("last_px")],
    ["Fee", number("fee")], ["ExecID", (f) => f.exec_id + (f.busted ? " (busted)" : f.corrected ? " (corrected)" : "")],
    ["ClOrdID", "cl_ord_id"], ["Account", "account"], ["Venue", "venue"]],
};

function cell(row, column) {
  const [, how, isNumber] = column;
  const spec = typeof how === "object" ? how : {};
  const value = typeof how === "function" ? how(row) : row[spec.field || how];
  const td = document.createElement("td");
  if (spec.number || isNumber) td.classList.add("number");
  if (value === null || value === undefined || value === "") {
    td.textContent = "–";
    td.classList.add("none");
  } else if (spec.signed && value !== "0") {
    const down = String(value).startsWith("-");
    td.textContent = (down ? "▼ " : "▲ +") + value;
    td.classList.add(down ? "down" : "up");
  } else {
    td.textContent = value;
    td.title = value;
  }
  return td;
}

function draw(name, rows) {
  const table = byId(name);
  if (!table.tHead) {
    const head = table.createTHead().insertRow();
    for (const [title, how, isNumber] of columns[name]) {
      const th = document.createElement("th");
      th.scope = "col";
      th.textContent = title;
      if (isNumber || how.number) th.classList.add("number");
      head.append(th);
    }
    table.createTBody();
  }
  const body = document.createElement("tbody");
  for (const row of rows) {
    const tr = body.insertRow();
    for (const column of columns[name]) tr.append(cell(row, column));
  }
  if (rows.length === 0) {
    const td = body.insertRow().insertCell();
    td.colSpan = columns[name].length;
    td.textContent = "none";
    td.classList.add("none");
  }
  table.tBodies[0].replaceWith(body);
}

const key = (p) => JSON.stringify([p.account, p.strategy, p.symbol]);
const orderKey = (o) => JSON.stringify([o.venue, o.source, o.wire_id]);

function takePosition(position) {
  if (position.qty === "0" && position.realized_pnl === "0") state.positions.delete(key(position));
  else state.positions.set(key(position), position);
  dirty.add("positions");
}

function takeOrder(order) {
  if (order.open) state.orders.set(orderKey(order), order);
  else state.orders.delete(orderKey(order));
  byId("open-count").textContent = state.orders.size;
  dirty.add("orders");
}

function takeFill(fill) {
  state.fills.set(JSON.stringify([fill.venue, fill.seq]), fill);
  dirty.add("fills");
}

function redraw() {
  if (dirty.has("pnl")) draw("pnl", state.pnl);
  if (dirty.has("positions")) draw("positions", [...state.positions.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1)));
  if (dirty.has("orders")) draw("orders", [...state.orders.values()].reverse());
  if (dirty.has("fills")) {
    const newest = [...state.fills.values()].sort((a, b) => b.seq - a.seq).slice(0, FILLS_SHOWN);
    state.fills = new Map(newest.map((fill) => [JSON.stringify([fill.venue, fill.seq]), fill]));
    draw("fills", newest);
  }
  dirty = new Set();
}

function heard() {
  state.heardAt = Date.now();
}

function showLink() {
  const silent = Date.now() - state.heardAt;
  const stale = !state.linked || silent > STALE_AFTER_MS;
  const badge = byId("link");
  badge.classList.toggle("stale", stale);
  badge.textContent = stale ? "stale " + Math.round(silent / 1000) + " s" : "live";
  document.body.classList.toggle("stale-data", stale);
}

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

function showMode(mode) {
  const ribbon = byId("ribbon");
  ribbon.textContent = String(mode).toUpperCase();
  ribbon.className = "ribbon";
  if (["simulation", "paper", "live"].includes(mode)) ribbon.classList.add(mode);
}

async function get(path) {
  const answer = await fetch("/api/v1/" + path, { headers: { accept: "application/json" } });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail || answer.status + " " + answer.statusText);
  }
  return answer.json();
}

// The whole picture once; what changes behind its sequence comes by the stream, so nothing falls between the two.
async function start() {
  clearTimeout(timer);
  try {
    const [status, snapshot] = await Promise.all([get("status"), get("snapshot")]);
    const fills = await get("fills?direction=desc&limit=" + FILLS_SHOWN);
    state.positions = new Map();
    state.orders = new Map();
    snapshot.positions.forEach(takePosition);
    snapshot.open_orders.forEach(takeOrder);
    fills.items.forEach(takeFill);
    state.pnl = snapshot.pnl.totals;
    byId("seq").textContent = snapshot.seq;
    byId("open-count").textContent = state.orders.size;
    byId("dead-count").textContent = status.dead_letters_open;
    dirty = new Set(["pnl", "positions", "orders", "fills"]);
    showMode(status.mode);
    notice(status.failure ? "The engine has stopped: " + status.failure : status.held ? "Trading is held: " + status.held : "");
    heard();
    follow(snapshot.seq);
  } catch (error) {
    state.linked = false;
    notice(error.message);
    timer = setTimeout(start, 2000);
  }
  redraw();
  showLink();
}

function follow(seq) {
  if (stream) stream.close();
  stream = new EventSource("/api/v1/stream?after_seq=" + seq);
  const on = (name, take) => stream.addEventListener(name, (event) => {
    heard();
    const data = JSON.parse(event.data);
    if (data.seq !== undefined) byId("seq").textContent = data.seq;
    take(data);
  });
  stream.onopen = () => { state.linked = true; heard(); };
  stream.onerror = () => {
    state.linked = false;
    if (stream.readyState === EventSource.CLOSED) timer = setTimeout(start, 2000);
  };
  on("order", (data) => takeOrder(data.order));
  on("fill", (data) => takeFill(data.fill));
  on("position", (data) => takePosition(data.position));
  on("pnl", (data) => { state.pnl = data.pnl.totals; dirty.add("pnl"); });
  on("heartbeat", () => {});
  on("health", (data) => {
    showMode(data.health.mode);
    const health = data.health;
    notice(health.state === "failed" ? "The engine has stopped: " + health.failure : health.held ? "Trading is held: " + health.held : "");
  });
  on("gap", (data) => { if (data.lost) start(); });
}

setInterval(() => { if (dirty.size) redraw(); }, 200);
setInterval(showLink, 1000);
setInterval(async () => {
  // Marks move the value of positions without an event of their own.
  if (!state.linked || document.hidden) return;
  try {
    const [positions, status] = await Promise.all([get("positions?limit=1000"), get("status")]);
    positions.items.forEach(takePosition);
    byId("dead-count").textContent = status.dead_letters_open;
  } catch {
    // The stream says when the service is gone.
  }
}, 5000);
start();

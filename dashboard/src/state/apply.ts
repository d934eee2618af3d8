import type { ServerEvent } from "../api/sse";
import type { Fill, Order, Pnl, Position, Venue } from "../api/types";
import { millis } from "../format/times";
import { positionKey, type Store, type Topic } from "./store";

interface Health {
  state: string;
  failure: string | null;
  mode: string;
  held: string | null;
  epoch: number;
  venues: Venue[];
}

interface Data {
  seq?: number;
  journal_seq?: number;
  time?: string;
  order?: Order;
  fill?: Fill;
  position?: Position;
  pnl?: Pnl;
  health?: Health;
}

/** These say that something changed; what it is now is asked for. */
const ASK_AGAIN: Record<string, Topic> = {
  advisory: "advisory",
  kill_switch: "kill_switch",
  reconciliation: "reconciliation",
  alert: "alert",
};

/** Puts one event of the stream into the store. The state it leads to is the engine's, never a guess of this page. */
export function apply(store: Store, event: ServerEvent): void {
  const data = JSON.parse(event.data) as Data;
  if (data.seq !== undefined) store.seq = Math.max(store.seq, data.seq);
  if (data.journal_seq !== undefined) store.link.told(data.journal_seq);
  const topic = ASK_AGAIN[event.name];
  if (topic) store.changed(topic);
  else if (data.order) takeOrder(store, data.order);
  else if (data.fill) takeFill(store, data.fill);
  else if (data.position) takePosition(store, data.position);
  else if (data.pnl) takePnl(store, data.pnl, data.seq ?? store.seq, data.time);
  else if (data.health) takeHealth(store, data.health);
}

function takeOrder(store: Store, order: Order): void {
  store.orders.put(order);
  store.changed("orders");
}

function takeFill(store: Store, fill: Fill): void {
  store.fills.put(fill);
  store.changed("fills");
}

export function takePosition(store: Store, position: Position): void {
  const key = positionKey(position);
  const lots = position.lots ?? store.positions.get(key)?.lots;
  store.positions.set(key, lots ? { ...position, lots } : position);
  store.changed("positions");
}

/** A position as it was asked for. Only its valuation counts: what was traded since is told by the stream, in order. */
export function revalue(store: Store, position: Position): void {
  const known = store.positions.get(positionKey(position));
  if (known?.qty === position.qty && known.last_execution_at === position.last_execution_at)
    takePosition(store, position);
}

// The service keeps the last picture of PnL for whoever comes next: it may be older than the one that was asked for.
function takePnl(store: Store, pnl: Pnl, seq: number, time: string | undefined): void {
  if (seq < store.pnlSeq) return;
  store.pnl = pnl;
  store.pnlSeq = seq;
  store.history.addPnl(time ? millis(time) : Date.now(), pnl.totals);
  store.changed("pnl", "history");
}

function takeHealth(store: Store, health: Health): void {
  store.venues = health.venues;
  if (store.status) {
    const { state, failure, mode, held, epoch } = health;
    store.status = { ...store.status, state, failure, mode, held, epoch };
  }
  store.changed("status");
}

import type { Exposure, KillSwitch, Pnl, Position, Row, Status, Venue } from "../api/types";
import { NOT_ASKED } from "../api/error";
import { Ages } from "./ages";
import { FillBook } from "./fill-book";
import { History } from "./history";
import { Link } from "./link";
import { OrderBook } from "./order-book";
import { ServiceClock } from "./service-clock";

export type Topic =
  | "orders"
  | "fills"
  | "positions"
  | "pnl"
  | "exposure"
  | "status"
  | "history"
  | "link"
  | "routes"
  | "kill_switch"
  | "alert"
  | "advisory"
  | "reconciliation"
  | "deadletters";

const BATCH_MS = 120;

export function positionKey(position: Pick<Position, "account" | "strategy" | "symbol">): string {
  return JSON.stringify([position.account, position.strategy, position.symbol]);
}

/**
 * Everything the page knows, all of it said by the service. Changes are told in batches, so a flood draws as a
 * trickle.
 */
export class Store {
  readonly orders = new OrderBook();
  readonly fills = new FillBook();
  readonly positions = new Map<string, Position>();
  readonly history = new History();
  readonly link = new Link();
  readonly ages = new Ages();
  readonly clock = new ServiceClock();
  pnl: Pnl = { items: [], totals: [] };
  /** The sequence that it is of. */
  pnlSeq = 0;
  exposure: Exposure | undefined;
  status: Status | undefined;
  venues: Venue[] = [];
  killSwitch: KillSwitch | undefined;
  alerts: Row[] | undefined;
  breaks: Row[] | undefined;
  seq = 0;
  /** How often everything was taken anew; 0 before the first time. */
  pictures = 0;

  /** Why there is nothing to show yet; empty once there is a picture, in which nothing means nothing. */
  get notKnown(): string {
    if (this.pictures > 0) return "";
    return this.link.reason ? `Not known: ${this.link.reason}` : NOT_ASKED;
  }

  private readonly listeners = new Set<(changes: ReadonlySet<Topic>) => void>();
  private changes = new Set<Topic>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  onChange(listener: (changes: ReadonlySet<Topic>) => void): void {
    this.listeners.add(listener);
  }

  changed(...topics: Topic[]): void {
    for (const topic of topics) this.changes.add(topic);
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush(): void {
    this.timer = undefined;
    const changes = this.changes;
    this.changes = new Set();
    for (const listener of this.listeners) listener(changes);
  }
}

import type { Order } from "../api/types";

/** Two accounts, or two sources of one account, may use the same ClOrdID; the wire id is ours and is unique. */
export function orderKey(order: Order): string {
  return JSON.stringify([order.venue, order.source, order.wire_id]);
}

/** Orders as the engine last said them: open ones, and ended ones as far as they were loaded or seen to end. */
export class OrderBook {
  private readonly byKey = new Map<string, Order>();
  private openCount = 0;
  private unknown = 0;

  get open(): number {
    return this.openCount;
  }

  get unknownCount(): number {
    return this.unknown;
  }

  get all(): Iterable<Order> {
    return this.byKey.values();
  }

  get(key: string): Order | undefined {
    return this.byKey.get(key);
  }

  put(order: Order): void {
    const key = orderKey(order);
    this.count(this.byKey.get(key), -1);
    this.count(order, 1);
    this.byKey.set(key, order);
  }

  clear(): void {
    this.byKey.clear();
    this.openCount = 0;
    this.unknown = 0;
  }

  private count(order: Order | undefined, by: number): void {
    if (order?.open) this.openCount += by;
    if (order?.unknown) this.unknown += by;
  }
}

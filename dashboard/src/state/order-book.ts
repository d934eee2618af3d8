import type { Order } from "../api/types";

/** Two accounts, or two sources of one account, may use the same ClOrdID; the wire id is ours and is unique. */
export function orderKey(order: Order): string {
  return JSON.stringify([order.venue, order.source, order.wire_id]);
}

/**
 * Orders as the engine last said them: every open one, and of the ended ones those that were loaded or seen to end, but
 * not more of them than can be sorted in a moment. The oldest ones go; who scrolls to them loads them again.
 */
export class OrderBook {
  private readonly openByKey = new Map<string, Order>();
  private readonly endedByKey = new Map<string, Order>();
  private unknown = 0;
  private scrolledFor = 0;
  private dropCount = 0;

  /** @param mostEnded One in ten more are kept until then, so that they are sorted once for many. */
  constructor(private readonly mostEnded = 20_000) {}

  get open(): number {
    return this.openByKey.size;
  }

  get unknownCount(): number {
    return this.unknown;
  }

  /** How often old ones were let go: what was loaded page by page may have holes since. */
  get drops(): number {
    return this.dropCount;
  }

  get openOrders(): Iterable<Order> {
    return this.openByKey.values();
  }

  get all(): Order[] {
    return [...this.openByKey.values(), ...this.endedByKey.values()];
  }

  get(key: string): Order | undefined {
    return this.openByKey.get(key) ?? this.endedByKey.get(key);
  }

  put(order: Order): void {
    this.keep(order);
    if (this.endedByKey.size > this.mostEnded + this.mostEnded / 10 + this.scrolledFor) this.drop();
  }

  /**
   * One out of a list that was read a while ago: what came by the stream meanwhile is newer. Somebody wants to see it,
   * so it goes only when others have ended in numbers.
   *
   * @returns True where it was not here.
   */
  putOld(order: Order): boolean {
    if (this.get(orderKey(order))) return false;
    this.keep(order);
    this.scrolledFor++;
    return true;
  }

  clear(): void {
    this.openByKey.clear();
    this.endedByKey.clear();
    this.unknown = 0;
    this.scrolledFor = 0;
  }

  private keep(order: Order): void {
    const key = orderKey(order);
    if (this.get(key)?.unknown) this.unknown--;
    if (order.unknown) this.unknown++;
    // A busted trade opens an order again.
    (order.open ? this.endedByKey : this.openByKey).delete(key);
    (order.open ? this.openByKey : this.endedByKey).set(key, order);
  }

  private drop(): void {
    const oldestFirst = [...this.endedByKey].sort(([, a], [, b]) => byTime(a.created_at, b.created_at));
    for (const [key, order] of oldestFirst.slice(0, -this.mostEnded)) {
      // Nobody knows what became of it: that is no past thing.
      if (order.unknown) continue;
      this.endedByKey.delete(key);
    }
    this.scrolledFor = 0;
    this.dropCount++;
  }
}

// As texts, so that no digit is lost; without the Z, which would stand above the point of a fraction.
function byTime(a: string, b: string): number {
  const [first, second] = [a.replace("Z", ""), b.replace("Z", "")];
  return first < second ? -1 : first > second ? 1 : 0;
}

import { executionOf, type Service } from "./service";

const SYMBOLS: readonly (readonly [string, number])[] = [
  ["AAPL", 227.5],
  ["IBM", 231.2],
  ["MSFT", 431.1],
  ["NVDA", 142.6],
  ["SPY", 589.9],
  ["TSLA", 338.6],
  ["XOM", 118.4],
  ["KO", 63.2],
];
const DESKS = [
  ["ACC1", "mean-rev"],
  ["ACC1", "momentum"],
  ["ACC2", "pairs"],
] as const;

/** A desk that trades around prices that walk: the same for the same seed, for pictures. */
export class Desk {
  private readonly prices = SYMBOLS.map(([, price]) => price);
  private state: number;
  private step = 0;

  constructor(
    private readonly service: Service,
    seed = 7,
  ) {
    this.state = seed;
  }

  async tick(): Promise<void> {
    SYMBOLS.forEach((_, i) => {
      this.prices[i]! *= 1 + (this.chance() - 0.496) * 0.0011;
    });
    await this.service.post("/api/v1/marks", {
      items: SYMBOLS.map(([symbol], i) => ({ symbol, price: this.prices[i]!.toFixed(2) })),
    });
    const fills = this.step++ === 0 ? 24 : 1 + Math.floor(this.chance() * 2);
    for (let n = 0; n < fills; n++) await this.trade();
    if (this.step <= 26) await this.rest();
  }

  private async trade(): Promise<void> {
    const i = this.pick(SYMBOLS.length);
    const [account, strategy] = DESKS[this.pick(DESKS.length)]!;
    const buys = this.chance() < 0.56;
    const slip = 1 + (buys ? 1 : -1) * this.chance() * 0.0002;
    await this.service.post("/api/v1/executions?reason=demo&by=desk", {
      ...executionOf({
        symbol: SYMBOLS[i]![0],
        side: buys ? "buy" : "sell",
        account,
        fill_qty: String(10 * (1 + this.pick(30))),
        fill_price: (this.prices[i]! * slip).toFixed(2),
      }),
      strategy,
      commission: "1.05",
    });
  }

  private async rest(): Promise<void> {
    const i = this.pick(SYMBOLS.length);
    const [account, strategy] = DESKS[this.pick(DESKS.length)]!;
    const buys = this.chance() < 0.5;
    await this.service.post("/api/v1/orders", {
      symbol: SYMBOLS[i]![0],
      side: buys ? "buy" : "sell",
      qty: String(10 * (1 + this.pick(40))),
      type: "limit",
      price: (this.prices[i]! * (buys ? 0.994 : 1.006)).toFixed(2),
      tif: this.chance() < 0.3 ? "gtc" : "day",
      account,
      strategy,
    });
  }

  private pick(count: number): number {
    return Math.floor(this.chance() * count);
  }

  // A linear congruential generator: pictures need no more chance than that.
  private chance(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}

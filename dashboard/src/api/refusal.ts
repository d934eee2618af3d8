import { isNotForToken } from "./error";
import { tokensGiven } from "./token";

/** What the service refused to a token is not asked for again before there is another one. */
export class Refusal {
  private to: number | undefined;

  get holds(): boolean {
    return this.to === tokensGiven();
  }

  /** A question ended with this; undefined: it was answered. */
  take(error?: unknown): void {
    this.to = isNotForToken(error) ? tokensGiven() : undefined;
  }
}

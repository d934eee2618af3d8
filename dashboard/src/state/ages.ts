import { tokensGiven } from "../api/token";
import { age } from "../format/times";

/** What the stream does not carry, and how far apart it is asked for. */
const PACE_MS = { status: 2000, kill_switch: 10_000, alerts: 10_000, breaks: 10_000, health: 3000 };
const TURNS = 3;

export type Source = keyof typeof PACE_MS;

const NAMES: Record<Source, string> = {
  status: "status",
  kill_switch: "kill switch",
  alerts: "alerts",
  breaks: "breaks",
  health: "health",
};

/** When each source was last answered. One that was not for three turns is stale, whatever the stream does. */
export class Ages {
  private readonly answeredAt = new Map<Source, number>();
  private readonly notForToken = new Map<Source, number>();

  /** Who is never answered is as old as the first question. */
  asked(source: Source, now: number): void {
    if (!this.answeredAt.has(source)) this.answeredAt.set(source, now);
  }

  answered(source: Source, now: number): void {
    this.answeredAt.set(source, now);
  }

  /**
   * The service does not tell it to who asks. That has no age: it would grow for ever beside those that mean something.
   * So it is until another token is given or the picture is taken anew.
   */
  refused(source: Source): void {
    this.notForToken.set(source, tokensGiven());
  }

  isRefused(source: Source): boolean {
    return this.notForToken.get(source) === tokensGiven();
  }

  /** The picture is new: all of it is asked for again. */
  forgetRefusals(): void {
    this.notForToken.clear();
  }

  /** 0 where it is current, was not asked for yet, or is not for who asks. */
  staleMs(source: Source, now: number): number {
    if (this.isRefused(source)) return 0;
    const old = now - (this.answeredAt.get(source) ?? now);
    return old > PACE_MS[source] * TURNS ? old : 0;
  }

  /** Those that are stale with their ages; empty where none is. */
  text(sources: readonly Source[], now: number): string {
    return sources
      .map((source) => [NAMES[source], this.staleMs(source, now)] as const)
      .filter(([, old]) => old > 0)
      .map(([name, old]) => `${name} ${age(old)} old`)
      .join(", ");
  }
}

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

  /** Who is never answered is as old as the first question. */
  asked(source: Source, now: number): void {
    if (!this.answeredAt.has(source)) this.answeredAt.set(source, now);
  }

  answered(source: Source, now: number): void {
    this.answeredAt.set(source, now);
  }

  /** 0 where it is current, or was not asked for yet. */
  staleMs(source: Source, now: number): number {
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

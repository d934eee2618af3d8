export type LinkState = "connecting" | "live" | "stale" | "lost";

/** How far what is on the screen can be trusted to be now. */
export class Link {
  /** The service breaks a silence every 5 seconds. */
  static readonly SilenceMs = 8000;

  private connected = false;
  private heardAt: number | undefined;
  reason = "";

  opened(now: number): void {
    this.connected = true;
    this.reason = "";
    this.heardAt = now;
  }

  heard(now: number): void {
    this.heardAt = now;
  }

  lost(reason: string): void {
    this.connected = false;
    this.reason = reason;
  }

  silentMs(now: number): number {
    return this.heardAt === undefined ? 0 : Math.max(0, now - this.heardAt);
  }

  state(now: number): LinkState {
    if (this.heardAt === undefined) return this.reason ? "lost" : "connecting";
    if (!this.connected) return "lost";
    return this.silentMs(now) > Link.SilenceMs ? "stale" : "live";
  }
}

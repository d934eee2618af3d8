export type LinkState = "connecting" | "behind" | "live" | "stale" | "lost";

/** How far what is on the screen can be trusted to be now. */
export class Link {
  /** The service breaks a silence every 5 seconds. */
  static readonly SilenceMs = 8000;

  private connected = false;
  private heardAt: number | undefined;
  private shownSeq = 0;
  private journalSeq = 0;
  reason = "";

  /** A line is there that goes on behind a sequence, while the service's journal ends at another. */
  opened(now: number, shownSeq: number, journalSeq: number): void {
    this.connected = true;
    this.reason = "";
    this.heardAt = now;
    this.shownSeq = shownSeq;
    this.journalSeq = journalSeq;
  }

  /** @param shownSeq All that happened up to there is shown. */
  heard(now: number, shownSeq: number): void {
    this.heardAt = now;
    this.shownSeq = Math.max(this.shownSeq, shownSeq);
  }

  /** The service says how far its journal goes by now. */
  told(journalSeq: number): void {
    this.journalSeq = Math.max(this.journalSeq, journalSeq);
  }

  lost(reason: string): void {
    this.connected = false;
    this.reason = reason;
  }

  silentMs(now: number): number {
    return this.heardAt === undefined ? 0 : Math.max(0, now - this.heardAt);
  }

  /** Records of the journal that the service has and the screen does not show yet, as far as it was told of them. */
  get behind(): number {
    return Math.max(0, this.journalSeq - this.shownSeq);
  }

  state(now: number): LinkState {
    if (this.heardAt === undefined) return this.reason ? "lost" : "connecting";
    if (!this.connected) return "lost";
    if (this.silentMs(now) > Link.SilenceMs) return "stale";
    return this.behind > 0 ? "behind" : "live";
  }
}

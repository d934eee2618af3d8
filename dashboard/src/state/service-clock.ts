/**
 * What time it is at the service: what it said last, and what has passed here since. A browser's own clock may be wrong
 * by minutes, and nothing that the service measures may be compared with it.
 */
export class ServiceClock {
  private time: number | undefined;
  private at = 0;

  /**
   * @param time As the service says it, in milliseconds since 1970.
   * @param now When it said so, by a clock of this page that only runs forward.
   */
  told(time: number, now: number): void {
    this.time = time;
    this.at = now;
  }

  /** Undefined before the service has said any. */
  now(now: number): number | undefined {
    return this.time === undefined ? undefined : this.time + (now - this.at);
  }
}

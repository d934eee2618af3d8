/**
 * Does something once at a time. What is asked for meanwhile is done once more after it, so that an old answer never
 * comes behind a newer one.
 */
export class OneAtATime {
  private running: Promise<void> | undefined;
  private again = false;

  constructor(private readonly act: () => Promise<void>) {}

  /** Resolves when it was done after this call began; rejects with what the last try rejected with. */
  run(): Promise<void> {
    if (this.running) this.again = true;
    else this.running = this.loop();
    return this.running;
  }

  private async loop(): Promise<void> {
    for (;;) {
      this.again = false;
      try {
        await this.act();
      } catch (error) {
        if (this.again) continue;
        this.running = undefined;
        throw error;
      }
      if (this.again) continue;
      this.running = undefined;
      return;
    }
  }
}

import type { Client } from "../api/client";
import type { KillSwitch, Row, Status } from "../api/types";
import type { Feed } from "./feed";
import { OneAtATime } from "./one-at-a-time";
import type { Store, Topic } from "./store";

const EVERY_MS = 2000;
const RARELY = 5;

/**
 * What the stream only announces, or does not carry, is asked for: soon after it is announced, and now and then
 * anyway.
 */
export class Refresher {
  private turn = 0;
  private busy = false;
  private readonly killSwitch = new OneAtATime(() => this.askKillSwitch());
  private readonly alerts = new OneAtATime(async () => {
    this.store.alerts = await this.list("/api/v1/alerts", { state: "open" });
  });
  private readonly breaks = new OneAtATime(async () => {
    this.store.breaks = await this.list("/api/v1/breaks");
  });

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly feed: Feed,
  ) {
    store.onChange((changes) => void this.onChange(changes));
    setInterval(() => void this.tick(), EVERY_MS);
  }

  private async onChange(changes: ReadonlySet<Topic>): Promise<void> {
    const asked: Promise<void>[] = [];
    if (changes.has("kill_switch")) asked.push(this.killSwitch.run());
    if (changes.has("alert")) asked.push(this.alerts.run());
    if (changes.has("reconciliation")) asked.push(this.breaks.run());
    if (asked.length === 0) return;
    await Promise.allSettled(asked);
    this.store.changed("status");
  }

  private async tick(): Promise<void> {
    const { store } = this;
    if (this.busy || document.hidden || !this.answers) return;
    this.busy = true;
    try {
      const status = await this.client.get<Status>("/api/v1/status");
      store.status = status;
      store.venues = status.venues;
      store.exposure = status.exposure;
      store.history.addExposure(Date.parse(status.time), status.exposure.converted);
      store.changed("status", "exposure", "history");
      if (++this.turn % RARELY === 0) store.changed("kill_switch", "alert", "reconciliation");
    } catch {
      // The stream says when the service is gone; a single answer that fails is asked for again.
    } finally {
      this.busy = false;
    }
  }

  // Who catches up is answered as things are now.
  private get answers(): boolean {
    const state = this.store.link.state(performance.now());
    return state === "live" || state === "behind";
  }

  private async askKillSwitch(): Promise<void> {
    if (this.feed.routes.has("GET", "/admin/kill-switch"))
      this.store.killSwitch = await this.client.get<KillSwitch>("/admin/kill-switch");
  }

  private async list(path: string, query: Record<string, string> = {}): Promise<Row[] | undefined> {
    return this.feed.routes.has("GET", path) ? this.client.all<Row>(path, query) : undefined;
  }
}

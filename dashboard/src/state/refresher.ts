import type { Client } from "../api/client";
import type { KillSwitch, Page, Row, Status } from "../api/types";
import type { Feed } from "./feed";
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
    if (changes.has("kill_switch")) asked.push(this.killSwitch());
    if (changes.has("alert"))
      asked.push(
        this.list("/api/v1/alerts", (rows) => {
          this.store.alerts = rows;
        }),
      );
    if (changes.has("reconciliation"))
      asked.push(
        this.list("/api/v1/breaks", (rows) => {
          this.store.breaks = rows;
        }),
      );
    if (asked.length === 0) return;
    await Promise.allSettled(asked);
    this.store.changed("status");
  }

  private async tick(): Promise<void> {
    const { store } = this;
    if (this.busy || document.hidden || store.link.state(performance.now()) !== "live") return;
    this.busy = true;
    try {
      const status = await this.client.get<Status>("/api/v1/status");
      store.status = status;
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

  private async killSwitch(): Promise<void> {
    if (this.feed.routes.has("GET", "/admin/kill-switch"))
      this.store.killSwitch = await this.client.get<KillSwitch>("/admin/kill-switch");
  }

  private async list(path: string, take: (rows: Row[]) => void): Promise<void> {
    if (this.feed.routes.has("GET", path)) take((await this.client.get<Page<Row>>(path)).items);
  }
}

import type { Client } from "../api/client";
import { messageOf } from "../api/error";
import { Routes, type OpenApi } from "../api/routes";
import type { ServerEvent } from "../api/sse";
import { EventStream } from "../api/stream";
import type { Fill, Order, Row, Snapshot, Status } from "../api/types";
import { millis } from "../format/times";
import { apply, takePosition } from "./apply";
import { Link } from "./link";
import type { Store } from "./store";

const RETRY_MS = 1500;
const FIRST_ROWS = 1000;
const DAY_MS = 24 * 3600 * 1000;
/** Charts begin so long ago, by the hour, and go on by the minute. */
const PAST_MS = 30 * DAY_MS;
const FINE_MS = DAY_MS;

/**
 * The whole picture once, at one sequence; what changes behind it comes by the stream. When the stream says that it
 * lost something, the picture is taken anew.
 */
export class Feed {
  routes = new Routes({ paths: {} });
  private stream: EventStream | undefined;
  private generation = 0;

  constructor(
    private readonly client: Client,
    private readonly store: Store,
  ) {}

  async start(): Promise<void> {
    const generation = ++this.generation;
    this.stream?.close();
    for (;;) {
      try {
        await this.picture();
        break;
      } catch (error) {
        this.store.link.lost(messageOf(error));
        this.store.changed("link");
        await new Promise((done) => setTimeout(done, RETRY_MS));
        if (generation !== this.generation) return;
      }
    }
    if (generation === this.generation) this.follow(generation);
  }

  private async picture(): Promise<void> {
    const { client, store } = this;
    this.routes = new Routes(await client.get<OpenApi>("/openapi/v1.json"));
    const [status, snapshot] = await Promise.all([
      client.get<Status>("/api/v1/status").then((answer) => {
        store.clock.told(millis(answer.time), performance.now());
        return answer;
      }),
      client.get<Snapshot>("/api/v1/snapshot"),
    ]);
    const [fills, orders] = await Promise.all([
      client.all<Fill>("/api/v1/fills", { direction: "desc" }, FIRST_ROWS),
      client.all<Order>("/api/v1/orders", { direction: "desc" }, FIRST_ROWS),
    ]);
    store.ages.answered("status", performance.now());
    store.orders.clear();
    store.fills.clear();
    store.positions.clear();
    // Lists were read behind the snapshot, so where they name the same order they know at least as much.
    for (const order of snapshot.open_orders) store.orders.put(order);
    for (const order of orders) store.orders.put(order);
    for (const fill of fills) store.fills.put(fill);
    for (const position of snapshot.positions) takePosition(store, position);
    Object.assign(store, {
      status,
      venues: status.venues,
      pnl: snapshot.pnl,
      pnlSeq: snapshot.seq,
      exposure: snapshot.exposure,
      seq: snapshot.seq,
    });
    await this.pastPnl();
    store.history.addPnl(Date.parse(status.time), snapshot.pnl.totals);
    store.history.addExposure(Date.parse(status.time), snapshot.exposure, snapshot.pnl.totals);
    store.ages.forgetRefusals();
    store.pictures++;
    store.changed(
      "routes",
      "orders",
      "fills",
      "positions",
      "pnl",
      "exposure",
      "status",
      "history",
      "kill_switch",
      "alert",
      "advisory",
      "reconciliation",
      "deadletters",
    );
  }

  private async pastPnl(): Promise<void> {
    if (!this.routes.has("GET", "/api/v1/pnl/history")) return;
    const day = new Date(Date.now() - FINE_MS).toISOString();
    const [past, today] = await Promise.all([
      this.client.all<Row>("/api/v1/pnl/history", {
        interval: "1h",
        since: new Date(Date.now() - PAST_MS).toISOString(),
        until: day,
      }),
      this.client.all<Row>("/api/v1/pnl/history", { interval: "1m", since: day }),
    ]);
    this.store.history.clear();
    this.store.history.load([...past, ...today]);
  }

  private follow(generation: number): void {
    const { client, store } = this;
    this.stream = new EventStream(String(store.seq), {
      open: (lastId, signal) =>
        client.fetch("/api/v1/stream", {
          signal,
          headers: { accept: "text/event-stream", "last-event-id": lastId },
        }),
      onEvent: (event) => this.take(event, generation),
      onOpen: (answer) => {
        const journalSeq = Number(answer.headers.get("truefill-seq"));
        store.link.opened(performance.now(), Number(this.stream?.id), journalSeq);
        store.changed("link");
      },
      onLost: (reason) => {
        store.link.lost(messageOf(reason));
        store.changed("link");
      },
      silenceMs: Link.SilenceMs * 2,
      retryMs: RETRY_MS,
    });
    void this.stream.run();
  }

  private take(event: ServerEvent, generation: number): void {
    if (generation !== this.generation) return;
    const { link } = this.store;
    if (event.name === "gap") {
      const gap = JSON.parse(event.data) as { seq: number; lost: boolean };
      if (gap.lost) {
        // What is shown is of no journal that goes on, until the new picture is there.
        link.opened(performance.now(), 0, gap.seq);
        void this.start();
        return;
      }
      link.told(gap.seq);
    }
    apply(this.store, event);
    link.heard(performance.now(), Number(event.id));
  }
}

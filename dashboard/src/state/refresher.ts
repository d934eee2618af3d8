import type { Client } from "../api/client";
import { isNotForToken } from "../api/error";
import type { KillSwitch, Row, Status } from "../api/types";
import { millis } from "../format/times";
import type { Source } from "./ages";
import type { Feed } from "./feed";
import { OneAtATime } from "./one-at-a-time";
import type { Store, Topic } from "./store";

const EVERY_MS = 2000;
const RARELY = 5;

/** Something that is asked for. A question that fails is not asked in vain: how old the last answer is, is known. */
class Question {
  private failed = false;
  private readonly act: OneAtATime;

  constructor(
    private readonly source: Source,
    private readonly store: Store,
    act: () => Promise<void>,
  ) {
    this.act = new OneAtATime(async () => {
      store.ages.asked(source, performance.now());
      await act();
      store.ages.answered(source, performance.now());
    });
  }

  /** It is asked again at the next turn. */
  get isDue(): boolean {
    return this.failed || this.store.ages.staleMs(this.source, performance.now()) > 0;
  }

  async ask(): Promise<void> {
    const { ages } = this.store;
    if (ages.isRefused(this.source)) return;
    try {
      await this.act.run();
      this.failed = false;
    } catch (error) {
      // Every token may read the status: where even that is refused, something is wrong, and its age has to be seen.
      const isForSome = this.source !== "status" && isNotForToken(error);
      if (isForSome) ages.refused(this.source);
      this.failed = !isForSome;
    }
  }
}

/**
 * What the stream only announces, or does not carry, is asked for: soon after it is announced, and now and then
 * anyway.
 */
export class Refresher {
  private turn = 0;
  private busy = false;
  private readonly status: Question;
  private readonly killSwitch: Question;
  private readonly alerts: Question;
  private readonly breaks: Question;

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly feed: Feed,
  ) {
    this.status = new Question("status", store, () => this.askStatus());
    this.killSwitch = new Question("kill_switch", store, () => this.askKillSwitch());
    this.alerts = new Question("alerts", store, async () => {
      store.alerts = await this.list("/api/v1/alerts", { state: "open" });
    });
    this.breaks = new Question("breaks", store, async () => {
      store.breaks = await this.list("/api/v1/breaks");
    });
    store.onChange((changes) => void this.onChange(changes));
    setInterval(() => void this.tick(), EVERY_MS);
    // Nothing is asked for a page that nobody sees, so what it shows is old when somebody does.
    document.addEventListener("visibilitychange", () => void this.tick());
  }

  private async onChange(changes: ReadonlySet<Topic>): Promise<void> {
    const announced: Question[] = [];
    if (changes.has("kill_switch")) announced.push(this.killSwitch);
    if (changes.has("alert")) announced.push(this.alerts);
    if (changes.has("reconciliation")) announced.push(this.breaks);
    await this.askAll(announced);
  }

  private async tick(): Promise<void> {
    const { store } = this;
    // Also where nothing is answered, ages are to be seen to grow.
    if (this.status.isDue) store.changed("status");
    if (this.busy || document.hidden || !this.answers) return;
    this.busy = true;
    if (++this.turn % RARELY === 0) store.changed("kill_switch", "alert", "reconciliation");
    else void this.askAll([this.killSwitch, this.alerts, this.breaks].filter((each) => each.isDue));
    await this.status.ask();
    this.busy = false;
  }

  private async askAll(questions: readonly Question[]): Promise<void> {
    if (questions.length === 0) return;
    await Promise.all(questions.map((each) => each.ask()));
    this.store.changed("status");
  }

  // Who catches up is answered as things are now.
  private get answers(): boolean {
    const state = this.store.link.state(performance.now());
    return state === "live" || state === "behind";
  }

  private async askStatus(): Promise<void> {
    const { store } = this;
    const status = await this.client.get<Status>("/api/v1/status");
    store.clock.told(millis(status.time), performance.now());
    store.status = status;
    store.venues = status.venues;
    store.exposure = status.exposure;
    store.history.addExposure(Date.parse(status.time), status.exposure, status.pnl);
    store.changed("status", "exposure", "history");
  }

  private async askKillSwitch(): Promise<void> {
    if (this.feed.routes.has("GET", "/admin/kill-switch"))
      this.store.killSwitch = await this.client.get<KillSwitch>("/admin/kill-switch");
  }

  private async list(path: string, query: Record<string, string> = {}): Promise<Row[] | undefined> {
    return this.feed.routes.has("GET", path) ? this.client.all<Row>(path, query) : undefined;
  }
}

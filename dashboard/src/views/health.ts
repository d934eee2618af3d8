import type { Row } from "../api/types";
import { group } from "../format/numbers";
import { age, dateTime } from "../format/times";
import { words } from "../format/words";
import { stateTone } from "../lists/record-columns";
import { absent } from "../panels/absent";
import { StaleNote } from "../panels/stale-note";
import { VenuePanel } from "../panels/venue-lights";
import type { Topic } from "../state/store";
import { h } from "../ui/dom";
import { facts, written } from "../ui/facts";
import type { App, View } from "./view";

interface Component {
  healthy: boolean;
  status: string;
  detail: string | null;
  metrics?: Row;
}

interface Health {
  status: string;
  timestamp: string;
  components: Record<string, Component>;
}

const PATH = "/health";
const AGAIN_MS = 3000;

export class HealthView implements View {
  readonly element: HTMLElement;
  private readonly overall = h("p", { class: "headline" });
  private readonly components = h("div", { class: "components", testid: "components" });
  private readonly engine = h("div", { testid: "engine" });
  private readonly venues = new VenuePanel();
  private readonly healthNote = new StaleNote(["health"]);
  private readonly engineNote = new StaleNote(["status"]);
  private askedAt = -AGAIN_MS;
  private drawn = "";

  constructor(private readonly app: App) {
    this.element = h(
      "section",
      { class: "view scrolls", "aria-label": "Health", tabindex: "0" },
      h(
        "section",
        { class: "panel auto", testid: "health-panel" },
        h("h2", {}, "Components", this.healthNote.element),
        this.overall,
        this.components,
      ),
      h(
        "div",
        { class: "panels" },
        h("section", { class: "panel auto" }, h("h2", {}, "Engine", this.engineNote.element), this.engine),
        this.venues.element,
      ),
    );
  }

  show(): void {
    this.drawStatus();
    void this.ask();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (changes.has("status")) this.drawStatus();
    if (performance.now() - this.askedAt > AGAIN_MS) void this.ask();
  }

  private drawStatus(): void {
    const { status } = this.app.store;
    this.healthNote.update(this.app.store);
    this.engineNote.update(this.app.store);
    if (!status) return;
    this.venues.update(this.app.store);
    const shown = engineFacts(status as unknown as Row);
    const text = JSON.stringify(shown);
    if (text === this.drawn) return;
    this.drawn = text;
    this.engine.replaceChildren(facts(readable(shown)));
  }

  private async ask(): Promise<void> {
    this.askedAt = performance.now();
    if (!this.app.feed.routes.has("GET", PATH)) {
      this.components.replaceChildren(absent("Health of the components", PATH));
      return;
    }
    const { ages } = this.app.store;
    ages.asked("health", performance.now());
    // 503 is an answer here: something is not well, and the body says what.
    const answer = await this.app.client
      .fetch(PATH, { headers: { accept: "application/json" } })
      .catch(() => undefined);
    if (!answer || (answer.status !== 200 && answer.status !== 503)) return;
    this.draw((await answer.json()) as Health);
    ages.answered("health", performance.now());
    this.healthNote.update(this.app.store);
  }

  private draw(health: Health): void {
    this.overall.replaceChildren(
      h("span", { class: `badge ${healthTone(health.status)}`, testid: "health-status", text: words(health.status) }),
    );
    this.components.replaceChildren(
      ...Object.entries(health.components).map(([name, each]) =>
        h(
          "article",
          { class: "component" },
          h(
            "h3",
            {},
            h("i", { class: `light ${healthTone(each.status)}`, "aria-hidden": "true" }),
            name.replaceAll("_", " "),
          ),
          h(
            "p",
            {},
            h("b", { class: healthTone(each.status), text: words(each.status) }),
            each.detail ? ` ${written(each.detail)}` : "",
          ),
          facts(readable(each.metrics ?? {})),
        ),
      ),
    );
  }
}

/** What has a place of its own on another page, such as PnL or the limits, is left to it. */
const ELSEWHERE = ["venues", "pnl", "exposure", "kill_switch", "controls", "reconciliations", "uptime_ms"];

function engineFacts(status: Row): Row {
  const shown = Object.fromEntries(Object.entries(status).filter(([name]) => !ELSEWHERE.includes(name)));
  const compared = Array.isArray(status["reconciliations"]) ? (status["reconciliations"] as Row[]) : [];
  for (const each of compared)
    shown[`compared_with_${written(each["venue"])}`] = `${words(each["status"])}, ${dateTime(String(each["at"]))}`;
  const uptime = status["uptime_ms"];
  return { ...shown, ...(typeof uptime === "number" ? { uptime: age(uptime) } : {}) };
}

/** Times to the second, and large numbers in groups: this page is for people, the exact words are in the API. */
function readable(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readableValue(value)]));
}

function readableValue(value: unknown): unknown {
  if (typeof value === "number" && Number.isInteger(value)) return group(String(value));
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return dateTime(value);
  const isPlain = typeof value === "object" && value !== null && !Array.isArray(value);
  return isPlain ? readable(value as Row) : value;
}

function healthTone(status: string): string {
  return status === "ready" || status === "operational"
    ? "up"
    : status === "degraded"
      ? "warn"
      : stateTone(status) || "down";
}

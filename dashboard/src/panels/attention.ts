import { button, h } from "../ui/dom";
import type { App } from "../views/view";
import { activeSwitches, isEngaged, stopsAll, targetOf } from "./kill-switch";
import { StaleNote } from "./stale-note";

interface Item {
  tone: "warn" | "down";
  text: string;
  view: string;
  filter?: string;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function killText(app: App): string {
  const { killSwitch } = app.store;
  if (stopsAll(killSwitch)) return "The kill switch is engaged";
  return `The kill switch is engaged for ${activeSwitches(killSwitch).map(targetOf).join(", ")}`;
}

/** What waits for a person, worst first. */
export function attention(app: App): Item[] {
  const { store } = app;
  const items: Item[] = [];
  const { status } = store;
  if (status?.failure)
    items.push({ tone: "down", text: `The engine does not go on: ${status.failure}`, view: "health" });
  if (isEngaged(store.killSwitch)) items.push({ tone: "down", text: killText(app), view: "overview" });
  if (status?.held) items.push({ tone: "warn", text: `Trading is held: ${status.held}`, view: "health" });
  for (const venue of store.venues)
    if (venue.state !== "open")
      items.push({ tone: "warn", text: `Venue ${venue.venue} is ${venue.state}`, view: "health" });
  const unknown = store.orders.unknownCount;
  if (unknown > 0)
    items.push({
      tone: "down",
      text: `${plural(unknown, "order is", "orders are")} unknown`,
      view: "orders",
      filter: "unknown",
    });
  const breaks = (store.breaks ?? []).filter(
    (each) => !["explained", "resolved", "closed"].includes(String(each["state"] ?? each["status"])),
  ).length;
  if (breaks > 0)
    items.push({ tone: "down", text: plural(breaks, "break is open", "breaks are open"), view: "reconciliation" });
  const alerts = (store.alerts ?? []).filter((each) => !isAcknowledged(each)).length;
  if (alerts > 0)
    items.push({
      tone: "warn",
      text: plural(alerts, "alert is not acknowledged", "alerts are not acknowledged"),
      view: "alerts",
    });
  const dead = status?.dead_letters_open ?? 0;
  if (dead > 0)
    items.push({
      tone: "warn",
      text: plural(dead, "dead letter is open", "dead letters are open"),
      view: "deadletters",
    });
  const gaps = store.exposure?.gaps.length ?? 0;
  if (gaps > 0)
    items.push({
      tone: "warn",
      text: `${plural(gaps, "position has", "positions have")} no mark or rate`,
      view: "exposure",
    });
  return items;
}

/** What this page cannot tell a person about: nothing to do is only said where all of it is known. */
export function notTold(app: App): string[] {
  const { store } = app;
  const { ages, status } = store;
  const has = (path: string): boolean => app.feed.routes.has("GET", path);
  const asked = [
    ["kill_switch", "The kill switch", store.killSwitch, has("/admin/kill-switch")],
    ["breaks", "Breaks", store.breaks, has("/api/v1/breaks")],
    ["alerts", "Alerts", store.alerts, has("/api/v1/alerts")],
  ] as const;
  const texts: string[] = status ? [] : ["Status: not known yet."];
  for (const [source, name, value, isThere] of asked) {
    if (ages.isRefused(source)) texts.push(`${name}: not for this token.`);
    else if (isThere && value === undefined) texts.push(`${name}: not known yet.`);
  }
  if (status && status.dead_letters_open === undefined) texts.push("Dead letters: not for this token.");
  return texts;
}

export function isAcknowledged(alert: Record<string, unknown>): boolean {
  return (
    Boolean(alert["acknowledged"] ?? alert["acked"] ?? alert["acknowledged_at"] ?? alert["acked_at"]) ||
    ["acknowledged", "acked", "cleared", "resolved", "closed"].includes(String(alert["state"] ?? alert["status"]))
  );
}

export class AttentionPanel {
  private readonly list = h("ul", { testid: "attention" });
  private readonly note = new StaleNote(["status", "kill_switch", "alerts", "breaks"]);
  readonly element = h(
    "section",
    { class: "panel", "aria-labelledby": "attention-title" },
    h("h2", { id: "attention-title" }, "Needs a person", this.note.element),
    this.list,
  );
  private drawn = "";

  constructor(private readonly app: App) {}

  update(): void {
    this.note.update(this.app.store);
    const items = attention(this.app);
    const unknown = notTold(this.app);
    const text = JSON.stringify([items, unknown]);
    if (text === this.drawn) return;
    this.drawn = text;
    const muted = items.length + unknown.length === 0 ? ["Nothing."] : unknown;
    this.list.replaceChildren(
      ...items.map((item) =>
        h(
          "li",
          {},
          button(item.text, () => this.app.go(item.view, item.filter), { class: `link ${item.tone}` }),
        ),
      ),
      ...muted.map((each) => h("li", { class: "muted", text: each })),
    );
  }
}

import { byField, remember } from "../actions/person";
import type { KillSwitch, Row } from "../api/types";
import { words } from "../format/words";
import { button, h } from "../ui/dom";
import { written } from "../ui/facts";
import type { App } from "../views/view";
import { absent } from "./absent";
import { StaleNote } from "./stale-note";

const PATH = "/admin/kill-switch";

export function canKill(app: App): boolean {
  return app.feed.routes.has("POST", PATH);
}

export function isEngaged(killSwitch: KillSwitch | undefined): boolean {
  return (
    killSwitch?.kill_switch_engaged === true || (killSwitch?.switches ?? []).some((each) => each["state"] === "active")
  );
}

/** Active switches; one over a venue, account, strategy or symbol stops that and nothing else. */
export function activeSwitches(killSwitch: KillSwitch | undefined): Row[] {
  return (killSwitch?.switches ?? []).filter((each) => each["state"] === "active");
}

export function stopsAll(killSwitch: KillSwitch | undefined): boolean {
  const active = activeSwitches(killSwitch);
  return isEngaged(killSwitch) && (active.length === 0 || active.some((each) => each["scope"] === "global"));
}

export function targetOf(each: Row): string {
  return `${words(each["scope"])} ${each["target"] ? written(each["target"]) : ""}`.trim();
}

function known(app: App, method: "POST" | "DELETE", values: Record<string, string>): Record<string, string> {
  const route = app.feed.routes.find(method, PATH);
  const names = method === "POST" ? route?.fields.map((field) => field.name) : route?.query;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== "" && (names ?? []).includes(name)),
  );
}

/**
 * Nothing new leaves after it; what protects open positions stays. So it asks for one typed word, not for two clicks.
 */
export async function engageKillSwitch(app: App): Promise<void> {
  await app.ask({
    title: "Engage kill switch",
    danger: true,
    confirm: "Engage",
    typed: "KILL",
    detail:
      "No new order leaves from the moment it is in the journal. " +
      "It stays engaged, through restarts too, until somebody resets it.",
    fields: [
      { name: "scope", label: "Scope", options: ["global", "venue", "account", "strategy", "symbol"], required: true },
      { name: "target", label: "Target", hint: "The venue, account, strategy or symbol; empty for global." },
      { name: "state", label: "State", options: ["active", "warning"], required: true },
      { name: "reason", label: "Reason", required: true },
      byField(),
    ],
    act: async (values, key) => {
      remember(values);
      app.store.killSwitch = await app.client.post<KillSwitch>(PATH, known(app, "POST", values), key);
      app.store.changed("kill_switch");
      app.toasts.say(`Kill switch: ${words(app.store.killSwitch.status)}.`);
    },
  });
}

export async function resetKillSwitch(app: App, row: Row = {}): Promise<void> {
  const scope = String(row["scope"] ?? "global");
  const target = String(row["target"] ?? "");
  const reason = row["reason"] ?? app.store.killSwitch?.reason;
  await app.ask({
    title: "Reset kill switch",
    danger: true,
    confirm: "Reset",
    typed: "RESET",
    detail: `Orders may leave again for ${scope} ${target}. It was engaged for: ${written(reason)}`,
    fields: [{ name: "reason", label: "Reason", required: true }, byField()],
    act: async (values) => {
      remember(values);
      const query = new URLSearchParams(known(app, "DELETE", { ...values, scope, target }));
      app.store.killSwitch = await app.client.send<KillSwitch>("DELETE", `${PATH}?${query}`);
      app.store.changed("kill_switch");
      app.toasts.say(`Kill switch: ${words(app.store.killSwitch.status)}.`);
    },
  });
}

/** What is held from before the service refused it stands with that beside it: it has no age. */
export function stateText(now: KillSwitch | undefined, isRefused: boolean): string {
  if (now === undefined) return isRefused ? "not for this token" : "not known yet";
  const last = !isEngaged(now) ? "clear" : stopsAll(now) ? "ENGAGED" : "engaged in part";
  return isRefused ? `${last} when last read; not for this token` : last;
}

/** What is engaged, by whom and why, with its way out. */
export class KillSwitchPanel {
  readonly element = h("section", { class: "panel kill", "aria-labelledby": "kill-title", testid: "kill-panel" });
  private readonly note = new StaleNote(["kill_switch"]);

  constructor(private readonly app: App) {}

  update(): void {
    const { app } = this;
    if (!canKill(app)) {
      this.element.replaceChildren(h("h2", { id: "kill-title", text: "Kill switch" }), absent("Kill switch", PATH));
      return;
    }
    const now = app.store.killSwitch;
    const engaged = isEngaged(now);
    const switches = (now?.switches ?? []).filter((each) => each["state"] !== "inactive" && each["state"] !== "clear");
    this.element.classList.toggle("engaged", engaged);
    this.note.update(app.store);
    this.element.replaceChildren(
      h("h2", { id: "kill-title" }, "Kill switch", this.note.element),
      h(
        "p",
        { class: "state", testid: "kill-state" },
        h("b", {
          class: now === undefined ? "muted" : engaged ? "down" : "up",
          text: stateText(now, app.store.ages.isRefused("kill_switch")),
        }),
        now?.reason && stopsAll(now) ? ` ${now.reason}` : "",
      ),
      h("ul", {}, ...switches.map((each) => this.row(each))),
      h(
        "div",
        { class: "buttons" },
        button("Engage …", () => void engageKillSwitch(app), {
          class: "danger",
          "aria-keyshortcuts": "k",
          testid: "kill-engage",
        }),
        engaged && switches.length === 0
          ? button("Reset …", () => void resetKillSwitch(app), { testid: "kill-reset" })
          : null,
      ),
    );
  }

  private row(each: Row): HTMLElement {
    const by = each["by"] ?? each["actor"] ?? each["engaged_by"];
    return h(
      "li",
      {},
      h(
        "span",
        {},
        h("b", { text: targetOf(each) }),
        ` ${words(each["state"])} · ${written(each["reason"])}${by ? ` · ${written(by)}` : ""}`,
      ),
      button("Reset …", () => void resetKillSwitch(this.app, each), { testid: "kill-reset" }),
    );
  }
}

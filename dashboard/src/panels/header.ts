import { group } from "../format/numbers";
import { age, clock } from "../format/times";
import type { Source } from "../state/ages";
import type { LinkState } from "../state/link";
import type { Store } from "../state/store";
import { button, h, setClass, setText } from "../ui/dom";

const MODES = new Set(["simulation", "paper", "live"]);

/** On every page: what is beside the stream. */
const ASKED_FOR: readonly Source[] = ["status", "kill_switch", "alerts", "breaks"];

export interface HeaderActions {
  kill: () => void;
  help: () => void;
  theme: () => string;
  zone: () => string;
}

/** Always in sight: what mode this is, whether the screen is current, and the kill switch. */
export class Header {
  readonly ribbon = h("section", { class: "ribbon", "aria-label": "Mode", testid: "ribbon", text: "…" });
  private readonly badge = h("span", { class: "link connecting", role: "status", testid: "link", text: "connecting" });
  private readonly seq = h("b", { testid: "seq", text: "–" });
  private readonly open = h("b", { testid: "open-count", text: "–" });
  private readonly now = h("span", { class: "clock", testid: "clock" });
  private readonly notice = h("p", { class: "notice", role: "alert", hidden: true, testid: "notice" });
  private readonly killButton: HTMLButtonElement;
  readonly element: HTMLElement;

  constructor(
    private readonly store: Store,
    actions: HeaderActions,
  ) {
    this.killButton = button("KILL", actions.kill, {
      class: "kill-button",
      "aria-label": "Kill switch",
      "aria-keyshortcuts": "k",
      testid: "kill-button",
    });
    const themeButton = button("Theme", () => setText(themeButton, `Theme: ${actions.theme()}`), {
      title: "Dark, light, or as the system has it",
      testid: "theme",
    });
    const zoneButton = button("UTC", () => setText(zoneButton, actions.zone()), {
      title: "Times in UTC or local",
      testid: "zone",
    });
    this.element = h(
      "header",
      { class: "top" },
      h("h1", { text: "Truefill" }),
      this.badge,
      h("span", { class: "fact seq" }, "seq ", this.seq),
      h("span", { class: "fact" }, "open ", this.open),
      h("span", { class: "gap" }),
      this.now,
      zoneButton,
      themeButton,
      button("?", actions.help, {
        class: "help",
        "aria-label": "Keyboard help",
        "aria-keyshortcuts": "?",
        testid: "help-button",
      }),
      this.killButton,
    );
  }

  get noticeElement(): HTMLElement {
    return this.notice;
  }

  update(): void {
    const { status } = this.store;
    const mode = status?.mode ?? "";
    setText(this.ribbon, mode ? mode.toUpperCase() : "…");
    setClass(this.ribbon, `ribbon ${MODES.has(mode) ? mode : ""}`.trim());
    setText(this.seq, group(String(this.store.seq)));
    setText(this.open, group(String(this.store.orders.open)));
    const text = status?.failure
      ? `The engine does not go on: ${status.failure}`
      : status?.held
        ? `Trading is held: ${status.held}`
        : "";
    this.notice.hidden = text === "";
    setText(this.notice, text);
  }

  /** Every second: the age of what is shown counts while nothing comes. */
  tick(): void {
    const now = performance.now();
    const { link } = this.store;
    const state = link.state(now);
    const silent = link.silentMs(now);
    const old = silent > 0 ? `, data ${age(silent)} old` : "";
    const unanswered = this.store.ages.text(ASKED_FOR, now);
    const text: Record<LinkState, string> = {
      live: unanswered ? `live, but ${unanswered}` : "live",
      behind: `catching up, ${group(String(link.behind))} records behind`,
      connecting: "connecting",
      stale: `stale${old}`,
      lost: `no connection${old}`,
    };
    setText(this.badge, text[state]);
    setClass(this.badge, `link ${state === "live" && unanswered ? "partly" : state}`);
    this.badge.title = link.reason;
    document.body.classList.toggle("stale-data", ["behind", "stale", "lost"].includes(state));
    setText(this.now, clock(new Date().toISOString()).slice(0, 8));
  }

  /** @param parts How many switches stop something; with all set, one of them stops everything. */
  killEngaged(all: boolean, parts: number, available: boolean): void {
    this.killButton.classList.toggle("engaged", all);
    this.killButton.classList.toggle("partly", !all && parts > 0);
    setText(this.killButton, all ? "KILLED" : parts > 0 ? `KILL (${parts} on)` : "KILL");
    this.killButton.disabled = !available;
    this.killButton.title = available ? "Engage the kill switch" : "This build of the service has no kill switch";
  }
}

import { messageOf } from "../api/error";
import type { Row } from "../api/types";
import { money, NONE, quantity } from "../format/numbers";
import { words } from "../format/words";
import { share, usageOf, type Usage } from "../state/usage";
import { text, type Column } from "../table/column";
import { csv, csvName, download } from "../table/csv";
import { button, h } from "../ui/dom";
import type { App } from "../views/view";
import { absent } from "./absent";
import { Bullet } from "./bullet";

const LIMITS = "/api/v1/limits";
const AGAIN_MS = 2000;

const limitColumns: readonly Column<Usage>[] = [
  text("name", "Limit", 0),
  text("scope", "Scope", 0),
  text("text", "Value", 0),
  text("used", "Used", 0),
  text("usedBy", "Used by", 0),
  text("incomplete", "Incomplete", 0),
];

/** Every limit with the fullest use of it; controls that are off are named below. */
export class LimitsPanel {
  readonly element: HTMLElement;
  private readonly limits = h("div", { class: "limits", testid: "limits" });
  private readonly save = button("CSV", () => download(csvName("limits"), csv(limitColumns, this.usages)), {
    class: "end",
    title: "Save these rows as a CSV file",
    testid: "limits-csv",
    "aria-label": "Save limits as CSV",
  });
  private usages: readonly Usage[] = [];
  private askedAt = -AGAIN_MS;

  /** @param below Stands in the same panel. */
  constructor(
    private readonly app: App,
    below: HTMLElement,
  ) {
    this.element = h(
      "section",
      { class: "panel auto", "aria-label": "Limits in use", tabindex: "0" },
      h("header", { class: "head" }, h("h2", { text: "Limits in use" }), h("div", { class: "bar" }, this.save)),
      this.limits,
      below,
    );
  }

  update(): void {
    if (performance.now() - this.askedAt > AGAIN_MS) void this.ask();
  }

  async ask(): Promise<void> {
    this.askedAt = performance.now();
    if (!this.app.feed.routes.has("GET", LIMITS)) {
      this.limits.replaceChildren(absent("Limits", LIMITS));
      return;
    }
    try {
      const usages = (await this.app.client.all<Row>(LIMITS)).map(usageOf).sort(byRank);
      this.usages = usages;
      this.limits.replaceChildren(
        ...usages.filter((usage) => usage.text !== "off").map(limitRow),
        ...offLine(usages.filter((usage) => usage.text === "off")),
      );
    } catch (error) {
      this.limits.replaceChildren(h("p", { class: "error", text: messageOf(error) }));
    }
  }
}

/** What may be anything first, then the fullest, then what bounds each order by itself. */
function rank(usage: Usage): number {
  return usage.incomplete ? Infinity : (share(usage) ?? -1);
}

function byRank(a: Usage, b: Usage): number {
  const [first, second] = [rank(a), rank(b)];
  return first === second ? 0 : second - first;
}

/** Controls without a limit are named, so that nobody takes them for guarded. */
function offLine(off: readonly Usage[]): HTMLElement[] {
  if (off.length === 0) return [];
  const names = off.map((usage) => limitName(usage) + (usage.scope ? ` (${usage.scope})` : "")).join(", ");
  return [h("p", { class: "off muted", testid: "limits-off" }, h("b", { text: "Off: " }), names)];
}

function limitName(usage: Usage): string {
  return words(usage.name).replaceAll(".", " ");
}

function limitRow(usage: Usage): HTMLElement {
  const name = limitName(usage);
  return h(
    "div",
    { class: "limit" },
    h("span", {}, h("b", { text: name }), usage.scope ? h("span", { class: "muted", text: ` ${usage.scope}` }) : null),
    inUse(usage, name),
    h("span", { class: "n", text: size(usage) }),
  );
}

function inUse(usage: Usage, name: string): HTMLElement {
  // Without a mark or a rate it is not known, which is the opposite of a limit that looks at each order by itself.
  if (usage.incomplete) return h("span", { class: "warn", text: "not known: no mark or rate" });
  const used = share(usage);
  if (used === null) return h("span", { class: "muted", text: "each order" });
  const bullet = new Bullet();
  bullet.set(used, 1, `${name} ${usage.scope}: share in use`);
  return bullet.element;
}

function size({ limit, used, usedBy, incomplete, text }: Usage): string {
  if (limit === null) return text ?? "";
  if (used === null && !incomplete) return quantity(limit);
  return `${usedBy ? `${usedBy}: ` : ""}${used === null ? NONE : amount(used)} of ${amount(limit)}`;
}

/** Counts and quantities as they are; what does not end with the cents is an amount. */
function amount(value: string): string {
  return /\.\d{3}/.test(value) ? money(value) : quantity(value);
}

import { messageOf } from "../api/error";
import type { Row } from "../api/types";
import { money, quantity } from "../format/numbers";
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
      const usages = (await this.app.client.all<Row>(LIMITS)).map(usageOf).sort((a, b) => rank(b) - rank(a));
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

/** The fullest first, then what bounds each order by itself. */
function rank(usage: Usage): number {
  return share(usage) ?? -1;
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
  const used = share(usage);
  const name = limitName(usage);
  const bullet = new Bullet();
  if (used !== null) bullet.set(used, 1, `${name} ${usage.scope}: share in use`);
  return h(
    "div",
    { class: "limit" },
    h("span", {}, h("b", { text: name }), usage.scope ? h("span", { class: "muted", text: ` ${usage.scope}` }) : null),
    used === null ? h("span", { class: "muted", text: "each order" }) : bullet.element,
    h("span", { class: "n", text: size(usage) }),
  );
}

function size({ limit, used, usedBy, text }: Usage): string {
  if (limit === null || used === null) return limit !== null ? quantity(limit) : (text ?? "");
  return `${usedBy ? `${usedBy}: ` : ""}${amount(used)} of ${amount(limit)}`;
}

/** Counts and quantities as they are; what does not end with the cents is an amount. */
function amount(value: string): string {
  return /\.\d{3}/.test(value) ? money(value) : quantity(value);
}

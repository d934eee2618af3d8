import { perform } from "../actions/action";
import { openAdvisory } from "../drawers/advisory-drawer";
import { Records } from "../lists/records";
import type { Topic } from "../state/store";
import { button, h } from "../ui/dom";
import type { App, View } from "./view";

const PATH = "/api/v1/advisories";

export class AdvisoriesView implements View {
  readonly element: HTMLElement;
  private readonly list: Records;

  constructor(private readonly app: App) {
    this.list = new Records(app, {
      id: "advisories",
      label: "Advisories",
      path: PATH,
      key: "advisory_id",
      newestFirst: true,
      columns: [
        "advisory_id",
        "status",
        "symbol",
        "position_size",
        "reference_price",
        "sl_offset_pct",
        "tp_offset_pct",
        "expiration_timestamp",
        "filled_size",
        "final_fill_price",
        "slippage_pct",
        "account",
        "error_message",
        "strategy",
        "venue",
      ],
      empty: "No advisories. Propose one, or let a program do it.",
      topics: ["advisory"],
      open: (row) => openAdvisory(app, row),
      controls: [button("Propose …", () => void this.propose(), { class: "primary", testid: "propose" })],
    });
    this.element = h("section", { class: "view fill", "aria-label": "Advisories" }, this.list.element);
  }

  show(filter: string): void {
    this.list.show(filter);
  }

  update(changes: ReadonlySet<Topic>): void {
    this.list.update(changes);
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  private async propose(): Promise<void> {
    const route = this.app.feed.routes.find("POST", PATH);
    if (!route) return;
    const inTenMinutes = new Date(Date.now() + 600_000).toISOString();
    await perform(this.app, route, PATH, "Propose advisory", {
      detail: "Nothing is sent until a person approves it. Offsets are fractions: −0.02 is two percent below.",
      known: { expiration_timestamp: inTenMinutes, sl_offset_pct: "-0.02", tp_offset_pct: "0.04" },
      done: () => this.app.store.changed("advisory"),
    });
  }
}

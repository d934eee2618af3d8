import { perform } from "../actions/action";
import type { Row } from "../api/types";
import { openRecord } from "../drawers/record-drawer";
import { Records } from "../lists/records";
import type { Topic } from "../state/store";
import { button, h } from "../ui/dom";
import type { App, View } from "./view";

const RUNS = "/api/v1/reconciliations";

/** What the venues say against what the journal says: the runs, and the breaks they found with their ways out. */
export class ReconciliationView implements View {
  readonly element: HTMLElement;
  private readonly runs: Records;
  private readonly breaks: Records;

  constructor(private readonly app: App) {
    this.breaks = new Records(app, {
      id: "breaks",
      label: "Breaks",
      path: "/api/v1/breaks",
      key: "id",
      newestFirst: true,
      columns: [
        "id",
        "class",
        "severity",
        "state",
        "venue",
        "account",
        "symbol",
        "expected",
        "broker",
        "diff",
        "owner",
        "opened_at",
        "detail",
      ],
      empty: "No breaks: books and venues agree as far as they were compared.",
      topics: ["reconciliation"],
      open: (row) => this.openBreak(row),
    });
    this.runs = new Records(app, {
      id: "reconciliations",
      label: "Reconciliations",
      path: RUNS,
      key: "id",
      newestFirst: true,
      columns: [
        "id",
        "at",
        "venue",
        "status",
        "positions",
        "differences",
        "requires_manual_resolution",
        "as_of",
        "detail",
      ],
      empty: "No reconciliation has run yet.",
      topics: ["reconciliation"],
      open: (row) => this.openRun(row),
      controls: [button("Reconcile now", () => void this.run(), { class: "primary", testid: "reconcile" })],
    });
    this.element = h(
      "section",
      { class: "view split", "aria-label": "Reconciliation" },
      h("section", { class: "panel" }, h("h2", { text: "Breaks" }), this.breaks.element),
      h("section", { class: "panel" }, h("h2", { text: "Reconciliations" }), this.runs.element),
    );
  }

  show(filter: string): void {
    this.breaks.show(filter);
    this.runs.show();
  }

  update(changes: ReadonlySet<Topic>): void {
    this.breaks.update(changes);
    this.runs.update(changes);
  }

  focusFilter(): void {
    this.breaks.focusFilter();
  }

  private async run(): Promise<void> {
    const route = this.app.feed.routes.find("POST", RUNS);
    if (route) await perform(this.app, route, RUNS, "Reconcile", { done: this.changed });
  }

  private readonly changed = (): void => this.app.store.changed("reconciliation");

  private openBreak(row: Row): void {
    const id = String(row["id"] ?? row["break_id"]);
    openRecord(this.app, `Break ${id}`, row, "/api/v1/breaks/{id}", id, { done: this.changed });
  }

  private openRun(row: Row): void {
    const id = String(row["id"] ?? row["seq"] ?? "");
    openRecord(this.app, `Reconciliation ${id}`, row, `${RUNS}/{id}`, id);
  }
}

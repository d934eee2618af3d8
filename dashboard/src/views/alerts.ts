import type { Row } from "../api/types";
import { openRecord } from "../drawers/record-drawer";
import { Records } from "../lists/records";
import type { Topic } from "../state/store";
import { h } from "../ui/dom";
import type { App, View } from "./view";

export class AlertsView implements View {
  readonly element: HTMLElement;
  private readonly list: Records;

  constructor(private readonly app: App) {
    this.list = new Records(app, {
      id: "alerts",
      label: "Alerts",
      path: "/api/v1/alerts",
      key: "id",
      columns: [
        "raised_at",
        "severity",
        "kind",
        "subject",
        "state",
        "text",
        "acknowledged_by",
        "cleared_at",
        "id",
      ],
      empty: "No alerts.",
      topics: ["alert"],
      open: (row) => this.open(row),
    });
    this.element = h("section", { class: "view fill", "aria-label": "Alerts" }, this.list.element);
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

  private open(row: Row): void {
    const id = String(row["id"] ?? row["alert_id"]);
    openRecord(this.app, `Alert ${id}`, row, "/api/v1/alerts/{id}", id, {
      done: () => this.app.store.changed("alert"),
    });
  }
}

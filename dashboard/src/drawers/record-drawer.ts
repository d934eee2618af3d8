import { actionButton, actionName, type ActionOptions } from "../actions/action";
import type { Row } from "../api/types";
import { h } from "../ui/dom";
import { facts } from "../ui/facts";
import type { App } from "../views/view";

/** States that a record does not leave again, and what of an advisory still can be done in which. */
const ENDED = new Set(["resolved", "closed", "cleared", "acknowledged"]);
const ADVISORY: Record<string, readonly string[]> = {
  proposed: ["approve", "decline"],
  approved: ["execute"],
};

/** Is this way open in the state that the record is in? */
export function isOpenTo(row: Row, way: string): boolean {
  if (row["advisory_id"] === undefined) return !ENDED.has(String(row["state"]));
  return ADVISORY[String(row["status"])]?.includes(way) ?? false;
}

/** Everything about one row, and every way out that the service offers for it. */
export function openRecord(
  app: App,
  heading: string,
  row: Row,
  itemPath: string,
  id: string,
  options: ActionOptions = {},
): void {
  const routes = app.feed.routes.actions(itemPath).filter((route) => isOpenTo(row, actionName(route)));
  const path = (name: string): string =>
    `${itemPath.replace("{id}", encodeURIComponent(id))}/${name.slice(name.lastIndexOf("/") + 1)}`;
  const ways = h(
    "div",
    { class: "buttons" },
    ...routes.map((route) => actionButton(app, route, path(route.path), options)),
  );
  app.drawer.open(heading, h("div", {}, routes.length > 0 ? ways : null, facts(row)));
}

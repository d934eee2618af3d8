import type { Row } from "../api/types";
import { h } from "../ui/dom";
import { facts } from "../ui/facts";
import { actionButton, type ActionOptions } from "./action";
import type { App } from "./view";

/** Everything about one row, and every way out that the service offers for it. */
export function openRecord(
  app: App,
  heading: string,
  row: Row,
  itemPath: string,
  id: string,
  options: ActionOptions = {},
): void {
  const routes = app.feed.routes.actions(itemPath);
  const path = (name: string): string =>
    `${itemPath.replace("{id}", encodeURIComponent(id))}/${name.slice(name.lastIndexOf("/") + 1)}`;
  const ways = h(
    "div",
    { class: "buttons" },
    ...routes.map((route) => actionButton(app, route, path(route.path), options)),
  );
  app.drawer.open(heading, h("div", {}, routes.length > 0 ? ways : null, facts(row)));
}

import { age, millis } from "../format/times";
import { words } from "../format/words";
import type { Store } from "../state/store";
import { h } from "../ui/dom";

const LIGHT: Record<string, string> = { open: "up", closed: "down", down: "down", reconciling: "warn", held: "warn" };

/** Each venue with a light; its state stands beside it in words. */
export class VenuePanel {
  private readonly list = h("ul", { class: "venues", testid: "venues" });
  readonly element = h(
    "section",
    { class: "panel", "aria-labelledby": "venues-title" },
    h("h2", { id: "venues-title", text: "Venues" }),
    this.list,
  );

  update(store: Store): void {
    const now = store.status ? millis(store.status.time) : Date.now();
    this.list.replaceChildren(
      ...store.venues.map((venue) =>
        h(
          "li",
          {},
          h("i", { class: `light ${LIGHT[venue.state] ?? "warn"}`, "aria-hidden": "true" }),
          h("b", { text: venue.venue }),
          ` ${words(venue.state)}`,
          h("span", {
            class: "muted",
            text: ` ${words(venue.access)}${venue.since ? `, since ${age(now - millis(venue.since))}` : ""}`,
          }),
        ),
      ),
    );
    if (store.venues.length === 0) this.list.replaceChildren(h("li", { class: "muted", text: "No venue yet." }));
  }
}

import type { Venue } from "../api/types";
import { age, millis } from "../format/times";
import { words } from "../format/words";
import type { Store } from "../state/store";
import { h } from "../ui/dom";
import { StaleNote } from "./stale-note";

const LIGHT: Record<string, string> = { open: "up", closed: "down", down: "down", reconciling: "warn", held: "warn" };

/** Connected, but no order leaves. */
function isHeld(venue: Venue): boolean {
  return venue.state === "open" && venue.trading !== undefined && venue.trading !== "open";
}

function heldText(venue: Venue): string {
  return `trading ${words(venue.trading)}${venue.reason ? `: ${venue.reason}` : ""}`;
}

function lightOf(venue: Venue): string {
  return isHeld(venue) ? "warn" : (LIGHT[venue.state] ?? "warn");
}

function details(venue: Venue, now: number): string {
  const heard = venue.last_callback_age_ms;
  return [
    words(venue.access),
    venue.since ? `since ${age(now - millis(venue.since))}` : "",
    typeof heard === "number" ? `heard ${age(heard)} ago` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Each venue with a light; its state stands beside it in words. */
export class VenuePanel {
  private readonly list = h("ul", { class: "venues", testid: "venues" });
  private readonly note = new StaleNote(["status"]);
  readonly element = h(
    "section",
    { class: "panel", "aria-labelledby": "venues-title" },
    h("h2", { id: "venues-title" }, "Venues", this.note.element),
    this.list,
  );

  update(store: Store): void {
    this.note.update(store);
    const now = store.status ? millis(store.status.time) : Date.now();
    this.list.replaceChildren(
      ...store.venues.map((venue) =>
        h(
          "li",
          {},
          h("i", { class: `light ${lightOf(venue)}`, "aria-hidden": "true" }),
          h("b", { text: venue.venue }),
          ` ${words(venue.state)}`,
          isHeld(venue) ? h("span", { class: "warn", text: ` ${heldText(venue)}` }) : null,
          h("span", { class: "muted", text: ` ${details(venue, now)}` }),
        ),
      ),
    );
    if (store.venues.length === 0) this.list.replaceChildren(h("li", { class: "muted", text: "No venue yet." }));
  }
}

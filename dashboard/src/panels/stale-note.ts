import type { Source } from "../state/ages";
import type { Store } from "../state/store";
import { h, setText } from "../ui/dom";

/** Beside a heading: what of the panel was not answered for too long, and how old it is. */
export class StaleNote {
  readonly element = h("span", { class: "stale-note", hidden: true, testid: "stale-note" });

  constructor(private readonly sources: readonly Source[]) {}

  /** True where something is stale. */
  update(store: Store): boolean {
    const text = store.ages.text(this.sources, performance.now());
    this.element.hidden = text === "";
    setText(this.element, text && `stale: ${text}`);
    return text !== "";
  }
}

import { button, h } from "./dom";
import type { Keys } from "./keys";

const IN_TABLES: readonly (readonly [string, string])[] = [
  ["↑ ↓ PgUp PgDn Home End", "move in a table that has the focus"],
  ["Enter", "open the row"],
  ["Esc", "close the panel, leave the filter"],
];

/** The sheet behind "?". */
export function showHelp(keys: Keys): void {
  const rows = [...[...keys.shortcuts].map(({ key, does }) => [key, does] as const), ...IN_TABLES];
  const close = button("Close", () => dialog.close());
  const dialog = h(
    "dialog",
    { class: "help", "aria-labelledby": "help-title", testid: "help" },
    h("h2", { id: "help-title", text: "Keyboard" }),
    h("dl", {}, ...rows.flatMap(([key, does]) => [h("dt", {}, h("kbd", { text: key })), h("dd", { text: does })])),
    h("p", {
      class: "detail",
      text: "Filters take several words; a word with a minus in front leaves rows out. A click on a heading sorts.",
    }),
    h("div", { class: "buttons" }, close),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

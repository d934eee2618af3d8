import type { Row } from "../api/types";
import { clock } from "../format/times";
import { visible, words } from "../format/words";
import { h } from "../ui/dom";
import { facts, written } from "../ui/facts";
import { fixFields } from "./fix-fields";

export interface Cause {
  input?: Row;
  facts: Row[];
}

const PLUMBING = ["seq", "time", "type", "order", "execution", "running_qty"];
const TOLD: readonly string[] = [
  "order_qty",
  "last_qty",
  "last_px",
  "price",
  "stop_px",
  "reason",
  "text",
  "detail",
  "rule",
  "exec_id",
  "amount",
  "currency",
];

/** What came in, in its own bytes, and the facts that the engine made of it; oldest first. */
export function timeline(causes: readonly Cause[]): HTMLElement {
  if (causes.length === 0) return h("p", { class: "empty", text: "The journal has nothing about it." });
  return h("ol", { class: "timeline" }, ...causes.map(entry));
}

function entry(cause: Cause): HTMLElement {
  const time = String(cause.input?.["received_at"] ?? cause.input?.["time"] ?? cause.facts[0]?.["time"] ?? "");
  return h(
    "li",
    {},
    h(
      "header",
      {},
      h("time", { datetime: time, text: clock(time) }),
      cause.input
        ? h("span", { class: "muted", text: ` ${words(cause.input["kind"])} from ${written(cause.input["source"])}` })
        : null,
    ),
    ...cause.facts.map(fact),
    raw(cause.input),
  );
}

function fact(row: Row): HTMLElement {
  const told = TOLD.filter((name) => row[name] !== undefined && row[name] !== null)
    .map((name) => `${words(name)} ${written(row[name])}`)
    .join(" · ");
  return h(
    "details",
    { class: "fact" },
    h(
      "summary",
      {},
      h("b", { text: words(row["type"]) }),
      ` ${told} `,
      h("span", { class: "muted", text: `#${written(row["seq"])}` }),
    ),
    facts(row, PLUMBING),
  );
}

function raw(input: Row | undefined): HTMLElement | null {
  const text = input?.["raw_text"];
  if (typeof text !== "string")
    return input?.["raw"] ? h("pre", { class: "raw", text: `base64: ${written(input["raw"])}` }) : null;
  const fields = fixFields(text);
  return h(
    "details",
    { class: "message", testid: "raw-message" },
    h("summary", { text: `Message as received, ${written(input?.["raw_length"])} bytes` }),
    h("pre", { class: "raw", tabindex: "0", text: visible(text) }),
    fields.length > 0
      ? h(
          "table",
          { class: "fix" },
          h(
            "tbody",
            {},
            ...fields.map((field) =>
              h(
                "tr",
                {},
                h("th", { scope: "row", text: field.tag }),
                h("td", { text: field.name }),
                h("td", { text: visible(field.value) }),
              ),
            ),
          ),
        )
      : null,
  );
}

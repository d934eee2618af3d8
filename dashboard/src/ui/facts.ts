import { title } from "../format/words";
import { isDecimal } from "../format/decimal";
import { group } from "../format/numbers";
import { h } from "./dom";

/** Name and value of every field of an object, exactly as the service said them. */
export function facts(row: object, leaveOut: readonly string[] = []): HTMLElement {
  const list = h("dl", { class: "facts" });
  for (const [name, value] of Object.entries(row)) {
    if (leaveOut.includes(name) || value === null || value === "") continue;
    list.append(h("dt", { text: title(name) }), h("dd", { class: isDecimal(value) ? "n" : undefined, text: written(value) }));
  }
  return list;
}

export function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (isDecimal(value)) return group(value);
  if (Array.isArray(value)) return value.every((each) => typeof each !== "object") ? value.join(", ") : JSON.stringify(value, null, 1);
  if (typeof value === "object") return JSON.stringify(value, null, 1);
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

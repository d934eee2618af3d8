import { title, words } from "../format/words";
import { h } from "./dom";

/** Name and value of every field of an object, exactly as the service said them. */
export function facts(row: object, leaveOut: readonly string[] = []): HTMLElement {
  const list = h("dl", { class: "facts" });
  for (const [name, value] of Object.entries(row)) {
    if (leaveOut.includes(name) || value === null || value === "" || value === undefined) continue;
    if (isPlain(value))
      for (const [inner, each] of Object.entries(value)) append(list, `${title(name)} · ${words(inner)}`, each);
    else append(list, title(name), value);
  }
  return list;
}

function append(list: HTMLElement, name: string, value: unknown): void {
  list.append(h("dt", { text: name }), h("dd", { text: written(value) }));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value) && value.length === 0) return "none";
  if (Array.isArray(value))
    return value.every((each) => typeof each !== "object") ? value.join(", ") : JSON.stringify(value, null, 1);
  if (typeof value === "object") return JSON.stringify(value, null, 1);
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

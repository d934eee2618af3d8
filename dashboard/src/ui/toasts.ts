import { h } from "./dom";

const SHOWN_MS = 8000;

/** Short messages at the edge; read out, and gone by themselves. */
export class Toasts {
  readonly element = h("div", { class: "toasts", role: "status", "aria-live": "polite", testid: "toasts" });

  say(text: string, tone: "ok" | "bad" = "ok"): void {
    const toast = h("p", { class: tone, text });
    this.element.append(toast);
    setTimeout(() => toast.remove(), SHOWN_MS);
  }
}

import { button, h, newId } from "./dom";

/** A panel on the right that explains one row. Focus goes into it and back to where it came from. */
export class Drawer {
  private readonly heading = h("h2", { id: newId("drawer") });
  private readonly content = h("div", { class: "content" });
  readonly element = h(
    "aside",
    { class: "drawer", "aria-labelledby": this.heading.id, tabindex: "-1", hidden: true, testid: "drawer" },
    h(
      "header",
      {},
      this.heading,
      button("Close", () => this.close(), { "aria-keyshortcuts": "Escape", testid: "drawer-close" }),
    ),
    this.content,
  );
  private before: Element | null = null;
  private left: (() => void) | undefined;

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** @param left Called when it closes or shows something else: to stop what keeps its content alive. */
  open(title: string, content: Node, left?: () => void): void {
    this.left?.();
    this.left = left;
    if (!this.isOpen) this.before = document.activeElement;
    this.heading.textContent = title;
    this.content.replaceChildren(content);
    this.content.scrollTop = 0;
    this.element.hidden = false;
    this.element.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.left?.();
    this.left = undefined;
    this.element.hidden = true;
    this.content.replaceChildren();
    if (this.before instanceof HTMLElement) this.before.focus();
  }
}

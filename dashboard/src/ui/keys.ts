export interface Shortcut {
  key: string;
  does: string;
  run: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Single keys, not while somebody types or a dialog is open. Escape works everywhere. */
export class Keys {
  private readonly all = new Map<string, Shortcut>();

  constructor(private readonly escape: () => void) {
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  get shortcuts(): Iterable<Shortcut> {
    return this.all.values();
  }

  add(key: string, does: string, run: () => void): void {
    this.all.set(key, { key, does, run });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
      else this.escape();
      return;
    }
    const shortcut = isTyping(event.target) ? undefined : this.all.get(event.key);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  }
}

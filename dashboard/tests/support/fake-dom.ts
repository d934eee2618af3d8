/**
 * As much of a document as the tables and panels need to be built and read without a browser. Nothing is laid out or
 * drawn: what a panel says in words is what these tests look at, the browser tests see the rest.
 */
export class FakeElement {
  parentElement: FakeElement | null = null;
  readonly children: (FakeElement | string)[] = [];
  readonly attributes = new Map<string, string>();
  readonly dataset: Record<string, string> = {};
  readonly style: Record<string, string> = {};
  readonly listeners = new Map<string, (event: unknown) => void>();
  readonly classList = { toggle: (): void => undefined };
  className = "";
  hidden = false;
  title = "";
  value = "";
  checked = false;
  isConnected = true;

  constructor(readonly tag: string) {}

  append(...children: (FakeElement | string)[]): void {
    for (const child of children) {
      this.children.push(child);
      if (!(child instanceof FakeElement)) continue;
      child.parentElement = this;
      // The first option is chosen until somebody chooses.
      if (this.tag === "select") this.value ||= child.value;
    }
  }

  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children.length = 0;
    this.append(...children);
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
    if (name === "title") this.title = value;
    if (name === "hidden") this.hidden = true;
    if (name === "value") this.value = value;
  }

  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.listeners.set(name, listener);
  }

  get textContent(): string {
    return this.children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }

  set textContent(text: string) {
    this.replaceChildren(text);
  }

  /** All below it, itself first. */
  get all(): FakeElement[] {
    return [this, ...this.children.flatMap((child) => (child instanceof FakeElement ? child.all : []))];
  }

  byTestId(name: string): FakeElement {
    return this.all.find((each) => each.dataset["testid"] === name)!;
  }

  byClass(name: string): FakeElement[] {
    return this.all.filter((each) => each.className.split(" ").includes(name));
  }

  /** What a reader sees of it. */
  get shown(): string {
    if (this.hidden) return "";
    return this.children.map((child) => (typeof child === "string" ? child : child.shown)).join("");
  }
}

/** For vi.stubGlobal. */
export const fakeGlobals: Record<string, unknown> = {
  document: {
    hidden: false,
    addEventListener: () => undefined,
    createElement: (tag: string) => new FakeElement(tag),
  },
  ResizeObserver: class {
    observe(): void {}
  },
  requestAnimationFrame: () => 1,
};

export function fake(element: HTMLElement): FakeElement {
  return element as unknown as FakeElement;
}

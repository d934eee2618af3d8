type Child = Node | string | null | undefined | false;

interface Props {
  class?: string | undefined;
  text?: string | undefined;
  testid?: string | undefined;
  on?: Partial<{ [K in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[K]) => void }>;
  [attribute: string]: unknown;
}

/** An element. Texts enter as text nodes and attribute values as attribute values: markup in them stays letters. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

function set(element: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") element.className = String(value);
  else if (name === "text") element.textContent = String(value);
  else if (name === "testid") element.dataset["testid"] = String(value);
  else if (name === "on") listen(element, value as Record<string, EventListener>);
  else element.setAttribute(name, value === true ? "" : String(value));
}

function listen(element: HTMLElement, handlers: Record<string, EventListener>): void {
  for (const [event, handler] of Object.entries(handlers)) element.addEventListener(event, handler);
}

/** Writes only what differs, so that a selection in an unchanged text survives. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setClass(element: Element, name: string): void {
  if (element.className !== name) element.className = name;
}

export function button(label: string, act: () => void, props: Props = {}): HTMLButtonElement {
  return h("button", { type: "button", ...props, on: { click: act } }, label);
}

let ids = 0;

export function newId(prefix: string): string {
  return `${prefix}-${++ids}`;
}

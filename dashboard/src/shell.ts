import { enterOrder } from "./actions/order-actions";
import type { Client } from "./api/client";
import { setZone, zoneName } from "./format/times";
import { attention } from "./panels/attention";
import { Header } from "./panels/header";
import { activeSwitches, canKill, engageKillSwitch, stopsAll } from "./panels/kill-switch";
import type { Feed } from "./state/feed";
import type { Store, Topic } from "./state/store";
import { Dialog, type DialogOptions } from "./ui/dialog";
import { h, setText } from "./ui/dom";
import { Drawer } from "./ui/drawer";
import { showHelp } from "./ui/help";
import { Keys } from "./ui/keys";
import { nextTheme } from "./ui/theme";
import { Toasts } from "./ui/toasts";
import { PAGES } from "./views/pages";
import type { App, View } from "./views/view";

/** The frame around the pages: menu, header, drawer, shortcuts, and which page the address names. */
export class Shell implements App {
  readonly drawer = new Drawer();
  readonly toasts = new Toasts();
  private readonly views = new Map<string, View>();
  private readonly header: Header;
  private readonly main = h("main", { id: "main", tabindex: "-1" });
  private readonly links = new Map<string, HTMLAnchorElement>();
  private readonly waiting = h("span", { class: "count", hidden: true });
  private readonly keys = new Keys(() => this.drawer.close());
  private current = "";
  private utc = true;

  constructor(
    root: HTMLElement,
    readonly client: Client,
    readonly store: Store,
    readonly feed: Feed,
  ) {
    this.header = new Header(store, {
      kill: () => void this.kill(),
      help: () => showHelp(this.keys),
      theme: () => this.theme(),
      zone: () => this.zone(),
    });
    root.append(
      h(
        "a",
        {
          class: "skip",
          href: "#main",
          on: {
            click: (event) => {
              event.preventDefault();
              this.main.focus();
            },
          },
        },
        "Skip to content",
      ),
      this.header.ribbon,
      this.header.element,
      this.header.noticeElement,
      this.menu(),
      this.main,
      this.drawer.element,
      this.toasts.element,
    );
    this.addKeys();
    store.onChange((changes) => this.onChange(changes));
    setInterval(() => this.header.tick(), 500);
    addEventListener("hashchange", () => this.route());
    this.route();
  }

  ask(options: DialogOptions): Promise<boolean> {
    const late = (message: string): void => this.toasts.say(`${options.title}: ${message}`, "bad");
    return new Dialog({ late, ...options }).show();
  }

  go(view: string, filter = ""): void {
    const hash = `#/${view}${filter ? `?${new URLSearchParams({ q: filter })}` : ""}`;
    if (location.hash === hash) this.route();
    else location.hash = hash;
  }

  private route(): void {
    const [name = "", query] = location.hash.replace(/^#\//, "").split("?");
    const page = PAGES.find((each) => each.name === name) ?? PAGES[0]!;
    let view = this.views.get(page.name);
    if (!view) this.views.set(page.name, (view = page.make(this, () => this.utc)));
    this.current = page.name;
    this.main.replaceChildren(view.element);
    document.title = `${page.title} · Truefill`;
    for (const [each, link] of this.links) {
      if (each === page.name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    view.show?.(new URLSearchParams(query ?? "").get("q") ?? "");
  }

  private onChange(changes: ReadonlySet<Topic>): void {
    this.header.update();
    this.header.tick();
    const { killSwitch } = this.store;
    this.header.killEngaged(stopsAll(killSwitch), activeSwitches(killSwitch).length, canKill(this));
    const count = attention(this).length;
    this.waiting.hidden = count === 0;
    setText(this.waiting, String(count));
    this.view.update(changes);
  }

  private get view(): View {
    return this.views.get(this.current)!;
  }

  private menu(): HTMLElement {
    return h(
      "nav",
      { class: "menu", "aria-label": "Pages" },
      ...PAGES.map((page) => {
        const link = h(
          "a",
          { href: `#/${page.name}`, "aria-keyshortcuts": page.key, testid: `nav-${page.name}` },
          page.title,
          page.name === "overview" ? this.waiting : null,
          h("kbd", { "aria-hidden": "true", text: page.key }),
        );
        this.links.set(page.name, link);
        return link;
      }),
    );
  }

  private addKeys(): void {
    for (const page of PAGES) this.keys.add(page.key, page.title, () => this.go(page.name));
    this.keys.add("/", "filter the table", () => this.view.focusFilter?.());
    this.keys.add("n", "new order", () => void enterOrder(this));
    this.keys.add("k", "kill switch", () => void this.kill());
    this.keys.add("t", "dark, light or the system's colours", () => this.theme());
    this.keys.add("?", "this sheet", () => showHelp(this.keys));
  }

  private async kill(): Promise<void> {
    if (canKill(this)) await engageKillSwitch(this);
    else this.toasts.say("This build of the service has no kill switch.", "bad");
  }

  private theme(): string {
    const chosen = nextTheme();
    for (const view of this.views.values()) view.themeChanged?.();
    return chosen;
  }

  private zone(): string {
    this.utc = !this.utc;
    setZone(this.utc ? "utc" : "local");
    this.route();
    return zoneName();
  }
}

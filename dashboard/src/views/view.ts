import type { Client } from "../api/client";
import type { Feed } from "../state/feed";
import type { Store, Topic } from "../state/store";
import type { DialogOptions } from "../ui/dialog";
import type { Drawer } from "../ui/drawer";
import type { Toasts } from "../ui/toasts";

/** What views work with. */
export interface App {
  readonly client: Client;
  readonly store: Store;
  readonly feed: Feed;
  readonly drawer: Drawer;
  readonly toasts: Toasts;
  /** Shows a dialog; true once it was confirmed and the service has done it. */
  ask: (options: DialogOptions) => Promise<boolean>;
  go: (view: string, filter?: string) => void;
}

/** One page of the dashboard. Only the one that is shown is told about changes. */
export interface View {
  readonly element: HTMLElement;
  show?: (filter: string) => void;
  update: (changes: ReadonlySet<Topic>) => void;
  focusFilter?: () => void;
  themeChanged?: () => void;
}

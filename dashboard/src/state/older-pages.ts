import type { Client } from "../api/client";
import type { Page } from "../api/types";
import type { Store } from "./store";

/**
 * The rows of a list behind the newest ones, page by page and each once. A new picture empties the store, so it starts
 * over then, and so it does where the store let rows go that it has had; before the first picture there is nothing to
 * add to.
 */
export class OlderPages<T> {
  private cursor: string | null | undefined;
  private picture = 0;
  private dropsSeen = 0;
  private loading = false;

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly path: string,
    private readonly take: (rows: T[]) => void,
    /** How often the store let rows go. */
    private readonly drops: () => number = () => 0,
  ) {}

  /** Goes on until there is enough, or no more. */
  async load(enough: () => boolean): Promise<void> {
    const picture = this.store.pictures;
    if (picture !== this.picture) {
      this.picture = picture;
      this.cursor = undefined;
      this.loading = false;
    }
    if (picture === 0 || this.loading) return;
    if (this.drops() !== this.dropsSeen) {
      this.dropsSeen = this.drops();
      this.cursor = undefined;
    }
    this.loading = true;
    try {
      do {
        if (this.cursor === null) return;
        const query = { limit: 1000, direction: "desc", ...(this.cursor ? { cursor: this.cursor } : {}) };
        const page = await this.client.get<Page<T>>(this.path, query);
        if (picture !== this.store.pictures) return;
        this.cursor = page.next;
        this.take(page.items);
      } while (!enough());
    } finally {
      if (picture === this.picture) this.loading = false;
    }
  }
}

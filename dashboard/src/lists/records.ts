import { messageOf, NOT_ASKED, notKnownText } from "../api/error";
import { Refusal } from "../api/refusal";
import type { Row } from "../api/types";
import { absent } from "../panels/absent";
import type { Topic } from "../state/store";
import { Table } from "../table/table";
import { h, setText } from "../ui/dom";
import type { App } from "../views/view";
import { columnsOf } from "./record-columns";

export interface RecordsOptions {
  id: string;
  label: string;
  path: string;
  query?: Record<string, string>;
  /** The list comes oldest first otherwise. */
  newestFirst?: boolean;
  /** The field that names a row. */
  key: string;
  columns: readonly string[];
  empty: string;
  topics: readonly Topic[];
  open: (row: Row) => void;
  controls?: readonly HTMLElement[];
}

const MOST = 5000;

/** A list of the API as a table, asked for again whenever the stream says that it changed. */
export class Records {
  readonly element = h("div", { class: "records" });
  private readonly note = h("span", { class: "note", role: "status" });
  private table: Table<Row> | undefined;
  private columns = "";
  private asking = false;
  private again = false;
  private readonly refusal = new Refusal();
  rows: readonly Row[] = [];

  constructor(
    private readonly app: App,
    private readonly options: RecordsOptions,
  ) {}

  show(filter = ""): void {
    void this.ask().then(() => {
      if (filter) this.table?.setFilter(filter);
    });
  }

  update(changes: ReadonlySet<Topic>): void {
    if (this.refusal.holds) return;
    if (changes.has("routes") || this.options.topics.some((topic) => changes.has(topic))) void this.ask();
  }

  focusFilter(): void {
    this.table?.focusFilter();
  }

  /** One question at a time; a change that comes meanwhile is asked for after it. */
  async ask(): Promise<void> {
    if (!this.app.feed.routes.has("GET", this.options.path)) {
      this.element.replaceChildren(absent(this.options.label, this.options.path));
      return;
    }
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    try {
      do {
        this.again = false;
        this.take(await this.app.client.all<Row>(this.options.path, this.query, MOST));
        this.refusal.take();
        setText(this.note, "");
      } while (this.again);
    } catch (error) {
      this.refusal.take(error);
      if (!this.table) this.take([], NOT_ASKED);
      this.table?.setNotKnown(notKnownText(error));
      setText(this.note, messageOf(error));
    } finally {
      this.asking = false;
    }
  }

  private get query(): Record<string, string> {
    return { ...this.options.query, ...(this.options.newestFirst ? { direction: "desc" } : {}) };
  }

  private take(rows: Row[], notKnown = ""): void {
    this.rows = rows;
    const columns = columnsOf(rows, this.options.columns);
    const names = columns.map((column) => `${column.id}${column.number ? "#" : ""}`).join();
    if (!this.table || names !== this.columns || !this.table.element.isConnected) {
      this.columns = names;
      const { id, label, key, empty, open, controls = [] } = this.options;
      this.table = new Table<Row>({
        id,
        label,
        columns,
        empty,
        open,
        controls: [...controls, this.note],
        key: (row) => String(row[key] ?? JSON.stringify(row)),
      });
      this.element.replaceChildren(this.table.element);
    }
    this.table.setRows(rows, notKnown);
  }
}

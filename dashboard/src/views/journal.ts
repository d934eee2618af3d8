import { messageOf, notKnownText } from "../api/error";
import type { Page, Row } from "../api/types";
import { group } from "../format/numbers";
import { words } from "../format/words";
import { sequence, text, time, type Column } from "../table/column";
import { Table } from "../table/table";
import { button, h, setText } from "../ui/dom";
import { facts, written } from "../ui/facts";
import type { App, View } from "./view";

interface Entry {
  seq: number;
  time: string;
  type: string;
  kind: string;
  about: string;
  row: Row;
}

const SHOWN = 1000;
const AGAIN_MS = 1000;
const SAID_ELSEWHERE = new Set(["seq", "time", "type", "kind", "at", "transact_time", "received_at"]);

const columns: readonly Column<Entry>[] = [
  sequence("seq", "Seq", 90),
  time("time", "Time", 118),
  {
    ...text<Entry>("type", "Record", 170),
    show: (entry) => words(entry.type),
    tone: (entry) => (entry.type === "input" ? "accent" : ""),
  },
  { ...text<Entry>("kind", "Kind", 170), show: (entry) => (entry.kind ? words(entry.kind) : "") },
  text("about", "Content", 600),
];

/** The journal as it is, newest records first: inputs and the facts they caused. */
export class JournalView implements View {
  readonly element: HTMLElement;
  private readonly table: Table<Entry>;
  private readonly follow = h("input", {
    type: "checkbox",
    checked: true,
    testid: "follow",
    on: { change: () => void this.ask() },
  });
  private readonly from = h("input", {
    class: "short",
    inputmode: "numeric",
    placeholder: "sequence",
    "aria-label": "Go to sequence",
    on: {
      keydown: (event) => {
        if (event.key === "Enter") void this.goTo();
      },
    },
  });
  private readonly note = h("span", { class: "note", role: "status" });
  private askedAt = 0;
  private busy = false;
  private after = 0;

  constructor(private readonly app: App) {
    this.table = new Table<Entry>({
      id: "journal",
      label: "Journal",
      columns,
      key: (entry) => String(entry.seq),
      empty: "No records there.",
      sort: { column: "seq", descending: true },
      open: (entry) => this.open(entry),
      controls: [
        h("label", { class: "check" }, this.follow, "follow"),
        this.from,
        button("Go", () => void this.goTo()),
        this.note,
      ],
    });
    this.element = h("section", { class: "view fill", "aria-label": "Journal" }, this.table.element);
  }

  show(filter: string): void {
    this.table.setFilter(filter);
    void this.ask();
  }

  update(): void {
    if (this.follow.checked && performance.now() - this.askedAt > AGAIN_MS) void this.ask();
  }

  focusFilter(): void {
    this.table.focusFilter();
  }

  private async goTo(): Promise<void> {
    const seq = Number(this.from.value);
    if (!Number.isSafeInteger(seq) || seq < 1) return;
    this.follow.checked = false;
    this.after = seq - 1;
    await this.ask();
  }

  private async ask(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.askedAt = performance.now();
    if (this.follow.checked) this.after = Math.max(0, this.app.store.seq - SHOWN);
    try {
      const page = await this.app.client.get<Page<Row>>("/api/v1/journal", { after_seq: this.after, limit: SHOWN });
      this.table.setRows(page.items.map(entry));
      setText(
        this.note,
        `${group(String(this.after + 1))} to ${group(String(page.items.at(-1)?.["seq"] ?? this.after))}`,
      );
    } catch (error) {
      this.table.setNotKnown(notKnownText(error));
      setText(this.note, messageOf(error));
    } finally {
      this.busy = false;
    }
  }

  private open({ seq, row }: Entry): void {
    this.app.drawer.open(`Record ${seq}`, facts(row));
  }
}

function entry(row: Row): Entry {
  const about = Object.entries(row)
    .filter(([name, value]) => !SAID_ELSEWHERE.has(name) && value !== null && value !== "")
    .map(([name, value]) => `${name}=${written(value)}`)
    .join("  ");
  return {
    seq: Number(row["seq"]),
    time: String(row["time"]),
    type: String(row["type"]),
    kind: String(row["kind"] ?? ""),
    about,
    row,
  };
}

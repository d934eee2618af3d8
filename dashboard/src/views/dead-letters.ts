import { byField, remember } from "../actions/person";
import { messageOf, NOT_ASKED, notKnownText } from "../api/error";
import { Refusal } from "../api/refusal";
import type { DeadLetter } from "../api/types";
import { visible, words } from "../format/words";
import type { Topic } from "../state/store";
import { sequence, text, time, word, type Column } from "../table/column";
import { Table } from "../table/table";
import { button, h, setText } from "../ui/dom";
import { facts } from "../ui/facts";
import type { App, View } from "./view";

const PATH = "/api/v1/deadletters";
const AGAIN_MS = 2000;

const columns: readonly Column<DeadLetter>[] = [
  sequence("id", "ID", 56),
  time("time", "Time", 150, true),
  word("state", "State", 80, (letter) => (letter.state === "open" ? "warn strong" : "muted")),
  text("source", "Source", 110),
  word("reason", "Reason", 150),
  text("detail", "Detail", 320),
  sequence("raw_length", "Bytes", 64),
  text("closed_by", "Closed by", 90),
  { ...text<DeadLetter>("raw_text", "Message", 300), show: (letter) => visible(letter.raw_text ?? "(no text)") },
];

/**
 * What could not be booked. It is kept with its bytes until a person mends it, replays it, or closes it for a reason.
 */
export class DeadLettersView implements View {
  readonly element: HTMLElement;
  private readonly table: Table<DeadLetter>;
  private readonly state = h(
    "select",
    { "aria-label": "State", testid: "letters-state", on: { change: () => this.askAnew() } },
    ...["open", "replayed", "closed", "all"].map((each) => h("option", { value: each, text: each })),
  );
  private readonly note = h("span", { class: "note", role: "status" });
  private askedAt = 0;
  private readonly refusal = new Refusal();

  constructor(private readonly app: App) {
    this.table = new Table<DeadLetter>({
      id: "deadletters",
      label: "Dead letters",
      columns,
      key: (letter) => String(letter.id),
      empty: "No dead letters in this state.",
      sort: { column: "id", descending: true },
      open: (letter) => void this.open(letter),
      controls: [this.state, this.note],
    });
    this.element = h("section", { class: "view fill", "aria-label": "Dead letters" }, this.table.element);
  }

  show(filter: string): void {
    this.table.setFilter(filter);
    void this.ask();
  }

  update(changes: ReadonlySet<Topic>): void {
    if (this.refusal.holds) return;
    if (changes.has("deadletters") || (changes.has("status") && performance.now() - this.askedAt > AGAIN_MS))
      void this.ask();
  }

  focusFilter(): void {
    this.table.focusFilter();
  }

  // Those of one state are not shown as those of another, whether that is answered or not.
  private askAnew(): void {
    this.table.setRows([], NOT_ASKED);
    void this.ask();
  }

  private async ask(): Promise<void> {
    this.askedAt = performance.now();
    const state = this.state.value;
    try {
      const letters = await this.app.client.all<DeadLetter>(PATH, { state, direction: "desc" }, 5000);
      if (state !== this.state.value) return;
      this.table.setRows(letters);
      this.refusal.take();
      setText(this.note, "");
    } catch (error) {
      if (state !== this.state.value) return;
      this.refusal.take(error);
      this.table.setNotKnown(notKnownText(error));
      setText(this.note, messageOf(error));
    }
  }

  private async open(row: DeadLetter): Promise<void> {
    try {
      const letter = await this.app.client.get<DeadLetter>(`${PATH}/${row.id}`);
      this.app.drawer.open(`Dead letter ${letter.id}`, this.content(letter));
    } catch (error) {
      this.app.toasts.say(messageOf(error), "bad");
    }
  }

  private content(letter: DeadLetter): HTMLElement {
    const ways =
      letter.state !== "open"
        ? null
        : h(
            "div",
            { class: "buttons" },
            button("Edit and replay …", () => void this.replay(letter), { class: "primary", testid: "letter-replay" }),
            button("Close …", () => void this.close(letter), { class: "danger", testid: "letter-close" }),
          );
    return h(
      "div",
      {},
      h(
        "p",
        { class: "headline" },
        h("span", { class: "badge warn", text: words(letter.reason) }),
        ` ${letter.detail}`,
      ),
      ways,
      h("h3", { text: "As received" }),
      h("pre", {
        class: "raw",
        tabindex: "0",
        testid: "letter-raw",
        text: letter.raw_text === null ? `base64: ${letter.raw}` : visible(letter.raw_text),
      }),
      facts(letter, ["raw", "raw_text", "raw_complete"]),
    );
  }

  /** SOH cannot be typed, so it is a bar here and SOH again when it is sent, unless the message has bars of its own. */
  private async replay(letter: DeadLetter): Promise<void> {
    const original = letter.raw_text ?? "";
    const bars = original.includes("\u0001") && !original.includes("|");
    const shown = bars ? original.replaceAll("\u0001", "|") : original;
    await this.settle(letter, {
      title: `Replay dead letter ${letter.id}`,
      confirm: "Replay",
      verb: "replay",
      detail:
        letter.raw_text === null
          ? "Its bytes are no text: it is replayed as it is."
          : `Mend the message, or leave it and replay it as it was.${bars ? " A bar stands for SOH." : ""}`,
      body: (values) =>
        letter.raw_text === null || values["raw_text"] === shown
          ? {}
          : { raw_text: bars ? values["raw_text"]!.replaceAll("|", "\u0001") : values["raw_text"]! },
      ...(letter.raw_text === null ? {} : { text: shown }),
    });
  }

  private async close(letter: DeadLetter): Promise<void> {
    await this.settle(letter, {
      title: `Close dead letter ${letter.id}`,
      confirm: "Close it",
      verb: "close",
      detail: "Nothing of it is booked. It stays in the journal with your reason.",
      body: () => ({}),
    });
  }

  private async settle(
    letter: DeadLetter,
    how: {
      title: string;
      confirm: string;
      verb: "replay" | "close";
      detail: string;
      text?: string;
      body: (values: Record<string, string>) => Record<string, string>;
    },
  ): Promise<void> {
    const done = await this.app.ask({
      title: how.title,
      detail: how.detail,
      confirm: how.confirm,
      danger: how.verb === "close",
      fields: [
        ...(how.text === undefined
          ? []
          : [{ name: "raw_text", label: "Message", value: how.text, multiline: true, required: true }]),
        { name: "reason", label: "Reason", required: true },
        byField(),
      ],
      act: async (values, key) => {
        remember(values);
        const by = values["by"] ? { by: values["by"] } : {};
        // Refused again it is done with, and a new dead letter takes its place: the list has to say so in either case.
        await this.app.client
          .post(`${PATH}/${letter.id}/${how.verb}`, { reason: values["reason"], ...by, ...how.body(values) }, key)
          .finally(() => void this.ask());
      },
    });
    if (!done) return;
    this.app.toasts.say(`Dead letter ${letter.id}: ${how.verb === "close" ? "closed" : "replayed"}.`);
    this.app.drawer.close();
  }
}

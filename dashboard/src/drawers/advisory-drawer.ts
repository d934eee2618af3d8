import { actionButton, actionName } from "../actions/action";
import { messageOf } from "../api/error";
import type { Page, Row } from "../api/types";
import { NONE } from "../format/numbers";
import { clock } from "../format/times";
import { words } from "../format/words";
import { stateTone } from "../lists/record-columns";
import { executionTime } from "../state/execution-time";
import { h, setText } from "../ui/dom";
import { facts, written } from "../ui/facts";
import type { App } from "../views/view";
import { isOpenTo } from "./record-drawer";

const ITEM = "/api/v1/advisories/{id}";
/** The hard limit of an execution: no configuration changes it. */
const LIMIT_MS = 30_000;
const LOOK_MS = 500;

/** An advisory with what a person may do, and its execution against the thirty seconds, as its log tells it. */
export function openAdvisory(app: App, row: Row): void {
  const id = String(row["advisory_id"] ?? row["id"]);
  const watch = new AdvisoryWatch(app, id, row);
  app.drawer.open(`Advisory ${id}`, watch.element, () => watch.stop());
}

class AdvisoryWatch {
  private readonly head = h("div");
  private readonly bar = h("meter", {
    min: "0",
    max: "30",
    low: "20",
    high: "27",
    optimum: "0",
    "aria-label": "Seconds of thirty",
  });
  private readonly seconds = h("span", { testid: "advisory-clock" });
  private readonly clockLine = h("p", { class: "clock", hidden: true }, this.bar, this.seconds);
  private readonly log = h("ol", { class: "timeline", testid: "advisory-log" });
  private readonly note = h("p", { class: "error", hidden: true });
  readonly element = h("div", {}, this.head, this.clockLine, this.note, h("h3", { text: "Log" }), this.log);
  private readonly timer: ReturnType<typeof setInterval>;
  private busy = false;
  private shown = "";

  constructor(
    private readonly app: App,
    private readonly id: string,
    row: Row,
  ) {
    this.draw(row);
    this.timer = setInterval(() => void this.look(), LOOK_MS);
    void this.look();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const path = `/api/v1/advisories/${encodeURIComponent(this.id)}`;
    try {
      this.draw(await this.app.client.get<Row>(path));
      if (this.app.feed.routes.has("GET", `${ITEM}/log`))
        this.drawLog((await this.app.client.get<Page<Row>>(`${path}/log`)).items);
      this.note.hidden = true;
    } catch (error) {
      this.note.textContent = messageOf(error);
      this.note.hidden = false;
    } finally {
      this.busy = false;
    }
  }

  private draw(row: Row): void {
    const text = JSON.stringify(row);
    if (text === this.shown) return;
    this.shown = text;
    const path = `/api/v1/advisories/${encodeURIComponent(this.id)}`;
    const fixed = { snapshot_hash: row["snapshot_hash"] };
    const done = (): void => {
      this.app.store.changed("advisory");
      void this.look();
    };
    const ways = this.app.feed.routes
      .actions(ITEM)
      .filter((route) => isOpenTo(row, actionName(route)))
      .map((route) =>
        actionButton(this.app, route, path + route.path.slice(ITEM.length), {
          done,
          ...(row["snapshot_hash"] ? { fixed } : {}),
        }),
      );
    this.head.replaceChildren(
      h(
        "p",
        { class: "headline" },
        h("span", {
          class: `badge ${stateTone(row["status"])}`,
          testid: "advisory-status",
          text: words(row["status"]),
        }),
      ),
      h("div", { class: "buttons" }, ...ways),
      facts(row),
    );
  }

  private drawLog(rows: readonly Row[]): void {
    this.log.replaceChildren(
      ...rows.map((row) =>
        h(
          "li",
          {},
          h("time", { text: clock(written(row["timestamp"])) }),
          h("b", { text: ` ${words(row["event"])}` }),
          facts(row, ["timestamp", "event", "advisory_id"]),
        ),
      ),
    );
    const time = executionTime(rows, this.app.store.clock.now(performance.now()));
    this.clockLine.hidden = time === undefined;
    if (!time) return;
    const { passedMs, isConcluded } = time;
    const seconds = passedMs === null ? NONE : (passedMs / 1000).toFixed(1);
    this.bar.value = Math.min(LIMIT_MS, passedMs ?? 0) / 1000;
    setText(this.seconds, ` ${seconds} s of ${LIMIT_MS / 1000} s${isConcluded ? ", concluded" : ""}`);
  }
}

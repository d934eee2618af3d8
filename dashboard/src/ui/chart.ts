import uPlot from "uplot";
import type { Series } from "../state/series";
import { compact, NONE } from "../format/numbers";
import { axisTime, clock } from "../format/times";
import { h } from "./dom";

/** Lines differ by dash as well as by colour. */
const STROKES = ["--line-1", "--line-2", "--line-3"];
const DASHES: number[][] = [[], [6, 3], [2, 3]];

const SHORTEST_SECONDS = 60;

/** What has only begun is not stretched over the whole width. */
function atLeastAMinute(from: number | null, to: number | null): [number, number] {
  const end = to ?? Date.now() / 1000;
  return [Math.min(from ?? end, end - SHORTEST_SECONDS), end];
}

/** Numbers over time. The same numbers stand in the tables, which is where a screen reader finds them. */
export class TimeChart {
  readonly element: HTMLElement;
  private readonly box = h("div", { class: "plot" });
  private plot: uPlot | undefined;
  private series: Series | undefined;

  constructor(
    label: string,
    private readonly utc: () => boolean,
  ) {
    this.element = h("div", { class: "chart", role: "img", "aria-label": label }, this.box);
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  show(series: Series): void {
    if (series !== this.series) this.destroy();
    this.series = series;
    if (!this.box.isConnected || this.box.clientWidth === 0) return;
    this.plot ??= this.create(series);
    this.plot.setData(this.data(series));
    // While nobody points at a time, the legend shows the latest one.
    if (series.length > 0 && (this.plot.cursor.left ?? -1) < 0) this.plot.setLegend({ idx: series.length - 1 });
  }

  /** Colours are read when it is drawn: another theme is another drawing. */
  redraw(): void {
    this.destroy();
    if (this.series) this.show(this.series);
  }

  private destroy(): void {
    this.plot?.destroy();
    this.plot = undefined;
  }

  private data(series: Series): uPlot.AlignedData {
    return [series.times, ...series.columns] as uPlot.AlignedData;
  }

  private resize(): void {
    if (this.plot) this.plot.setSize(this.size());
    else if (this.series) this.show(this.series);
  }

  private size(): { width: number; height: number } {
    // The legend stands below the drawing, in the same box.
    return { width: this.box.clientWidth, height: Math.max(90, this.box.clientHeight - 24) };
  }

  private create(series: Series): uPlot {
    const style = getComputedStyle(this.element);
    const color = (name: string): string => style.getPropertyValue(name).trim();
    const axis = {
      stroke: color("--muted"),
      font: "11px system-ui",
      grid: { stroke: color("--grid"), width: 1 },
      ticks: { stroke: color("--grid"), width: 1, size: 4 },
    };
    return new uPlot(
      {
        ...this.size(),
        tzDate: (seconds) =>
          this.utc() ? uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC") : new Date(seconds * 1000),
        cursor: { y: false, points: { size: 5 } },
        scales: { x: { time: true, range: (_, from, to) => atLeastAMinute(from, to) } },
        axes: [
          {
            ...axis,
            size: 26,
            space: 76,
            values: (_, ticks, _axis, _space, apart) => ticks.map((tick) => axisTime(tick, apart)),
          },
          { ...axis, size: 62, space: 28, values: (_, ticks) => ticks.map((tick) => compact(tick)) },
        ],
        series: [
          {
            label: "At",
            value: (_, seconds) =>
              Number.isFinite(seconds) ? clock(new Date(seconds * 1000).toISOString()).slice(0, 8) : NONE,
          },
          ...series.names.map((name, i) => ({
            label: name,
            stroke: color(STROKES[i]!),
            dash: DASHES[i]!,
            width: i === 0 ? 2 : 1.5,
            points: { show: false },
            value: (_: uPlot, value: number | null) => (value === null ? NONE : compact(value)),
          })),
        ],
      },
      this.data(series),
      this.box,
    );
  }
}

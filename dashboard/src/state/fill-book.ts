import type { Fill } from "../api/types";

/** Fills, newest first, each once: a bust or a correction comes under the sequence of the fill it changes. */
export class FillBook {
  private readonly newestFirst: Fill[] = [];

  constructor(private readonly most = 50_000) {}

  get all(): readonly Fill[] {
    return this.newestFirst;
  }

  put(fill: Fill): void {
    const at = this.place(fill.seq);
    const known = this.newestFirst[at]?.seq === fill.seq;
    this.newestFirst.splice(at, known ? 1 : 0, fill);
    if (this.newestFirst.length > this.most) this.newestFirst.pop();
  }

  /** One out of a list that was read a while ago: what came by the stream meanwhile is newer. */
  putOld(fill: Fill): void {
    if (this.newestFirst[this.place(fill.seq)]?.seq !== fill.seq) this.put(fill);
  }

  clear(): void {
    this.newestFirst.length = 0;
  }

  // The first index whose sequence is not above the given one.
  private place(seq: number): number {
    let low = 0;
    let high = this.newestFirst.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.newestFirst[middle]!.seq > seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

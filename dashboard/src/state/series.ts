/** Numbers over time for a chart, columns side by side as the chart takes them. Old points thin out; the ends stay. */
export class Series {
  readonly times: number[] = [];
  readonly columns: (number | null)[][];

  constructor(
    readonly names: readonly string[],
    private readonly most = 4000,
  ) {
    this.columns = names.map(() => []);
  }

  get length(): number {
    return this.times.length;
  }

  /** @param time Milliseconds since 1970; a point that is not later than the last one replaces it. */
  add(time: number, values: readonly (number | null)[]): void {
    const last = this.times.length - 1;
    const seconds = time / 1000;
    const at = last >= 0 && seconds <= this.times[last]! ? last : last + 1;
    this.times[at] = at === last ? this.times[last]! : seconds;
    this.columns.forEach((column, i) => {
      column[at] = values[i] ?? null;
    });
    if (this.times.length > this.most) this.thin();
  }

  clear(): void {
    this.times.length = 0;
    for (const column of this.columns) column.length = 0;
  }

  // Every second point of the older half goes: the recent past stays fine, the early past gets coarse.
  private thin(): void {
    const half = this.times.length >> 1;
    const keep = (_: unknown, i: number): boolean => i >= half || i % 2 === 0;
    replace(this.times, this.times.filter(keep));
    for (const column of this.columns) replace(column, column.filter(keep));
  }
}

function replace<T>(array: T[], by: T[]): void {
  array.length = 0;
  for (const each of by) array.push(each);
}

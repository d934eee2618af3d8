import { h, setText } from "../ui/dom";

/** A value against its limit: a bar, and the share in words for who cannot see it. */
export class Bullet {
  private readonly meter = h("meter", { min: "0", max: "1", low: "0.8", high: "0.95", optimum: "0" });
  private readonly share = h("span", { class: "n" });
  readonly element = h("span", { class: "bullet" }, this.meter, this.share);

  set(value: number, limit: number, label: string): void {
    const share = limit > 0 ? value / limit : 0;
    this.meter.value = Math.min(1, share);
    this.meter.setAttribute("aria-label", label);
    setText(this.share, `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`);
  }
}

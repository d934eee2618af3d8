// The API's times have up to nine digits behind the second; a Date has three. So texts are cut, not parsed, where that
// is enough.

export type Zone = "utc" | "local";

let zone: Zone = "utc";

export function setZone(next: Zone): void {
  zone = next;
}

export function zoneName(): string {
  return zone === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** 19:01:25.163 */
export function clock(text: string | null | undefined): string {
  if (!text) return "–";
  if (zone === "utc") return (text.slice(11).replace("Z", "") + (text.length > 20 ? "000" : ".000")).slice(0, 12);
  return local(text).slice(11, 23);
}

/** 2026-11-25 19:01:25 */
export function dateTime(text: string | null | undefined): string {
  if (!text) return "–";
  return zone === "utc" ? `${text.slice(0, 10)} ${text.slice(11, 19)}` : local(text).slice(0, 19);
}

/** The clock on the day of <now>; of another day without its year and thousandths: 11-18 19:01:25 */
export function moment(text: string | null | undefined, now = new Date()): string {
  if (!text) return "–";
  const at = dateTime(text);
  return at.slice(0, 10) === dateTime(now.toISOString()).slice(0, 10) ? clock(text) : at.slice(5);
}

/** What stands at a line of a time axis whose lines are so many seconds apart. */
export function axisTime(seconds: number, apart: number): string {
  const text = new Date(seconds * 1000).toISOString();
  const at = clock(text);
  if (apart < 60) return at.slice(0, 8);
  return apart >= 86_400 || at.startsWith("00:00:00") ? dateTime(text).slice(5, 10) : at.slice(0, 5);
}

export function millis(text: string): number {
  return Date.parse(text.replace(/(\.\d{3})\d+/, "$1"));
}

/** 4 s, 3 min, 2 h, 5 d */
export function age(ms: number): string {
  const s = Math.max(0, ms) / 1000;
  if (s < 1) return `${Math.round(s * 1000)} ms`;
  if (s < 90) return `${Math.floor(s)} s`;
  if (s < 5400) return `${Math.round(s / 60)} min`;
  return s < 129_600 ? `${Math.round(s / 3600)} h` : `${Math.round(s / 86_400)} d`;
}

function local(text: string): string {
  const date = new Date(millis(text));
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().replace("T", " ");
}

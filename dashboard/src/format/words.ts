/** partially_filled → partially filled: the API's words as people read them. */
export function words(text: unknown): string {
  return text === null || text === undefined || text === "" ? "–" : String(text).replaceAll("_", " ");
}

/** total_pnl → Total PnL. */
export function title(field: string): string {
  const text = field
    .replaceAll("_", " ")
    .replace(/\bpnl\b/g, "PnL")
    .replace(/\bcl ord id\b/g, "ClOrdID")
    .replace(/\b(id|px|fx|sl|tp|ttl)\b/gi, (word) => word.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Bytes of a message as one line: SOH, which separates fields in FIX, is drawn as a bar. */
export function visible(text: string): string {
  return text
    .replaceAll("\u0001", "|")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

// Exact decimals. The API sends them as strings because a binary float cannot hold them; adding them here as floats
// would show sums that the books do not have.

/** value = digits / 10^scale. */
interface Scaled {
  digits: bigint;
  scale: number;
}

const PATTERN = /^-?\d+(\.\d+)?$/;

export function isDecimal(text: unknown): text is string {
  return typeof text === "string" && PATTERN.test(text);
}

function parse(text: string): Scaled {
  if (!PATTERN.test(text)) throw new RangeError(`not a decimal: ${text}`);
  const point = text.indexOf(".");
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

function write({ digits, scale }: Scaled): string {
  const negative = digits < 0n;
  const all = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = all.slice(0, all.length - scale);
  const fraction = all.slice(all.length - scale).replace(/0+$/, "");
  const text = fraction ? `${whole}.${fraction}` : whole;
  return negative && text !== "0" ? `-${text}` : text;
}

function align(a: Scaled, b: Scaled): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

export function add(a: string, b: string): string {
  const [left, right, scale] = align(parse(a), parse(b));
  return write({ digits: left + right, scale });
}

export function multiply(a: string, b: string): string {
  const [left, right] = [parse(a), parse(b)];
  return write({ digits: left.digits * right.digits, scale: left.scale + right.scale });
}

/** The sum, or null as soon as one term is not known: a sum of what happens to be known would be a wrong number. */
export function sum(values: Iterable<string | null | undefined>): string | null {
  let total = "0";
  for (const value of values) {
    if (value === null || value === undefined) return null;
    total = add(total, value);
  }
  return total;
}

export function signOf(a: string): -1 | 0 | 1 {
  const { digits } = parse(a);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** Half-even, as the server rounds, and padded with zeros to exactly that many decimals. */
export function round(a: string, decimals: number): string {
  const { digits, scale } = parse(a);
  if (scale <= decimals) return pad(write({ digits, scale }), decimals);
  const unit = 10n ** BigInt(scale - decimals);
  const magnitude = digits < 0n ? -digits : digits;
  let quotient = magnitude / unit;
  const twice = (magnitude % unit) * 2n;
  if (twice > unit || (twice === unit && quotient % 2n === 1n)) quotient += 1n;
  return pad(write({ digits: digits < 0n ? -quotient : quotient, scale: decimals }), decimals);
}

/** At least that many decimals, none taken away. */
export function pad(text: string, decimals: number): string {
  if (decimals === 0) return text;
  const point = text.indexOf(".");
  const have = point < 0 ? 0 : text.length - point - 1;
  if (have >= decimals) return text;
  return (point < 0 ? `${text}.` : text) + "0".repeat(decimals - have);
}

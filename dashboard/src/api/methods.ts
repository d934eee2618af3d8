/** Ways to say which lot a trade closes. */
export const METHODS = ["fifo", "lifo", "average", "hifo"] as const;

export type Method = (typeof METHODS)[number];

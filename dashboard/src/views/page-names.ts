/** The pages by the names they have in the address, in the order of the menu. */
export const PAGE_NAMES = [
  "overview",
  "orders",
  "positions",
  "exposure",
  "fills",
  "advisories",
  "reconciliation",
  "journal",
  "deadletters",
  "alerts",
  "health",
] as const;

export type PageName = (typeof PAGE_NAMES)[number];

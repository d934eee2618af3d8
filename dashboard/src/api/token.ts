// The token lives as long as the tab: it is in no cookie, so no other page can make the browser send it.

const KEY = "truefill.token";
let given = 0;

export function token(): string | null {
  return sessionStorage.getItem(KEY);
}

/** Counts up with each token that is given: what was refused to one may be for the next. */
export function tokensGiven(): number {
  return given;
}

export function setToken(value: string | null): void {
  given++;
  if (value) sessionStorage.setItem(KEY, value);
  else sessionStorage.removeItem(KEY);
}

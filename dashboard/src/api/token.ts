// The token lives as long as the tab: it is in no cookie, so no other page can make the browser send it.

const KEY = "truefill.token";

export function token(): string | null {
  return sessionStorage.getItem(KEY);
}

export function setToken(value: string | null): void {
  if (value) sessionStorage.setItem(KEY, value);
  else sessionStorage.removeItem(KEY);
}

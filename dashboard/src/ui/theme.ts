export type Theme = "auto" | "dark" | "light";

const KEY = "truefill.theme";
const ORDER: Theme[] = ["auto", "dark", "light"];

export function theme(): Theme {
  const stored = localStorage.getItem(KEY) as Theme | null;
  return stored && ORDER.includes(stored) ? stored : "auto";
}

export function applyTheme(): void {
  const chosen = theme();
  if (chosen === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
}

export function nextTheme(): Theme {
  const next = ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length]!;
  localStorage.setItem(KEY, next);
  applyTheme();
  return next;
}

import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const KEY = "imprint.theme";
const ORDER: Theme[] = ["system", "light", "dark"];

export const theme = signal<Theme>("system");

/** Takes the theme of last time. Storage may be refused by the browser: then each visit starts with the system's. */
export function restoreTheme(): void {
  try {
    const kept = localStorage.getItem(KEY);
    show(kept === "light" || kept === "dark" ? kept : "system");
  } catch {
    show("system");
  }
}

export function nextTheme(): Theme {
  return ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length] ?? "system";
}

export function chooseTheme(chosen: Theme): void {
  show(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    return;
  }
}

function show(chosen: Theme): void {
  theme.value = chosen;
  if (chosen === "system") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = chosen;
  }
}

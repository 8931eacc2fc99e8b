import { redo, undo } from "./store.ts";
import { signal } from "@preact/signals";

/** A key that does something everywhere, and what. */
export interface Shortcut {
  keys: string;
  does: string;
  /** Whether it is a character by itself, which people who speak to their machines may want off. */
  single?: boolean;
}

export const SHORTCUTS: Shortcut[] = [
  { keys: "Ctrl Z", does: "Undo the last change" },
  { keys: "Ctrl Shift Z", does: "Do it again" },
  { keys: "← →", does: "Go from tab to tab, while a tab has the focus" },
  { keys: "Ctrl V", does: "Paste an image: to add it (Teach) or to ask about it (Ask)" },
  { keys: "Space", does: "Record from the camera, while “Hold to record” has the focus" },
  { keys: "F2", does: "Rename the class that has the focus" },
  { keys: "Delete", does: "Delete the class that has the focus" },
  { keys: "1 … 5", does: "Ask: this is the first … fifth of the top classes", single: true },
  { keys: "?", does: "Show these keys", single: true },
];

const KEY = "imprint.single-keys";

export const helpShown = signal(false);

/** Whether characters by themselves do something. */
export const singleKeys = signal(true);

export function allowSingleKeys(allowed: boolean): void {
  singleKeys.value = allowed;
  try {
    localStorage.setItem(KEY, allowed ? "on" : "off");
  } catch {
    return;
  }
}

function restoreSingleKeys(): void {
  try {
    singleKeys.value = localStorage.getItem(KEY) !== "off";
  } catch {
    return;
  }
}

/** Returns whether a key is meant as a character by itself: nothing is typed, and no dialog is open. */
export function isSingleKey(event: KeyboardEvent): boolean {
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
  return singleKeys.value && alone && !isTyping(event.target) && document.querySelector("dialog[open]") === null;
}

/** Returns whether keys typed there are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "range", "button", "submit", "file", "color"].includes(target.type);
  }
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Listens for the keys that mean the same everywhere. */
export function listenForShortcuts(): void {
  restoreSingleKeys();
  addEventListener("keydown", (event) => {
    if (isTyping(event.target) || event.altKey) {
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "z") {
      event.preventDefault();
      void (event.shiftKey ? redo() : undo());
    } else if (control && event.key.toLowerCase() === "y") {
      event.preventDefault();
      void redo();
    } else if (event.key === "?" && isSingleKey(event)) {
      event.preventDefault();
      helpShown.value = true;
    }
  });
}

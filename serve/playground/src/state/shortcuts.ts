import { redo, undo } from "./store.ts";
import { signal } from "@preact/signals";

/** A key that does something everywhere, and what. */
export interface Shortcut {
  keys: string;
  does: string;
}

export const SHORTCUTS: Shortcut[] = [
  { keys: "Ctrl Z", does: "Undo the last change" },
  { keys: "Ctrl Shift Z", does: "Do it again" },
  { keys: "← →", does: "Go from tab to tab, while a tab has the focus" },
  { keys: "Ctrl V", does: "Paste an image: to add it (Teach) or to ask about it (Ask)" },
  { keys: "Space", does: "Record from the camera, while “Hold to record” has the focus" },
  { keys: "F2", does: "Rename the class that has the focus" },
  { keys: "Delete", does: "Delete the class that has the focus" },
  { keys: "?", does: "Show these keys" },
];

export const helpShown = signal(false);

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
    } else if (!control && event.key === "?") {
      event.preventDefault();
      helpShown.value = true;
    }
  });
}

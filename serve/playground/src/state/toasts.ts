import { signal } from "@preact/signals";

/** A short message that goes by itself, with at most one thing to do about it; of a group only the last is shown. */
export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action: { label: string; run: () => void } | null;
  group: string | null;
}

const MOST = 4;
const PLAIN_MILLISECONDS = 6_000;
const ACTION_MILLISECONDS = 12_000;

export const toasts = signal<Toast[]>([]);

/** What a screen reader is told next, politely; nothing that is seen. */
export const announcement = signal("");

let last = 0;

/** Shows a message. What is bad stays until it is closed or pushed out. */
export function toast(text: string, more: { tone?: Toast["tone"]; action?: Toast["action"]; group?: string } = {}): void {
  const id = ++last;
  const tone = more.tone ?? "plain";
  const action = more.action ?? null;
  const group = more.group ?? null;
  const others = toasts.value.filter((each) => each.text !== text && (group === null || each.group !== group));
  toasts.value = [...others, { id, text, tone, action, group }].slice(-MOST);
  if (tone === "plain") {
    setTimeout(() => closeToast(id), action ? ACTION_MILLISECONDS : PLAIN_MILLISECONDS);
  }
}

/** The group of what was changed: an older change cannot be undone before a later one. */
export const CHANGE = "change";

export function closeToast(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}

/** Tells screen readers alone. */
export function announce(text: string): void {
  announcement.value = text;
}

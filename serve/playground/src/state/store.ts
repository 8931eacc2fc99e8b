import { computed, effect, signal } from "@preact/signals";
import * as api from "../api/client.ts";
import { ApiFailure, sentenceOf } from "../api/failure.ts";
import type { Change, LearnedClass, Model, Welcome } from "../api/types.ts";
import { goTo, place } from "./place.ts";
import { sentenceCase } from "../ui/digits.ts";
import { connection } from "./session.ts";
import { announce, CHANGE, toast } from "./toasts.ts";

const POLL_MILLISECONDS = 3_000;

export const server = signal<Welcome | null>(null);
export const model = signal<Model | null>(null);
export const classes = signal<LearnedClass[]>([]);

/** Grows with every change, whoever made it; views that show examples ask again when it does. */
export const revision = computed(() => model.value?.revision ?? -1);

/** How many changes of this page are on their way. */
export const changing = signal(0);

/** Why nothing can be taught; null if it can. */
export const teachingObstacle = computed(() => {
  const now = model.value;
  if (now === null) {
    return "No model is chosen";
  }
  return now.readOnly || server.value?.readOnly ? "This server is read-only: it answers, and cannot be taught" : null;
});

/** Why images cannot be asked about or added; null if they can. */
export const imageObstacle = computed(() =>
  model.value !== null && model.value.kind === "embeddings"
    ? "This model answers for embeddings, not for images: it has no backbone here"
    : null,
);

export const chosen = computed(() => model.value?.name ?? "");

/** Asks what there is, and settles on the model of the address or the first. */
export async function start(): Promise<void> {
  try {
    server.value = await api.welcome();
  } catch (reason) {
    failed(reason);
    return;
  }
  const names = server.value.models.map((each) => each.name);
  const wanted = place.value.model;
  if (wanted !== null && !names.includes(wanted)) {
    toast(`There is no model ${wanted} here`, { tone: "bad" });
  }
  const name = wanted !== null && names.includes(wanted) ? wanted : names[0];
  if (name !== undefined) {
    goTo({ model: name });
    await refresh();
  }
}

let asked = 0;

/** Brings model and classes up to date; classes are asked for only if something changed. */
export async function refresh(): Promise<void> {
  const name = place.value.model;
  if (name === null || name === "") {
    return;
  }
  const mine = ++asked;
  const now = await modelOf(name);
  if (mine !== asked) {
    return;
  }
  const before = model.value;
  if (before === null || before.name !== now.name || before.revision !== now.revision) {
    const list = await api.classes(name);
    if (mine !== asked) {
      return;
    }
    classes.value = list.classes;
  }
  if (before === null || JSON.stringify(before) !== JSON.stringify(now)) {
    model.value = now;
  }
}

async function modelOf(name: string): Promise<Model> {
  try {
    return await api.model(name);
  } catch (reason) {
    const first = server.value?.models.find((each) => each.name !== name);
    if (reason instanceof ApiFailure && reason.status === 404 && first) {
      toast(reason.message, { tone: "bad" });
      goTo({ model: first.name });
      return api.model(first.name);
    }
    throw reason;
  }
}

/** Keeps up with what other tabs and clients change, while the page is seen. */
export function keepUp(): void {
  const tick = async () => {
    if (!document.hidden && connection.value !== "locked") {
      try {
        await (server.value === null ? start() : refresh());
      } catch (reason) {
        failed(reason, true);
      }
    }
    setTimeout(() => void tick(), POLL_MILLISECONDS);
  };
  setTimeout(() => void tick(), POLL_MILLISECONDS);
  effect(() => {
    const wanted = place.value.model;
    if (wanted !== null && model.peek() !== null && wanted !== model.peek()?.name) {
      model.value = null;
      classes.value = [];
      void quietly(refresh());
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      void quietly(refresh());
    }
  });
}

/**
 * Makes a change, says so with the way back, and shows what is new; `after` runs before that. Returns null if it failed; that is told
 * as well.
 */
export async function perform<C extends Change>(
  act: () => Promise<C>,
  told: { sentence?: (change: C) => string; undoable?: boolean; quiet?: boolean; after?: () => Promise<void> } = {},
): Promise<C | null> {
  changing.value++;
  const before = revision.value;
  try {
    const change = await act();
    const sentence = told.sentence?.(change) ?? sentenceCase(change.change);
    if (told.quiet) {
      announce(sentence);
    } else {
      const action = told.undoable === false || change.revision === before ? null : { label: "Undo", run: () => void undo() };
      toast(sentence, { action, group: CHANGE });
    }
    await told.after?.();
    await quietly(refresh());
    return change;
  } catch (reason) {
    failed(reason);
    await quietly(refresh());
    return null;
  } finally {
    changing.value--;
  }
}

export async function undo(): Promise<void> {
  const now = model.value;
  if (now?.undo && teachingObstacle.value === null) {
    const sentence = now.undo;
    await perform(() => api.undo(now.name), { undoable: false, sentence: () => `Undone: ${sentence}` });
  } else {
    announce("There is nothing to undo");
  }
}

export async function redo(): Promise<void> {
  const now = model.value;
  if (now?.redo && teachingObstacle.value === null) {
    const sentence = now.redo;
    await perform(() => api.redo(now.name), { undoable: false, sentence: () => `Done again: ${sentence}` });
  } else {
    announce("There is nothing to do again");
  }
}

/** Tells people what went wrong, unless the page shows it already or a later try may mend it. */
export function failed(reason: unknown, passing = false): void {
  if (ApiFailure.isAbort(reason)) {
    return;
  }
  if (reason instanceof ApiFailure && (reason.status === 401 || (passing && reason.passing))) {
    return;
  }
  toast(sentenceOf(reason), { tone: "bad" });
}

async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (reason) {
    failed(reason, true);
  }
}

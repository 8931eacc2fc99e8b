import { computed, signal } from "@preact/signals";
import * as api from "../api/client.ts";
import { counted } from "../ui/digits.ts";
import { NOTHING, type Progress, UploadQueue, type Waiting } from "./queue.ts";
import { chosen, failed, model, perform, refresh, undo } from "./store.ts";
import { CHANGE, toast } from "./toasts.ts";

/** The class that pasted, picked and recorded images go to; empty if none is chosen. */
export const target = signal("");

const queues = new Map<string, UploadQueue>();
const byModel = signal<ReadonlyMap<string, Progress>>(new Map());

/** How far the images of the chosen model are. */
export const progress = computed(() => byModel.value.get(chosen.value) ?? NOTHING);

function keep(name: string, now: Progress): void {
  byModel.value = new Map(byModel.value).set(name, now);
}

/** Adds images to the chosen model, in the order in which they come. */
export function enqueue(items: Waiting[]): void {
  queueOf(chosen.value).add(items);
}

export const pauseAdding = () => queueOf(chosen.value).pause();
export const resumeAdding = () => queueOf(chosen.value).resume();
export const cancelAdding = () => queueOf(chosen.value).cancel();

/** Says that images come one by one from now on, until what it returns is called; they are told as one. */
export function expectImages(): () => void {
  const queue = queueOf(chosen.value);
  queue.expectMore();
  return () => queue.expectNoMore();
}

/** How many images of the queue no request holds yet. */
export const waitingToAdd = () => queueOf(chosen.value).waiting;

/** Forgets what went wrong, once it was read. */
export function clearProblems(): void {
  keep(chosen.value, NOTHING);
}

function queueOf(name: string): UploadQueue {
  const there = queues.get(name);
  if (there) {
    return there;
  }
  const settings = {
    images: 32,
    bytes: 16 << 20,
    lanes: 2,
    problems: 5_000,
    wait: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)),
  };
  const queue = new UploadQueue((className, images) => api.addExamples(name, className, images), settings, (now, ids) => follow(name, now, ids));
  queues.set(name, queue);
  return queue;
}

function follow(name: string, now: Progress, ids: string[]): void {
  const before = byModel.value.get(name) ?? NOTHING;
  const added = now.added !== before.added;
  keep(name, now);
  if (added && model.value?.name === name) {
    refreshSoon();
  }
  if (now.state === "idle" && before.state !== "idle" && now.total > 0) {
    tellEnd(name, now, ids.slice());
  }
}

function tellEnd(name: string, now: Progress, ids: string[]): void {
  const missing = now.done - now.added;
  const left = missing <= 0 ? "" : `; ${counted(missing, "image")} not added, see the list`;
  toast(`Added ${counted(now.added, "image")}${left}`, { action: wayBack(name, now, ids), group: CHANGE });
}

/**
 * Returns what takes all back at once: one batch is undone; of several the images are deleted, unless some are in other classes as
 * well and would be deleted there too. Then the history is the only way.
 */
function wayBack(name: string, now: Progress, ids: string[]): { label: string; run: () => void } | null {
  if (now.batches === 1 && now.added > 0) {
    return { label: "Undo", run: () => void undo() };
  }
  if (ids.length === 0 || now.shared > 0) {
    return null;
  }
  const back = () => perform(() => api.deleteExamples(name, ids), { sentence: () => `Took ${counted(ids.length, "image")} back` });
  return { label: "Undo", run: () => void back() };
}

/** Asks whether the page may be left while images wait: the files are known to this page alone. */
export function keepWaiting(): void {
  addEventListener("beforeunload", (event) => {
    if ([...byModel.value.values()].some((each) => each.state !== "idle")) {
      event.preventDefault();
    }
  });
}

let soon: ReturnType<typeof setTimeout> | null = null;

function refreshSoon(): void {
  soon ??= setTimeout(() => {
    soon = null;
    refresh().catch((reason: unknown) => failed(reason, true));
  }, 150);
}

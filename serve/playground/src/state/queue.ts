import { ApiFailure, sentenceOf } from "../api/failure.ts";
import type { Added } from "../api/types.ts";

/** An image that waits; it is read only when its turn comes. */
export interface Waiting {
  name: string;
  class: string;
  read: () => Promise<Blob>;
}

/** What there is to say of an image: it was not added because it is unusable or known, or it was and is in another class as well. */
export interface Problem {
  name: string;
  class: string;
  kind: "unusable" | "known" | "elsewhere";
  reason: string;
}

export type QueueState = "idle" | "sending" | "waiting" | "paused" | "stopped";

/** What a queue has done so far. `why` says what it waits for or why it stopped. */
export interface Progress {
  state: QueueState;
  total: number;
  done: number;
  added: number;
  batches: number;
  /** How many images that were added are in another class as well. */
  shared: number;
  why: string | null;
  problems: Problem[];
}

export const NOTHING: Progress = { state: "idle", total: 0, done: 0, added: 0, batches: 0, shared: 0, why: null, problems: [] };

export type Send = (className: string, images: { name: string; image: Blob }[]) => Promise<Added>;

export interface QueueSettings {
  images: number;
  bytes: number;
  lanes: number;
  problems: number;
  wait: (milliseconds: number) => Promise<void>;
}

interface Batch {
  class: string;
  items: Waiting[];
}

/**
 * Images on their way to the server: at most `lanes` batches at a time, of one class each, with at most `images` images and about
 * `bytes` bytes. A server that is busy or away is asked again; a batch that it refuses is halved until the image at fault is alone;
 * what trying again cannot mend (a full disk, a read-only server) stops the queue with everything kept.
 */
export class UploadQueue {
  private readonly send: Send;
  private readonly settings: QueueSettings;
  private readonly told: (progress: Progress, ids: string[]) => void;
  private batches: Batch[] = [];
  private lanes = 0;
  private backOff = 0;
  private resting: Promise<void> | null = null;
  private held = false;
  private expecting = 0;
  private ids: string[] = [];
  private now: Progress = NOTHING;

  constructor(send: Send, settings: QueueSettings, told: (progress: Progress, ids: string[]) => void) {
    this.send = send;
    this.settings = settings;
    this.told = told;
  }

  /** Adds images; those of one class go together. */
  add(items: Waiting[]): void {
    if (items.length === 0) {
      return;
    }
    if (this.now.state === "idle") {
      this.ids = [];
      this.now = NOTHING;
    }
    const byClass = new Map<string, Waiting[]>();
    for (const item of items) {
      const mates = byClass.get(item.class);
      if (mates) {
        mates.push(item);
      } else {
        byClass.set(item.class, [item]);
      }
    }
    for (const [name, mates] of byClass) {
      for (let at = 0; at < mates.length; at += this.settings.images) {
        this.batches.push({ class: name, items: mates.slice(at, at + this.settings.images) });
      }
    }
    this.tell({ total: this.now.total + items.length, ...(this.held ? {} : { state: "sending" as const, why: null }) });
    this.pump();
  }

  /** How many images wait that no request holds. */
  get waiting(): number {
    return this.batches.reduce((sum, batch) => sum + batch.items.length, 0);
  }

  /** Says that more images come: until as many `expectNoMore`, the queue does not rest, and all that comes is told as one. */
  expectMore(): void {
    this.expecting++;
  }

  expectNoMore(): void {
    this.expecting--;
    this.rest();
  }

  pause(): void {
    if (this.now.state !== "idle") {
      this.held = true;
      this.tell({ state: "paused", why: null });
    }
  }

  resume(): void {
    this.held = false;
    if (this.now.state === "idle") {
      return;
    }
    this.tell({ state: "sending", why: null });
    this.pump();
    this.rest();
  }

  /** Drops what waits; what is being sent is still finished. */
  cancel(): void {
    const dropped = this.waiting;
    this.batches = [];
    this.held = false;
    this.tell({ total: this.now.total - dropped, state: "sending", why: null });
    this.rest();
  }

  private pump(): void {
    while (!this.held && this.resting === null && this.lanes < this.settings.lanes) {
      const batch = this.batches.shift();
      if (batch === undefined) {
        return;
      }
      this.lanes++;
      void this.run(batch).finally(() => {
        this.lanes--;
        this.pump();
        this.rest();
      });
    }
  }

  private rest(): void {
    const empty = this.lanes === 0 && this.batches.length === 0 && this.expecting === 0;
    if (empty && !this.held && this.resting === null && this.now.state !== "idle") {
      this.tell({ state: "idle", why: null });
    }
  }

  private async run(batch: Batch): Promise<void> {
    const images: { name: string; image: Blob }[] = [];
    const items: Waiting[] = [];
    let bytes = 0;
    let taken = 0;
    for (const item of batch.items) {
      if (bytes >= this.settings.bytes) {
        break;
      }
      taken++;
      try {
        const image = await item.read();
        images.push({ name: item.name, image });
        items.push(item);
        bytes += image.size;
      } catch (reason) {
        this.note([{ name: item.name, class: item.class, kind: "unusable", reason: `cannot be read: ${sentenceOf(reason)}` }], 1, 0);
      }
    }
    if (taken < batch.items.length) {
      this.batches.unshift({ class: batch.class, items: batch.items.slice(taken) });
    }
    if (images.length === 0) {
      return;
    }
    try {
      this.took(batch.class, await this.send(batch.class, images), images.length);
    } catch (reason) {
      this.missed({ class: batch.class, items }, reason);
    }
  }

  private took(className: string, answer: Added, sent: number): void {
    this.backOff = 0;
    for (const id of answer.ids) {
      this.ids.push(id);
    }
    const problems: Problem[] = [
      ...answer.unusable.map((each) => ({ name: each.name, class: className, kind: "unusable" as const, reason: each.reason })),
      ...answer.elsewhere.map((each) => ({
        name: each.name, class: className, kind: "elsewhere" as const, reason: `was added, and is in ${each.class} as well`,
      })),
      ...answer.known.map((each) => ({ name: each.name, class: className, kind: "known" as const, reason: "is known already" })),
    ];
    const shared = new Set(answer.elsewhere.map((each) => each.name)).size;
    this.now = { ...this.now, batches: this.now.batches + 1, shared: this.now.shared + shared };
    this.note(problems, sent, answer.added);
  }

  private missed(batch: Batch, reason: unknown): void {
    const failure = reason instanceof ApiFailure ? reason : new ApiFailure(500, sentenceOf(reason));
    if (failure.passing) {
      this.batches.unshift(batch);
      this.backOff = Math.min(15_000, this.backOff === 0 ? 500 : this.backOff * 2);
      const delay = failure.retryAfter === null ? this.backOff : failure.retryAfter * 1_000;
      this.waitFor(delay, failure.status === 0 ? "The connection is lost; trying again" : "The server is busy; trying again");
    } else if (failure.status === 400 || failure.status === 413 || failure.status === 415 || failure.status === 422) {
      const [one] = batch.items;
      if (batch.items.length === 1 && one) {
        this.note([{ name: one.name, class: one.class, kind: "unusable", reason: failure.message }], 1, 0);
      } else {
        const half = batch.items.length >> 1;
        this.batches.unshift(
          { class: batch.class, items: batch.items.slice(0, half) },
          { class: batch.class, items: batch.items.slice(half) },
        );
      }
    } else {
      this.batches.unshift(batch);
      this.held = true;
      this.tell({ state: "stopped", why: failure.message });
    }
  }

  private waitFor(milliseconds: number, why: string): void {
    if (this.resting !== null) {
      return;
    }
    if (!this.held) {
      this.tell({ state: "waiting", why });
    }
    this.resting = this.settings.wait(milliseconds).then(() => {
      this.resting = null;
      if (this.now.state === "waiting") {
        this.tell({ state: "sending", why: null });
      }
      this.pump();
      this.rest();
    });
  }

  private note(problems: Problem[], done: number, added: number): void {
    const kept = problems.length === 0 ? this.now.problems : [...this.now.problems, ...problems].slice(0, this.settings.problems);
    this.tell({ done: this.now.done + done, added: this.now.added + added, problems: kept });
  }

  private tell(news: Partial<Progress>): void {
    this.now = { ...this.now, ...news };
    this.told(this.now, this.ids);
  }
}

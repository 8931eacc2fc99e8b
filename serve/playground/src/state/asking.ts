import { signal } from "@preact/signals";
import * as api from "../api/client.ts";
import { ApiFailure, sentenceOf } from "../api/failure.ts";
import type { Added, Prediction } from "../api/types.ts";
import { saveAs } from "../ui/saveAs.ts";
import { frameOf } from "./camera.ts";
import { chosen, failed, model, perform, revision } from "./store.ts";
import { announce, toast } from "./toasts.ts";

export const TOP = 5;
export const NEAREST = 12;

const LEAST_FRAME_MILLISECONDS = 66;

/** An image that is asked about; `url` shows it. */
export interface Asked {
  name: string;
  image: Blob;
  url: string;
}

export const asked = signal<Asked | null>(null);

/** Images that were given together; one of them at a time is asked about. */
export const album = signal<Asked[]>([]);

export const answer = signal<Prediction | null>(null);
export const askProblem = signal<string | null>(null);

/** Milliseconds from a click on “this is …” to the answer of the new head; null before the first. */
export const corrected = signal<{ class: string; milliseconds: number } | null>(null);

/** Whether the camera is asked about frame after frame. */
export const live = signal(false);

let round = 0;
let answeredRevision = -1;

/** Takes images to be asked about, the first at once. */
export function give(files: { name: string; image: Blob }[]): void {
  clear();
  album.value = files.map((file) => ({ ...file, url: URL.createObjectURL(file.image) }));
  const [first] = album.value;
  if (first) {
    void askAbout(first);
  }
}

let modelOfAnswer = "";

/** Keeps what was asked while other views are shown, and asks again if the model learned meanwhile; of another model it is forgotten. */
export function comeBack(): void {
  if (modelOfAnswer !== chosen.value) {
    clear();
    modelOfAnswer = chosen.value;
  }
  askAgain();
}

/** Forgets images and answer, and gives their memory back. */
export function clear(): void {
  round++;
  for (const each of album.value) {
    URL.revokeObjectURL(each.url);
  }
  album.value = [];
  asked.value = null;
  answer.value = null;
  askProblem.value = null;
  corrected.value = null;
}

/**
 * Asks about an image, with its nearest examples unless the answer is wanted `quickly`: then the last ones stay. Of answers that
 * overtake each other the last question's is shown.
 */
export async function askAbout(image: Asked, quickly = false): Promise<void> {
  const mine = ++round;
  if (asked.value !== image) {
    asked.value = image;
    corrected.value = null;
  }
  try {
    const nearest = model.value?.keepsExamples && !quickly ? NEAREST : 0;
    const said = await api.predict(chosen.value, image.image, { top: TOP, nearest });
    if (mine === round) {
      answeredRevision = quickly ? answeredRevision : said.revision;
      const before = answer.value?.nearest ?? null;
      show(said.predictions[0]);
      if (quickly && answer.value !== null) {
        answer.value = { ...answer.value, nearest: before };
      }
      if (answer.value !== null) {
        announce(answer.value.unknown ? "Unknown" : answer.value.label);
      }
    }
  } catch (reason) {
    if (mine === round) {
      answer.value = null;
      askProblem.value = sentenceOf(reason);
    }
  }
}

function show(said: Prediction | { name: string; error: string } | undefined): void {
  if (said !== undefined && "label" in said) {
    answer.value = said;
    askProblem.value = null;
  } else {
    answer.value = null;
    askProblem.value = said?.error ?? "The server gave no answer";
  }
}

/**
 * Asks about the camera's frames, the next only after the last one's answer, at most about fifteen a second, until what it returns
 * is called.
 */
export function askLive(video: () => HTMLVideoElement | null): () => void {
  let open = true;
  const loop = async () => {
    while (open) {
      const start = performance.now();
      let pause = LEAST_FRAME_MILLISECONDS;
      const box = video();
      const image = box === null || document.hidden ? null : await frameOf(box);
      if (image !== null && open) {
        pause = await askFrame(image, () => open);
      }
      await new Promise((done) => setTimeout(done, Math.max(0, pause - (performance.now() - start))));
    }
  };
  void loop();
  return () => {
    open = false;
  };
}

/** Asks about one frame; returns how many milliseconds after its start the next may come. */
async function askFrame(image: Blob, open: () => boolean): Promise<number> {
  try {
    const said = await api.predict(chosen.value, image, { top: TOP, nearest: 0 });
    if (open()) {
      show(said.predictions[0]);
      frame = image;
    }
    return LEAST_FRAME_MILLISECONDS;
  } catch (reason) {
    if (open()) {
      askProblem.value = sentenceOf(reason);
    }
    return reason instanceof ApiFailure && reason.retryAfter !== null ? reason.retryAfter * 1_000 : 1_000;
  }
}

let frame: Blob | null = null;

/** Keeps the frame that the answer is of, as an image like any other. */
export function freeze(): Asked | null {
  if (frame === null) {
    return null;
  }
  const kept = frame;
  live.value = false;
  give([{ name: `camera-${new Date().toISOString().replace(/[-:T]|\..*$/g, "")}.jpg`, image: kept }]);
  return asked.value;
}

/** Teaches the image that is shown to a class, and asks again: the answer is the new head's. */
export async function teachShown(className: string): Promise<void> {
  const start = performance.now();
  const image = live.value ? freeze() : asked.value;
  if (image === null || className === "") {
    return;
  }
  const name = chosen.value;
  let end = start;
  const change = await perform(() => api.addExamples(name, className, [{ name: image.name, image: image.image }]), {
    sentence: (added) => toldOf(added, className),
    after: async () => {
      await askAbout(image, true);
      end = performance.now();
    },
  });
  if (change === null) {
    return;
  }
  const other = change.elsewhere[0];
  const id = change.ids[0];
  if (change.added > 0) {
    corrected.value = { class: className, milliseconds: Math.round(end - start) };
    performance.measure("imprint.correction", { start, end });
  }
  if (other && id !== undefined) {
    toast(`This image is an example of ${other.class} as well`, {
      action: { label: `Only ${className}`, run: () => void move(image, id, className) },
    });
  }
  await askAbout(image);
}

function toldOf(added: Added, className: string): string {
  if (added.added > 0) {
    return `Learned as ${className}`;
  }
  return added.known.length > 0 ? `${className} has learned this image already` : (added.unusable[0]?.reason ?? added.change);
}

async function move(image: Asked, id: string, into: string): Promise<void> {
  await perform(() => api.moveExamples(chosen.value, [id], into), { after: () => askAbout(image) });
}

/** Saves the page that explains the answer of the image that is shown. */
export async function saveExplanation(): Promise<void> {
  const image = live.value ? freeze() : asked.value;
  if (image === null) {
    return;
  }
  try {
    saveAs(`${image.name.split("/").at(-1)?.replace(/\.[^.]*$/, "") ?? "image"}-explained.html`, await api.explanationPage(chosen.value, image.image));
  } catch (reason) {
    failed(reason);
  }
}

/** Asks again about what is shown, when the model is another than it was. */
export function askAgain(): void {
  if (asked.value !== null && !live.value && answeredRevision < revision.value) {
    askAbout(asked.value).catch(failed);
  }
}

import { send, sendForJson } from "./request.ts";
import type {
  Added, Change, Classes, Evaluation, ExampleMap, Examples, Explanation, History, LearningCurve, Model, Predictions,
  UnknownCost, Welcome,
} from "./types.ts";

/** An image as it is sent. Its name is data: it is told back beside what happened to the image. */
export interface NamedImage {
  name: string;
  image: Blob;
}

const at = (model: string, path = "") => `api/${encodeURIComponent(model)}${path}`;

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      given.set(name, String(value));
    }
  }
  const text = given.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Changes a token for a session cookie. */
export async function openSession(token: string): Promise<void> {
  await send("session", { method: "POST", bearer: token });
}

export const welcome = () => sendForJson<Welcome>("api");

export const model = (name: string, signal?: AbortSignal) => sendForJson<Model>(at(name), { signal });

export const classes = (name: string) => sendForJson<Classes>(at(name, "/classes"));

export interface ExampleQuery {
  class?: string | undefined;
  sort?: "order" | "doubt";
  offset?: number;
  limit?: number;
}

export const examples = (name: string, query: ExampleQuery, signal?: AbortSignal) =>
  sendForJson<Examples>(withQuery(at(name, "/examples"), { ...query }), { signal });

/** Returns where the small picture of an example is. */
export const thumbnailAddress = (name: string, id: string) => at(name, `/thumbnails/${encodeURIComponent(id)}`);

export interface PredictQuery {
  top?: number;
  nearest?: number;
}

/** Asks for one image, sent as it is. */
export const predict = (name: string, image: Blob, query: PredictQuery, signal?: AbortSignal) =>
  sendForJson<Predictions>(withQuery(at(name, "/predict"), { ...query }), { method: "POST", image, signal });

/** Asks for several images at once. */
export const predictAll = (name: string, images: NamedImage[], query: PredictQuery, signal?: AbortSignal) =>
  sendForJson<Predictions>(withQuery(at(name, "/predict"), { ...query }), { method: "POST", form: formOf(images), signal });

export const explain = (name: string, image: Blob) =>
  sendForJson<Explanation>(at(name, "/explain"), { method: "POST", image });

/** Returns the page of explanation as a file. */
export async function explanationPage(name: string, image: Blob): Promise<Blob> {
  return (await send(at(name, "/explain"), { method: "POST", image, accept: "text/html" })).blob();
}

export const addExamples = (name: string, className: string, images: NamedImage[], signal?: AbortSignal) => {
  const form = new FormData();
  form.set("class", className);
  return sendForJson<Added>(at(name, "/examples"), { method: "POST", form: formOf(images, form), signal });
};

export const deleteExamples = (name: string, ids: string[]) => change(at(name, "/examples/delete"), { ids });

export const moveExamples = (name: string, ids: string[], into: string) =>
  change(at(name, "/examples/move"), { ids, into });

export const renameClass = (name: string, from: string, to: string) => change(at(name, "/classes/rename"), { from, to });

export const mergeClasses = (name: string, from: string, into: string) =>
  change(at(name, "/classes/merge"), { from, into });

export const forgetClass = (name: string, className: string) => change(at(name, "/classes/forget"), { name: className });

export const undo = (name: string) => change(at(name, "/undo"), {});

export const redo = (name: string) => change(at(name, "/redo"), {});

export const history = (name: string) => sendForJson<History>(at(name, "/history"));

export const setUnknown = (name: string, falseReject: number | null) => change(at(name, "/unknown"), { falseReject });

export const unknownCost = (name: string, falseReject: number, signal?: AbortSignal) =>
  sendForJson<UnknownCost>(withQuery(at(name, "/unknown"), { falseReject }), { signal });

/** Leaves out each of the model's own examples in turn. */
export const evaluateExamples = (name: string) => sendForJson<Evaluation>(at(name, "/evaluate"), { method: "POST" });

/** Asks for images whose classes are known; each is sent under the name of its class. */
export const evaluateImages = (name: string, images: (NamedImage & { class: string })[]) => {
  const form = new FormData();
  for (const each of images) {
    form.append(each.class, each.image, each.name);
  }
  return sendForJson<Evaluation>(at(name, "/evaluate"), { method: "POST", form });
};

export const exampleMap = (name: string) => sendForJson<ExampleMap>(at(name, "/map"));

export const learningCurve = (name: string) => sendForJson<LearningCurve>(at(name, "/learning-curve"));

export const doctor = (name: string) => sendForJson<unknown>(at(name, "/doctor"), { method: "POST" });

/** Returns where the model can be downloaded. */
export const exportAddress = (name: string, format: "imprint" | "onnx") =>
  withQuery(at(name, "/export"), { format });

const change = (path: string, json: unknown) => sendForJson<Change>(path, { method: "POST", json });

function formOf(images: NamedImage[], form = new FormData()): FormData {
  for (const each of images) {
    form.append("image", each.image, each.name);
  }
  return form;
}

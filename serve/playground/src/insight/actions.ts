import * as api from "../api/client.ts";
import { chosen, perform } from "../state/store.ts";
import { counted } from "../ui/digits.ts";

/** Examples that a view has chosen, by their ids. */
export type Chosen = ReadonlySet<string>;

/** Moves examples of a model to a class, which is made if it is not there; undone in one step. */
export async function moveAll(ids: Chosen, into: string, model = chosen.value): Promise<boolean> {
  const all = [...ids];
  return all.length > 0 && (await perform(() => api.moveExamples(model, all, into))) !== null;
}

/** Takes examples away; undone in one step. */
export async function deleteAll(ids: Chosen, model = chosen.value): Promise<boolean> {
  const all = [...ids];
  return all.length > 0 && (await perform(() => api.deleteExamples(model, all))) !== null;
}

export const imagesOf = (n: number) => counted(n, "image");

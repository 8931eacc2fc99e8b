import * as api from "../api/client.ts";
import { chosen, perform } from "../state/store.ts";
import { counted } from "../ui/digits.ts";

/** Examples that a view has chosen, by their ids. */
export type Chosen = ReadonlySet<string>;

/** Moves examples to a class, which is made if it is not there; undone in one step. */
export async function moveAll(ids: Chosen, into: string): Promise<boolean> {
  const all = [...ids];
  return all.length > 0 && (await perform(() => api.moveExamples(chosen.value, all, into))) !== null;
}

/** Takes examples away; undone in one step. */
export async function deleteAll(ids: Chosen): Promise<boolean> {
  const all = [...ids];
  return all.length > 0 && (await perform(() => api.deleteExamples(chosen.value, all))) !== null;
}

export const imagesOf = (n: number) => counted(n, "image");

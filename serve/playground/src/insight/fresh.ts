import type { Prediction } from "../api/types.ts";

/** An image of the person's own that has no class yet. Only the file's handle is kept, never its pixels. */
export interface Fresh {
  key: number;
  file: File;
  answer: Prediction | null;
  problem: string | null;
}

/** Returns how doubtful an answer is, in [0, 2]: unknown ones in [1, 2], others 1 less the margin between the two best. */
export function doubtOf(answer: Prediction): number {
  const first = answer.top[0]?.probability ?? 1;
  const second = answer.top[1]?.probability ?? 0;
  const margin = Math.max(0, Math.min(1, first - second));
  return (answer.unknown ? 1 : 0) + 1 - margin;
}

/** Sorts: those answered, most doubtful first; then those that wait; then those that cannot be used. */
export function byDoubt(all: readonly Fresh[]): Fresh[] {
  const rank = (each: Fresh) => (each.answer !== null ? 2 - doubtOf(each.answer) : each.problem === null ? 3 : 4);
  return all.map((each) => ({ each, rank: rank(each) })).sort((a, b) => a.rank - b.rank || a.each.key - b.each.key)
    .map(({ each }) => each);
}

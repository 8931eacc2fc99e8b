import type { Answer } from "./useAnswer.ts";

/** What stands where an answer is not there yet, or cannot be had. */
export function Waiting({ answer, words }: { answer: Answer<unknown>; words: string }) {
  return answer.problem !== null
    ? <p class="empty" role="status">{answer.problem}.</p>
    : <div class="empty" role="status"><p>{words} …</p><progress aria-label={words} /></div>;
}

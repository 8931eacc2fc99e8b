import { useEffect, useState } from "preact/hooks";
import { ApiFailure, sentenceOf } from "../api/failure.ts";
import { chosen, revision } from "../state/store.ts";

const SETTLED_MILLISECONDS = 60;
const AGAIN_SECONDS = 2;

/** What was asked for: there, still under way, or why it cannot be had. An older answer stays while a newer one comes. */
export interface Answer<T> {
  value: T | null;
  waiting: boolean;
  problem: string | null;
}

/** Asks until the server has an answer: it says 503 or 429 while it is still finding one. */
export async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (reason) {
      if (!(reason instanceof ApiFailure && reason.passing && reason.status !== 0)) {
        throw reason;
      }
      await pause((reason.retryAfter ?? AGAIN_SECONDS) * 1000, signal);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException("given up", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}

const nothing = { value: null, waiting: true, problem: null };

/** Asks for something of the chosen model, again after each change; what was answered before is kept meanwhile. */
export function useAnswer<T>(ask: (model: string, signal: AbortSignal) => Promise<T>): Answer<T> {
  const [kept, setKept] = useState<{ of: string; answer: Answer<T> }>({ of: "", answer: nothing });
  const name = chosen.value;
  const now = revision.value;
  useEffect(() => {
    const given = new AbortController();
    const setAnswer = (answer: Answer<T>) => setKept({ of: name, answer });
    setKept((before) => ({ of: name, answer: before.of === name ? { ...before.answer, waiting: true } : nothing }));
    const timer = setTimeout(() => {
      patiently(() => ask(name, given.signal), given.signal).then(
        (value) => given.signal.aborted || setAnswer({ value, waiting: false, problem: null }),
        (reason: unknown) => {
          if (!given.signal.aborted) {
            setAnswer({ value: null, waiting: false, problem: sentenceOf(reason) });
          }
        },
      );
    }, SETTLED_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [name, now, ask]);
  return kept.of === name ? kept.answer : nothing; // never that of another model
}

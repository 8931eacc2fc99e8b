import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/client.ts";
import { ApiFailure } from "../api/failure.ts";
import type { Example } from "../api/types.ts";
import { chosen, failed, revision } from "./store.ts";

const PAGE = 200;
const SETTLED_MILLISECONDS = 50;
const AGAIN_SECONDS = 2;

/** Examples of any number, of which only pages that were looked at are here. */
export interface Pages {
  total: number;
  at: (index: number) => Example | undefined;
  /** Tells which are in view; they are asked for when it stays so, and what is scrolled past is not. */
  look: (first: number, last: number) => void;
  /** Shows some as they are now, undefined for none, until the server says how all are. */
  change: (ids: ReadonlySet<string>, how: (example: Example) => Example | undefined) => void;
}

/**
 * Follows the examples of a class, or of all; asks anew for what is in view whenever something changed. What was there stays
 * until the first of the new comes.
 */
export function usePages(query: { class?: string | undefined; sort?: "order" | "doubt" }): Pages {
  const [total, setTotal] = useState(0);
  const [, redraw] = useState(0);
  const pages = useRef(new Map<number, (Example | undefined)[] | null>());
  const view = useRef<[number, number]>([0, 1]);
  const key = `${chosen.value} ${query.class ?? ""} ${query.sort ?? ""}`;
  const life = useRef(0);
  const older = useRef<Map<number, (Example | undefined)[] | null>>(new Map());
  const keyBefore = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  const now = revision.value;
  const fetchIn = useCallback((first: number, last: number) => {
    const mine = life.current;
    for (let page = Math.floor(first / PAGE); page * PAGE < Math.max(1, last); page++) {
      if (pages.current.has(page)) {
        continue;
      }
      pages.current.set(page, null);
      api.examples(chosen.value, { ...query, offset: page * PAGE, limit: PAGE })
        .then((answer) => {
          if (mine === life.current) {
            older.current = new Map();
            pages.current.set(page, answer.examples);
            setTotal(answer.total);
            redraw((n) => n + 1);
          }
        })
        .catch((reason: unknown) => {
          if (mine !== life.current) {
            return;
          }
          pages.current.delete(page);
          if (reason instanceof ApiFailure && reason.passing && reason.status !== 0) {
            again.current = setTimeout(() => fetchIn(...view.current), (reason.retryAfter ?? AGAIN_SECONDS) * 1000);
          } else {
            failed(reason);
          }
        });
    }
  }, [key]);
  useEffect(() => {
    life.current++;
    const shown = `${chosen.value} ${query.class ?? ""}`; // in another order, too, what was there stays
    if (keyBefore.current !== shown) {
      older.current = new Map();
    } else if (pages.current.size > 0 && [...pages.current.values()].some((page) => page !== null)) {
      older.current = pages.current;
    }
    keyBefore.current = shown;
    pages.current = new Map();
    clearTimeout(again.current);
    fetchIn(...view.current);
  }, [key, now, fetchIn]);
  const look = useCallback((first: number, last: number) => {
    view.current = [first, last];
    clearTimeout(timer.current);
    timer.current = setTimeout(() => fetchIn(...view.current), SETTLED_MILLISECONDS);
  }, [fetchIn]);
  const change = useCallback((ids: ReadonlySet<string>, how: (example: Example) => Example | undefined) => {
    for (const page of [...pages.current.values(), ...older.current.values()]) {
      page?.forEach((each, i) => {
        if (each !== undefined && ids.has(each.id)) {
          page[i] = how(each);
        }
      });
    }
    redraw((n) => n + 1);
  }, []);
  useEffect(() => () => {
    life.current++;
    clearTimeout(timer.current);
    clearTimeout(again.current);
  }, []);
  const at = (index: number) => (pages.current.get(Math.floor(index / PAGE)) ?? older.current.get(Math.floor(index / PAGE)))?.[index % PAGE];
  return { total, at, look, change };
}

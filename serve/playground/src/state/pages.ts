import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/client.ts";
import type { Example } from "../api/types.ts";
import { chosen, failed, revision } from "./store.ts";

const PAGE = 200;
const SETTLED_MILLISECONDS = 50;

/** Examples of any number, of which only pages that were looked at are here. */
export interface Pages {
  total: number;
  at: (index: number) => Example | undefined;
  /** Tells which are in view; they are asked for when it stays so, and what is scrolled past is not. */
  look: (first: number, last: number) => void;
}

/** Follows the examples of a class, or of all; asks anew for what is in view whenever something changed. */
export function usePages(query: { class?: string | undefined; sort?: "order" | "doubt" }): Pages {
  const [total, setTotal] = useState(0);
  const [, redraw] = useState(0);
  const pages = useRef(new Map<number, Example[] | null>());
  const view = useRef<[number, number]>([0, 1]);
  const key = `${chosen.value} ${query.class ?? ""} ${query.sort ?? ""}`;
  const life = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
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
            pages.current.set(page, answer.examples);
            setTotal(answer.total);
            redraw((n) => n + 1);
          }
        })
        .catch((reason: unknown) => {
          pages.current.delete(page);
          failed(reason);
        });
    }
  }, [key]);
  useEffect(() => {
    life.current++;
    pages.current = new Map();
    fetchIn(...view.current);
  }, [key, now, fetchIn]);
  const look = useCallback((first: number, last: number) => {
    view.current = [first, last];
    clearTimeout(timer.current);
    timer.current = setTimeout(() => fetchIn(...view.current), SETTLED_MILLISECONDS);
  }, [fetchIn]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { total, at: (index) => pages.current.get(Math.floor(index / PAGE))?.[index % PAGE], look };
}

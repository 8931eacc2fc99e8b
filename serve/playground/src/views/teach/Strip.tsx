import { useEffect, useState } from "preact/hooks";
import * as api from "../../api/client.ts";
import type { Example } from "../../api/types.ts";
import { chosen, failed, revision } from "../../state/store.ts";
import { Thumbnail } from "../../ui/Thumbnail.tsx";

const FIRST_MILLISECONDS = 40;
const SETTLED_MILLISECONDS = 500;

/** The last images of a class, small. Rows that are scrolled past ask nothing; while changes rain, it asks again when they pause. */
export function Strip({ name, examples, most }: { name: string; examples: number; most: number }) {
  const [shown, setShown] = useState<Example[]>([]);
  const now = revision.value;
  useEffect(() => {
    const given = new AbortController();
    const ask = () => {
      const offset = Math.max(0, examples - most);
      api.examples(chosen.value, { class: name, offset, limit: most }, given.signal)
        .then((answer) => setShown(answer.examples.toReversed()))
        .catch((reason: unknown) => failed(reason, true));
    };
    const timer = setTimeout(ask, shown.length === 0 ? FIRST_MILLISECONDS : SETTLED_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [name, examples, most, now]);
  return (
    <div class="strip" aria-hidden="true">
      {shown.map((each) => (
        <span class="strip-cell" key={each.id}><Thumbnail id={each.id} name={each.name} has={each.thumbnail} /></span>
      ))}
    </div>
  );
}

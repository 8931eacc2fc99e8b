import type { Neighbour } from "../../api/types.ts";
import { score } from "../../ui/digits.ts";
import { Thumbnail } from "../../ui/Thumbnail.tsx";

/** The examples that are most like the image. */
export function Nearest({ nearest }: { nearest: Neighbour[] }) {
  return (
    <section class="nearest" aria-label="Nearest examples">
      <h2>Nearest examples</h2>
      <ol class="nearest-list">
        {nearest.map((each) => (
          <li key={each.id} class="nearest-cell" title={each.name}>
            <span class="nearest-image"><Thumbnail id={each.id} name={each.name} /></span>
            <span class="nearest-label small">{each.label}</span>
            <span class="soft small">{score(each.cosine)}<span class="unseen"> cosine</span></span>
          </li>
        ))}
      </ol>
    </section>
  );
}

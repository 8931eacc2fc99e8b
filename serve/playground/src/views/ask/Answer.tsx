import type { Prediction } from "../../api/types.ts";
import { live, saveExplanation } from "../../state/asking.ts";
import { Button } from "../../ui/Button.tsx";
import { Bars } from "../../ui/Bars.tsx";
import { percent, score } from "../../ui/digits.ts";

/** The answer in words, and the classes that came next as bars. */
export function Answer({ said }: { said: Prediction }) {
  const shares = said.top.map((each) => each.probability ?? each.score);
  const most = Math.max(...shares, Number.MIN_VALUE);
  return (
    <section class="card answer" aria-label="Answer">
      <div aria-live={live.value ? "off" : "polite"}>
        <p class="answer-label" data-test="answer">{said.unknown ? "Unknown" : said.label}</p>
        <p class="soft" data-test="answer-facts">{factsOf(said)}</p>
      </div>
      {said.knownScore !== null && said.threshold !== null && <Known known={said.knownScore} threshold={said.threshold} unknown={said.unknown} />}
      <Bars
        label="Top classes"
        bars={said.top.map((each) => ({
          label: each.label,
          share: each.probability ?? each.score / most,
          text: each.probability === null ? score(each.score) : percent(each.probability),
          marked: !said.unknown && each.label === said.label,
        }))}
      />
      {said.set !== null && said.set.length > 0 && (
        <p class="small"><span class="soft">One of these, at the rate that was asked for: </span>{said.set.join(", ")}</p>
      )}
      <div class="row">
        <Button small kind="quiet" onClick={() => void saveExplanation()}>Save the explanation</Button>
      </div>
    </section>
  );
}

function factsOf(said: Prediction): string {
  if (said.unknown) {
    return `Like none of the classes; ${said.label} comes nearest.`;
  }
  return said.probability === null ? `Score ${score(said.score)}` : `${percent(said.probability)} probable, score ${score(said.score)}`;
}

/** Where the score of being known lies against its threshold, on a line that holds both. */
function Known({ known, threshold, unknown }: { known: number; threshold: number; unknown: boolean }) {
  const from = Math.min(0, known, threshold);
  const to = Math.max(1, known, threshold);
  const at = (value: number) => `${((value - from) / (to - from)) * 100}%`;
  return (
    <div class={unknown ? "known unknown" : "known"}>
      <p class="small" data-test="known">
        Known score {score(known)} {unknown ? "is below" : "is not below"} the threshold {score(threshold)}
      </p>
      <div class="known-line" aria-hidden="true">
        <span class="known-fill" style={{ width: at(known) }} />
        <span class="known-threshold" style={{ left: at(threshold) }} />
      </div>
    </div>
  );
}

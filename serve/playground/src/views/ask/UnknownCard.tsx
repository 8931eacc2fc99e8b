import { useEffect, useState } from "preact/hooks";
import * as api from "../../api/client.ts";
import { ApiFailure, sentenceOf } from "../../api/failure.ts";
import type { UnknownCost } from "../../api/types.ts";
import { chosen, model, perform, revision, teachingObstacle } from "../../state/store.ts";
import { Button } from "../../ui/Button.tsx";
import { count, counted, percent } from "../../ui/digits.ts";
import { nearestStop, STOPS } from "./stops.ts";

const SETTLED_MILLISECONDS = 150;
const DEAREST = 5;

/** How many images of known classes may be called unknown by mistake, and what that rate costs on the examples. */
export function UnknownCard() {
  const now = model.value?.unknown;
  const rate = now?.falseReject ?? null;
  const [on, setOn] = useState(rate !== null);
  const [stop, setStop] = useState(nearestStop(rate ?? 0.05));
  useEffect(() => {
    setOn(rate !== null);
    setStop(nearestStop(rate ?? 0.05));
  }, [rate]);
  const share = STOPS[stop] ?? 0.05;
  const wanted = on ? share : null;
  const same = wanted === rate || (wanted !== null && rate !== null && nearestStop(rate) === stop);
  const text = percent(share);
  return (
    <section class="card unknown-card" aria-label="Unknown images">
      <h2>Unknown images</h2>
      <label class="check">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} disabled={teachingObstacle.value !== null} />
        {" "}Say “unknown” to images like none of the classes
      </label>
      {on && (
        <>
          <label class="label" for="false-reject">Of images of known classes, refuse by mistake at most <output>{text}</output></label>
          <input
            id="false-reject" type="range" min={0} max={STOPS.length - 1} step={1} value={stop} aria-valuetext={text} data-test="false-reject"
            disabled={teachingObstacle.value !== null}
            onInput={(event) => setStop(Number(event.currentTarget.value))}
          />
          <div class="row between soft small" aria-hidden="true"><span>0.5 %: few unknown are found</span><span>20 %: most</span></div>
          <Cost rate={share} />
        </>
      )}
      {!on && <p class="soft small">Every image gets a class, however strange it is.</p>}
      <div class="row between">
        <span class="soft small" data-test="unknown-now">
          {rate === null ? "Now: never unknown" : `Now: ${percent(rate)}${now?.score ? `, told by ${now.score}` : ""}`}
        </span>
        <Button
          small kind="main" why={teachingObstacle.value} disabled={same}
          onClick={() => void perform(() => api.setUnknown(chosen.value, wanted))}
        >
          Apply
        </Button>
      </div>
    </section>
  );
}

function Cost({ rate }: { rate: number }) {
  const [cost, setCost] = useState<UnknownCost | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const now = revision.value;
  useEffect(() => {
    const given = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => {
      api.unknownCost(chosen.value, rate, given.signal).then(
        (answer) => {
          setCost(answer);
          setProblem(null);
        },
        (reason: unknown) => {
          if (reason instanceof ApiFailure && reason.passing) {
            timer = setTimeout(ask, 1_000 * (reason.retryAfter ?? 1));
          } else if (!ApiFailure.isAbort(reason)) {
            setCost(null);
            setProblem(reason instanceof ApiFailure && (reason.status === 404 || reason.status === 405)
              ? "This server does not tell what a rate costs" : sentenceOf(reason));
          }
        },
      );
    };
    timer = setTimeout(ask, SETTLED_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [rate, now]);
  if (problem !== null) {
    return <p class="soft small">{problem}.</p>;
  }
  if (cost === null) {
    return <p class="soft small">Asking what it costs …</p>;
  }
  const never = cost.classes.filter((each) => each.threshold === null).length;
  const dearest = cost.classes.filter((each) => each.refused > 0).toSorted((a, b) => b.refused - a.refused).slice(0, DEAREST);
  return (
    <div class="cost small" data-test="cost">
      <p>
        Of {counted(cost.examples, "example")} {count(cost.refused)} would be refused
        {cost.examples > 0 && ` (${percent(cost.refused / cost.examples)})`}.
        {never > 0 && ` ${counted(never, "class is", "classes are")} never unknown.`}
      </p>
      {dearest.length > 0 && (
        <ul class="soft">
          {dearest.map((each) => <li key={each.name}><span class="clipped">{each.name}</span><span>{count(each.refused)}</span></li>)}
        </ul>
      )}
    </div>
  );
}

import { sendForJson } from "../api/request.ts";
import { chosen } from "../state/store.ts";
import { count, percent } from "../ui/digits.ts";
import { type CurveAnswer, areaOf, niceTop, pathOf, type Scale, scaleOf } from "./curveShape.ts";
import { useAnswer } from "./useAnswer.ts";
import { Waiting } from "./Waiting.tsx";

const WIDTH = 640;
const HEIGHT = 320;
const asked = (name: string, signal: AbortSignal) =>
  sendForJson<CurveAnswer>(`api/${encodeURIComponent(name)}/learning-curve`, { signal });

/** What more images would bring. */
export function Curve() {
  const answer = useAnswer(asked);
  return answer.value === null ? <Waiting answer={answer} words="Learning with fewer images, and asking about the others" /> : <CurveOf curve={answer.value} />;
}

function CurveOf({ curve }: { curve: CurveAnswer }) {
  const last = curve.accuracies.at(-1) ?? 0;
  const gain = curve.twice.value - last;
  const table = [...curve.classes].sort((a, b) => (a.recalls.at(-1) ?? 0) - (b.recalls.at(-1) ?? 0));
  return (
    <div class="curve-view">
      <p class="headline">
        Twice the images would give <b>{percent(curve.twice.value)}</b>{" "}
        <span class="soft">({percent(curve.twice.from)} to {percent(curve.twice.to)}, 95 % interval)</span>, instead of {percent(last)} with about{" "}
        {count(Math.round(curve.sizes.at(-1) ?? 0))} a class{gain < 0.005 ? ": more of the same hardly pays" : ""}.
      </p>
      <div class="curve-parts">
        <figure class="card">
          <Plot curve={curve} scale={scaleOf(curve, WIDTH, HEIGHT)} />
          <figcaption class="soft small">
            Dots: measured, {curve.folds} parts{curve.repeats > 1 ? `, divided anew ${curve.repeats} times` : ""}. Line: the fitted power law; beyond the last dot it is a forecast. Band: 95 % interval.
          </figcaption>
        </figure>
        <section class="card" aria-label="By class">
          <h2>By class, weakest first</h2>
          <div class="table-scroll">
            <table class="plain-table">
              <thead><tr><th scope="col">Class</th><th scope="col">Images</th><th scope="col">Recall</th><th scope="col">With twice</th></tr></thead>
              <tbody>
                {table.map((each) => (
                  <tr key={each.name}>
                    <th scope="row">{each.name}</th><td>{count(each.n)}</td><td>{percent(each.recalls.at(-1) ?? 0)}</td>
                    <td>{each.twice && <>{percent(each.twice.value)} <span class="soft small">{percent(each.twice.from, 0)} – {percent(each.twice.to, 0)}</span></>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      </div>
    </div>
  );
}

function Plot({ curve, scale }: { curve: CurveAnswer; scale: Scale }) {
  const line = [...curve.fitted, curve.twice];
  const measured = curve.fitted.length;
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Accuracy by images of a class in ${chosen.value}: ${curve.sizes.map((n, at) => `${Math.round(n)}: ${percent(curve.accuracies[at] ?? 0)}`).join(", ")}`}>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={scale.left} x2={WIDTH - 10} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text class="axis" x={scale.left - 6} y={scale.y(tick) + 4} text-anchor="end">{percent(tick, scale.decimals)}</text>
        </g>
      ))}
      {[...curve.sizes, curve.twice.n].map((n) => (
        <text key={n} class="axis" x={scale.x(n)} y={HEIGHT - 22} text-anchor="middle">{count(Math.round(n))}</text>
      ))}
      <text class="axis" x={WIDTH / 2} y={HEIGHT - 4} text-anchor="middle">images of a class</text>
      <path class="area" d={areaOf(line, scale)} />
      <path class="fitted" d={pathOf(line.slice(0, measured), scale)} />
      <path class="fitted forecast" d={pathOf(line.slice(measured - 1), scale)} />
      {curve.sizes.map((n, at) => <circle key={n} class="dot" cx={scale.x(n)} cy={scale.y(curve.accuracies[at] ?? 0)} r="4" />)}
      <circle class="dot open" cx={scale.x(curve.twice.n)} cy={scale.y(Math.min(niceTop(scale), curve.twice.value))} r="5" />
    </svg>
  );
}

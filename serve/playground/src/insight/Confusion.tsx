import { useMemo, useState } from "preact/hooks";
import * as api from "../api/client.ts";
import type { Confused, Evaluation } from "../api/types.ts";
import { chosen, classes, teachingObstacle } from "../state/store.ts";
import { Button } from "../ui/Button.tsx";
import { count, counted, percent } from "../ui/digits.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Thumbnail } from "../ui/Thumbnail.tsx";
import { VirtualList } from "../ui/VirtualList.tsx";
import { deleteAll, moveAll } from "./actions.ts";
import { useAnswer } from "./useAnswer.ts";
import { Waiting } from "./Waiting.tsx";

const MOST_IN_MATRIX = 40;
const PAIRS = 200;
const asked = (name: string) => api.evaluateExamples(name);

/** Which classes are taken for which, by leaving out each example. */
export function Confusion() {
  const answer = useAnswer(asked);
  return answer.value === null
    ? <Waiting answer={answer} words="Asking for each image as if it had not been learned" />
    : <ConfusionOf found={answer.value} />;
}

function ConfusionOf({ found }: { found: Evaluation }) {
  const [open, setOpen] = useState<Confused | null>(null);
  const [sort, setSort] = useState<"order" | "worst">("order");
  const cells = useMemo(() => new Map(found.confusion.map((each) => [`${each.true}\n${each.answer}`, each])), [found]);
  const pairs = useMemo(
    () => found.confusion.filter((each) => each.true !== each.answer).sort((a, b) => b.count - a.count),
    [found],
  );
  const all = found.classes.map((each) => each.name);
  const recall = new Map(found.classes.map((each) => [each.name, each.recall ?? 1]));
  const rows = (sort === "order" ? all : [...all].sort((a, b) => (recall.get(a) ?? 1) - (recall.get(b) ?? 1))).slice(0, MOST_IN_MATRIX);
  return (
    <div class="confusion">
      <p class="headline">
        <b data-test="accuracy">{found.exact ? "" : "about "}{percent(found.accuracy.value)}</b> right{" "}
        <span class="soft">({percent(found.accuracy.from)} to {percent(found.accuracy.to)}, 95 % interval) of {counted(found.images, "image")}, each asked
          about as if it had not been learned; mean recall of classes {percent(found.meanRecall)}</span>
      </p>
      <div class="confusion-parts">
        <section class="card matrix-card" aria-label="Matrix">
          <div class="card-head">
            <h2>Rows: true class. Columns: answer.</h2><span class="spring" />
            <Button small aria-pressed={sort === "worst"} onClick={() => setSort(sort === "order" ? "worst" : "order")}>
              {sort === "order" ? "Worst classes first" : "In order of classes"}
            </Button>
          </div>
          {all.length > MOST_IN_MATRIX && <p class="soft small">The first {MOST_IN_MATRIX} of {count(all.length)} classes; all pairs are in the list beside.</p>}
          <div class="matrix-scroll">
            <table class="matrix">
              <thead>
                <tr><td />{rows.map((name) => <th key={name} scope="col"><span title={name}>{name}</span></th>)}<th scope="col"><span>recall</span></th></tr>
              </thead>
              <tbody>
                {rows.map((truth) => {
                  const n = found.classes.find((each) => each.name === truth)?.n ?? 0;
                  return (
                    <tr key={truth}>
                      <th scope="row" title={truth}>{truth}</th>
                      {rows.map((name) => {
                        const cell = cells.get(`${truth}\n${name}`);
                        const share = cell && n > 0 ? cell.count / n : 0;
                        return (
                          <td key={name} class={name === truth ? "right" : "wrong"}>
                            {cell && (
                              <button
                                type="button" title={`${truth} answered ${name}: ${cell.count} of ${n}, ${percent(share)}`} onClick={() => setOpen(cell)}
                                style={{ background: `color-mix(in srgb, var(--${name === truth ? "tint" : "miss"}) ${Math.round(10 + 70 * Math.sqrt(share))}%, transparent)` }}
                              >
                                {count(cell.count)}
                              </button>
                            )}
                          </td>
                        );
                      })}
                      <td class="soft">{percent(recall.get(truth) ?? 0, 0)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
        <section class="card" aria-label="Most confused pairs">
          <h2>Most confused</h2>
          {pairs.length === 0 ? <p class="soft">No class is taken for another.</p> : (
            <VirtualList
              class="pair-list" label="Pairs, most confused first" total={Math.min(PAIRS, pairs.length)} rowHeight={34}
              render={(index) => {
                const pair = pairs[index];
                return pair && (
                  <button type="button" class="pair" onClick={() => setOpen(pair)}>
                    <span class="pair-names">{pair.true} <span class="soft">answered</span> {pair.answer}</span>
                    <span class="soft">{count(pair.count)}</span>
                  </button>
                );
              }}
            />
          )}
        </section>
      </div>
      {open && <CellDialog cell={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function CellDialog({ cell, onClose }: { cell: Confused; onClose: () => void }) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const wrong = cell.true !== cell.answer;
  const turn = (id: string) => {
    const next = new Set(marked);
    if (!next.delete(id)) {
      next.add(id);
    }
    setMarked(next);
  };
  const act = (done: Promise<boolean>) => void done.then((well) => well && onClose());
  return (
    <Dialog wide title={wrong ? `${cell.true}, answered ${cell.answer}` : `${cell.true}, rightly answered`} onClose={onClose}>
      <p class="soft small">{counted(cell.count, "image")}{cell.ids.length < cell.count && `, the first ${count(cell.ids.length)} shown`}</p>
      <div class="cell-images" role="group" aria-label="Images">
        {cell.ids.map((id) => (
          <button type="button" key={id} class={marked.has(id) ? "cell-image marked" : "cell-image"} aria-pressed={marked.has(id)} onClick={() => turn(id)}>
            <Thumbnail id={id} name={id.slice(0, 8)} />
          </button>
        ))}
      </div>
      <div class="row">
        <Button small onClick={() => setMarked(new Set(cell.ids))}>Choose all shown</Button>
        {wrong && classes.value.some((each) => each.name === cell.answer) && (
          <Button small kind="main" why={teachingObstacle.value} disabled={marked.size === 0} onClick={() => act(moveAll(marked, cell.answer))}>Move {count(marked.size)} to {cell.answer}</Button>
        )}
        <Button small kind="bad" why={teachingObstacle.value} disabled={marked.size === 0} onClick={() => act(deleteAll(marked))}>Delete {count(marked.size)}</Button>
        <span class="soft small">of {chosen.value}</span>
      </div>
    </Dialog>
  );
}

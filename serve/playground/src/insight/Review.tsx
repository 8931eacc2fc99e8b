import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/client.ts";
import { sendForJson } from "../api/request.ts";
import type { Example } from "../api/types.ts";
import { usePages } from "../state/pages.ts";
import { chosen, classes, failed } from "../state/store.ts";
import { announce } from "../state/toasts.ts";
import { Button } from "../ui/Button.tsx";
import { counted, percent } from "../ui/digits.ts";
import { Thumbnail } from "../ui/Thumbnail.tsx";
import { VirtualGrid } from "../ui/VirtualGrid.tsx";
import { deleteAll, imagesOf, moveAll } from "./actions.ts";
import { type Box, cellsIn, followBand } from "./band.ts";
import { LabelBar, labelByKey } from "./LabelBar.tsx";
import { NewImages } from "./NewImages.tsx";
import { useAnswer } from "./useAnswer.ts";
import { Waiting } from "./Waiting.tsx";

const ALIKE = 50;
const PAGE = 1000;

const firstDoubted = (name: string, signal: AbortSignal) => api.examples(name, { sort: "doubt", limit: 1 }, signal);

/** Examples by doubt, or new images by doubt; many are labelled at once. */
export function Review() {
  const [fresh, setFresh] = useState(false);
  return (
    <div class="review">
      <div class="row switch" role="group" aria-label="What is shown">
        <Button small kind={fresh ? "plain" : "main"} aria-pressed={!fresh} onClick={() => setFresh(false)}>Examples, most doubtful first</Button>
        <Button small kind={fresh ? "main" : "plain"} aria-pressed={fresh} onClick={() => setFresh(true)}>New images without a class</Button>
      </div>
      <div hidden={!fresh}><NewImages shown={fresh} /></div>
      {!fresh && <Doubted />}
    </div>
  );
}

function Doubted() {
  const [only, setOnly] = useState("");
  const ready = useAnswer(firstDoubted);
  return (
    <>
      <div class="row filters">
        <label class="row"><span class="soft small">Class</span>
          <select class="field" value={only} onChange={(event) => setOnly(event.currentTarget.value)}>
            <option value="">all</option>
            {classes.value.map((each) => <option key={each.name} value={each.name}>{each.name}</option>)}
          </select>
        </label>
        <span class="soft small">
          {ready.value === null ? "Finding how far each is doubted; until then they are in their order." : ("doubtBy" in ready.value && ready.value.doubtBy === "head"
            ? "Doubt by the model as it is, which knows these images: leave-one-out would be too dear."
            : "Doubt: what the model answers for an image when it has not learned that one.")}
        </span>
      </div>
      {ready.value === null && ready.problem !== null
        ? <Waiting answer={ready} words="" />
        : <DoubtGrid only={only} sort={ready.value === null ? "order" : "doubt"} />}
    </>
  );
}

function DoubtGrid({ only, sort }: { only: string; sort: "order" | "doubt" }) {
  const pages = usePages({ class: only || undefined, sort });
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const [box, setBox] = useState<Box | null>(null);
  const anchor = useRef(0);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => setMarked(new Set()), [only, chosen.value, sort]);
  const idsIn = useCallback(async (from: number, to: number) => {
    const ids: string[] = [];
    for (let at = from; at < to; at += PAGE) {
      const known = Array.from({ length: Math.min(PAGE, to - at) }, (_, i) => pages.at(at + i)?.id);
      ids.push(...(known.every((id) => id !== undefined)
        ? known as string[]
        : (await api.examples(chosen.value, { class: only || undefined, sort, offset: at, limit: Math.min(PAGE, to - at) }))
          .examples.map((each) => each.id)));
    }
    return ids;
  }, [pages, only, sort]);
  const mark = (ids: string[], how: "these" | "add" | "turn") => {
    const next = new Set(how === "these" ? [] : marked);
    for (const id of ids) {
      if (how === "turn" && next.has(id)) {
        next.delete(id);
      } else {
        next.add(id);
      }
    }
    setMarked(next);
    announce(`${imagesOf(next.size)} chosen`);
  };
  const choose = (index: number, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    const id = pages.at(index)?.id;
    setActive(index);
    if (event.shiftKey) {
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index) + 1];
      idsIn(from, to).then((ids) => mark(ids, event.ctrlKey || event.metaKey ? "add" : "these"), failed);
    } else if (id !== undefined) {
      anchor.current = index;
      mark([id], event.ctrlKey || event.metaKey ? "turn" : marked.size === 1 && marked.has(id) ? "turn" : "these");
    }
  };
  const label = async (name: string, ids = marked) => {
    if (await moveAll(ids, name)) {
      pages.change(ids, (each) => ({ ...each, class: name }));
      setMarked((now) => (now === ids ? new Set() : now));
    }
  };
  const remove = async () => {
    if (await deleteAll(marked)) {
      pages.change(marked, () => undefined);
      setMarked(new Set());
    }
  };
  const alike = () => {
    const id = pages.at(active)?.id;
    if (id !== undefined) {
      sendForJson<{ examples: { id: string }[] }>(`api/${encodeURIComponent(chosen.value)}/alike?id=${id}&limit=${ALIKE}`)
        .then((answer) => mark(answer.examples.map((each) => each.id), "add"), failed);
    }
  };
  const confirm = (example: Example) => (example.answer !== null && example.answer !== example.class ? example.answer : null);
  const current = pages.at(active);
  const better = current ? confirm(current) : null;
  return (
    <>
      <LabelBar chosen={marked.size} verb="Move to class" onLabel={(name) => void label(name)} onDelete={() => void remove()} onClear={() => setMarked(new Set())}>
        <Button small onClick={alike} title="Adds the 50 images whose embeddings are nearest to the active one">Choose all like this one</Button>
        {better !== null && current && (
          <Button small onClick={() => void label(better, new Set([current.id]))}>To {better}, as answered</Button>
        )}
      </LabelBar>
      <div
        class="band-frame"
        ref={frame}
        onPointerDown={(event) => {
          if (event.button === 0 && event.pointerType === "mouse" && frame.current) {
            const add = event.ctrlKey || event.metaKey || event.shiftKey;
            followBand(event, frame.current, setBox, (drawn) => {
              if (frame.current) {
                const ids = cellsIn(frame.current, drawn).map((index) => pages.at(index)?.id).filter((id) => id !== undefined);
                mark(ids, add ? "add" : "these");
              }
            });
          }
        }}
      >
        <VirtualGrid
          class="review-grid"
          label={`${counted(pages.total, "example")}${sort === "doubt" ? ", most doubtful first" : ""}`}
          total={pages.total}
          cellWidth={104}
          cellHeight={138}
          active={Math.min(active, Math.max(0, pages.total - 1))}
          onActive={(index, event) => (event.shiftKey ? choose(index, event) : setActive(index))}
          onKey={(index, event) => {
            if (event.key === " " || event.key === "Enter") {
              event.preventDefault();
              choose(index, { shiftKey: event.shiftKey, ctrlKey: true, metaKey: false });
            } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              idsIn(0, pages.total).then((ids) => mark(ids, "these"), failed);
            } else if (event.key === "Escape") {
              setMarked(new Set());
            } else {
              labelByKey(event, (name) => void label(name), () => void remove());
            }
          }}
          onRange={pages.look}
          selected={(index) => marked.has(pages.at(index)?.id ?? "")}
          render={(index) => {
            const each = pages.at(index);
            return each === undefined ? <span class="thumbnail" /> : (
              <Cell example={each} marked={marked.has(each.id)} onClick={(event) => choose(index, event)} />
            );
          }}
        />
        {box && <div class="band" style={{ left: `${box.left}px`, top: `${box.top}px`, width: `${box.right - box.left}px`, height: `${box.bottom - box.top}px` }} />}
      </div>
      <p class="soft small one-line">{current ? `${current.name} · ${current.class}` : " "}</p>
    </>
  );
}

function Cell({ example, marked, onClick }: { example: Example; marked: boolean; onClick: (event: MouseEvent) => void }) {
  const wrong = example.answer !== null && example.answer !== example.class;
  return (
    <div class={`review-cell${marked ? " marked" : ""}`} onClick={onClick}>
      <span class="review-picture"><Thumbnail id={example.id} name={example.name} has={example.thumbnail} /></span>
      {marked && <span class="mark" aria-hidden="true">✓</span>}
      <span class="review-words">
        <b>{example.class}</b>
        <span class={wrong ? "bad" : "soft"}>{wrong ? `→ ${example.answer}` : example.doubt === null ? "" : `doubt ${percent(example.doubt, 0)}`}</span>
      </span>
    </div>
  );
}

import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/client.ts";
import { chosen, failed, imageObstacle, perform, teachingObstacle } from "../state/store.ts";
import { announce } from "../state/toasts.ts";
import { Button } from "../ui/Button.tsx";
import { count, counted, percent } from "../ui/digits.ts";
import { VirtualGrid } from "../ui/VirtualGrid.tsx";
import { byDoubt, type Fresh } from "./fresh.ts";
import { LabelBar, labelByKey } from "./LabelBar.tsx";
import { patiently } from "./useAnswer.ts";

const BATCH = 16;
const SENT = 500;
const SENT_BYTES = 48 * 2 ** 20;
const DRAWN_MILLISECONDS = 500;

let lastKey = 0;

/** Images that were dropped here: asked about in batches, sorted by doubt, labelled many at once. Their files stay where they are. */
export function NewImages({ shown }: { shown: boolean }) {
  const all = useRef<Fresh[]>([]);
  const [sorted, setSorted] = useState<Fresh[]>([]);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  const [asking, setAsking] = useState(false);
  const life = useRef(new AbortController());
  const anchor = useRef(0);
  const next = useRef(0);
  const gone = useRef(new Set<number>());
  useEffect(() => () => life.current.abort(), []);
  const draw = () => setSorted(byDoubt(all.current.filter((each) => !gone.current.has(each.key))));
  const takeOff = (keys: Iterable<number>) => {
    for (const key of keys) {
      gone.current.add(key);
    }
    draw();
  };
  const take = (files: Iterable<File>) => {
    const taken = [...files].filter((file) => file.type.startsWith("image/")).map((file) => ({ key: ++lastKey, file, answer: null, problem: null }));
    taken.forEach((each) => all.current.push(each));
    draw();
    announce(`${counted(taken.length, "image")} taken`);
    if (!asking) {
      void askAll();
    }
  };
  const askAll = async () => {
    const model = chosen.value;
    setAsking(true);
    let drawn = 0;
    try {
      for (;;) {
        const batch: Fresh[] = [];
        while (batch.length < BATCH && next.current < all.current.length) {
          const each = all.current[next.current++] as Fresh;
          if (!gone.current.has(each.key)) {
            batch.push(each);
          }
        }
        if (batch.length === 0 || life.current.signal.aborted || chosen.value !== model) {
          break;
        }
        const images = batch.map((each) => ({ name: each.file.name, image: each.file }));
        const found = await patiently(() => api.predictAll(model, images, { top: 2 }, life.current.signal), life.current.signal);
        batch.forEach((each, at) => {
          const answer = found.predictions[at];
          if (answer === undefined || "error" in answer) {
            each.problem = answer?.error ?? "was not answered";
          } else {
            each.answer = answer;
          }
        });
        if (performance.now() - drawn > DRAWN_MILLISECONDS) {
          drawn = performance.now();
          draw();
        }
      }
    } catch (reason) {
      failed(reason);
    } finally {
      draw();
      setAsking(false);
    }
  };
  const label = async (name: string) => {
    const model = chosen.value;
    const chosenOnes = sorted.filter((each) => marked.has(each.key) && each.problem === null);
    setMarked(new Set());
    for (const part of partsOf(chosenOnes)) {
      const images = part.map((each) => ({ name: each.file.name, image: each.file }));
      if ((await perform(() => api.addExamples(model, name, images))) === null) {
        return;
      }
      takeOff(part.map((each) => each.key));
    }
  };
  const drop = () => {
    takeOff(marked);
    setMarked(new Set());
  };
  const choose = (index: number, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    const next = new Set(event.shiftKey || event.ctrlKey || event.metaKey ? marked : []);
    if (event.shiftKey) {
      for (let at = Math.min(anchor.current, index); at <= Math.max(anchor.current, index); at++) {
        const key = sorted[at]?.key;
        if (key !== undefined) {
          next.add(key);
        }
      }
    } else {
      anchor.current = index;
      const key = sorted[index]?.key ?? -1;
      if (!next.delete(key)) {
        next.add(key);
      }
    }
    setActive(index);
    setMarked(next);
  };
  const sameAnswer = () => {
    const label = sorted[active]?.answer?.label;
    setMarked(new Set(sorted.filter((each) => each.answer?.label === label && !each.answer?.unknown).map((each) => each.key)));
  };
  const waiting = sorted.filter((each) => each.answer === null && each.problem === null).length;
  if (!shown) {
    return null;
  }
  if (imageObstacle.value !== null) {
    return <p class="empty">{imageObstacle.value}.</p>;
  }
  return (
    <div
      class="new-images"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        take(event.dataTransfer?.files ?? []);
      }}
    >
      <div class="drop-zone row centred">
        <span>Drop images here, or</span>
        <label class="button">Choose images
          <input class="unseen" type="file" accept="image/*" multiple onChange={(event) => {
            take(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }} />
        </label>
        <label class="button">Choose a folder
          <input class="unseen" type="file" multiple {...{ webkitdirectory: true }} onChange={(event) => {
            take(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }} />
        </label>
        <span class="soft small" role="status">{sorted.length > 0 && `${counted(sorted.length, "image")}, ${count(waiting)} still to be asked about`}</span>
      </div>
      {sorted.length > 0 && (
        <>
          <LabelBar chosen={marked.size} verb="Learn as" onLabel={(name) => void label(name)} onDelete={null} onClear={() => setMarked(new Set())}>
            <Button small onClick={sameAnswer} disabled={!sorted[active]?.answer}>Choose all answered like this one</Button>
            <Button small disabled={marked.size === 0} onClick={drop}>Take off the list</Button>
          </LabelBar>
          <VirtualGrid
            class="review-grid"
            label={`${counted(sorted.length, "image")} without a class, most doubtful first`}
            total={sorted.length}
            cellWidth={104}
            cellHeight={138}
            active={Math.min(active, sorted.length - 1)}
            onActive={(index, event) => (event.shiftKey ? choose(index, event) : setActive(index))}
            onKey={(index, event) => {
              if (event.key === " " || event.key === "Enter") {
                event.preventDefault();
                choose(index, { shiftKey: event.shiftKey, ctrlKey: true, metaKey: false });
              } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                setMarked(new Set(sorted.map((each) => each.key)));
              } else if (teachingObstacle.value === null) {
                labelByKey(event, (name) => void label(name), drop);
              }
            }}
            selected={(index) => marked.has(sorted[index]?.key ?? -1)}
            render={(index) => {
              const each = sorted[index];
              return each && <FreshCell key={each.key} fresh={each} marked={marked.has(each.key)} onClick={(event) => choose(index, event)} />;
            }}
          />
        </>
      )}
    </div>
  );
}

/** Divides images into as few requests as the server takes; each is a step of its own to undo. */
function partsOf(images: readonly Fresh[]): Fresh[][] {
  const parts: Fresh[][] = [];
  let bytes = 0;
  for (const each of images) {
    const last = parts.at(-1);
    bytes += each.file.size;
    if (last === undefined || last.length === SENT || bytes > SENT_BYTES) {
      parts.push([each]);
      bytes = each.file.size;
    } else {
      last.push(each);
    }
  }
  return parts;
}

function FreshCell({ fresh, marked, onClick }: { fresh: Fresh; marked: boolean; onClick: (event: MouseEvent) => void }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(fresh.file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [fresh.file]);
  const answer = fresh.answer;
  return (
    <div class={`review-cell${marked ? " marked" : ""}`} onClick={onClick}>
      <span class="review-picture">
        {address && fresh.problem === null
          ? <img class="thumbnail" src={address} alt={fresh.file.name} decoding="async" draggable={false} />
          : <span class="thumbnail none" title={fresh.problem ?? undefined}>{fresh.file.name}</span>}
      </span>
      {marked && <span class="mark" aria-hidden="true">✓</span>}
      <span class="review-words">
        <b class={answer?.unknown ? "bad" : ""}>{answer === null ? (fresh.problem === null ? "…" : "cannot be used") : answer.unknown ? "unknown" : answer.label}</b>
        <span class="soft">{answer === null ? "" : answer.unknown ? `nearest ${answer.label}` : percent(answer.probability ?? 0, 0)}</span>
      </span>
    </div>
  );
}

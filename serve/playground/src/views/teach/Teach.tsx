import { signal } from "@preact/signals";
import { useCallback, useEffect, useState } from "preact/hooks";
import { enqueue, target } from "../../state/adding.ts";
import { type Found, foundIn, foundInDrop, planOf, type Plan, waitingFor } from "../../state/folders.ts";
import { classes, failed, imageObstacle, model, teachingObstacle } from "../../state/store.ts";
import { stopCamera } from "../../state/camera.ts";
import { count, counted } from "../../ui/digits.ts";
import { matching } from "../../ui/ClassPicker.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { AddPanel } from "./AddPanel.tsx";
import { ClassExamples } from "./ClassExamples.tsx";
import { ClassRow } from "./ClassRow.tsx";
import { HistoryBar } from "./HistoryBar.tsx";
import { MergeDialog } from "./MergeDialog.tsx";
import { PlanDialog } from "./PlanDialog.tsx";

const ROW = 84;
const NARROW_ROW = 152;

/** What is open above the list. */
export const merging = signal<string | null>(null);
export const opened = signal<string | null>(null);
const plan = signal<Plan | null>(null);

/** Takes files in: straight to a class if one is given, otherwise by a plan that is shown first. */
export function take(found: Found[]): void {
  const made = planOf(found);
  if (made.classes.length > 0 || made.loose.length > 0) {
    plan.value = made;
  } else {
    failed(new Error(found.length === 0 ? "Nothing was given" : `None of the ${counted(found.length, "file")} is an image`));
  }
}

/** Classes and what they learn from. */
export function Teach() {
  const [wanted, setWanted] = useState("");
  const narrow = useNarrow();
  const obstacle = teachingObstacle.value;
  const names = matching(classes.value.map((each) => each.name), wanted, Infinity);
  const byName = new Map(classes.value.map((each) => [each.name, each]));
  useEffect(() => stopCamera, []);
  usePaste();
  const over = useDropAnywhere(obstacle === null && imageObstacle.value === null);
  const render = useCallback((index: number) => {
    const name = names[index];
    const row = name === undefined ? undefined : byName.get(name);
    return row && <ClassRow row={row} narrow={narrow} />;
  }, [classes.value, wanted, narrow]);
  return (
    <div class={over ? "teach dropping" : "teach"}>
      <div class="teach-list">
        <div class="list-head">
          <h2>
            {counted(classes.value.length, "class", "classes")}
            <span class="soft">, {counted(model.value?.examples ?? 0, "example")}</span>
          </h2>
          <span class="spring" />
          <HistoryBar />
        </div>
        {classes.value.length > 8 && (
          <label class="filter">
            <span class="unseen">Find a class</span>
            <input class="field" type="search" placeholder="Find a class" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
            <span class="soft small" aria-live="polite">{wanted === "" ? "" : `${count(names.length)} found`}</span>
          </label>
        )}
        {classes.value.length === 0 && <p class="empty">No class yet. Drop a folder of images here: each sub-folder becomes a class.</p>}
        <VirtualList
          class="class-list"
          label="Classes"
          total={names.length}
          rowHeight={narrow ? NARROW_ROW : ROW}
          keyOf={(index) => names[index] ?? index}
          render={render}
        />
      </div>
      <AddPanel obstacle={obstacle ?? imageObstacle.value} />
      {over && <div class="drop-veil" aria-hidden="true">Drop images or folders: sub-folders become classes</div>}
      {plan.value && <PlanDialog plan={plan.value} onClose={() => (plan.value = null)} />}
      {merging.value !== null && <MergeDialog from={merging.value} onClose={() => (merging.value = null)} />}
      {opened.value !== null && <ClassExamples name={opened.value} onClose={() => (opened.value = null)} />}
    </div>
  );
}

function useNarrow(): boolean {
  const query = "(max-width: 40rem)";
  const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = () => setNarrow(list.matches);
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, []);
  return narrow;
}

/** Pasted images go to the class that is chosen; without one the plan asks. */
function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || teachingObstacle.value !== null || imageObstacle.value !== null) {
        return;
      }
      event.preventDefault();
      const found = foundIn(files).map((each) => ({ ...each, path: `pasted-${stamp()}-${each.path}` }));
      const { loose } = planOf(found);
      if (target.value.trim() !== "" && loose.length > 0) {
        enqueue(waitingFor(loose, target.value.trim()));
      } else {
        take(found);
      }
    };
    addEventListener("paste", paste);
    return () => removeEventListener("paste", paste);
  }, []);
}

/** A name that sorts by time, for images that have none. */
export const stamp = () => new Date().toISOString().replace(/[-:]|\..*$/g, "").replace("T", "-");

/** Files may be dropped anywhere on the page; returns whether some hover over it. */
function useDropAnywhere(allowed: boolean): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!allowed) {
      return undefined;
    }
    const hover = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.dataTransfer && event.dataTransfer.types.includes("Files") && !event.defaultPrevented) {
        event.preventDefault();
        foundInDrop(event.dataTransfer).then(take).catch(failed);
      }
    };
    addEventListener("dragover", hover);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", hover);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, [allowed]);
  return over;
}

/** Makes a class the one that images go to. */
export const aimAt = (name: string) => {
  target.value = target.value === name ? "" : name;
};

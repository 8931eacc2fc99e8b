import { useRef, useState } from "preact/hooks";
import * as api from "../../api/client.ts";
import type { LearnedClass } from "../../api/types.ts";
import { enqueue, target } from "../../state/adding.ts";
import { foundInDrop, planOf, waitingFor } from "../../state/folders.ts";
import { isTyping } from "../../state/shortcuts.ts";
import { chosen, failed, perform, teachingObstacle } from "../../state/store.ts";
import { counted, score } from "../../ui/digits.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Strip } from "./Strip.tsx";
import { aimAt, merging, opened } from "./Teach.tsx";

const CLASS = "application/x-imprint-class";

/** One class: its name, what it learned from, and what can be done with it. */
export function ClassRow({ row, narrow }: { row: LearnedClass; narrow: boolean }) {
  const [renaming, setRenaming] = useState(false);
  const [over, setOver] = useState(false);
  const nameButton = useRef<HTMLButtonElement>(null);
  const obstacle = teachingObstacle.value;
  const forget = () => perform(() => api.forgetClass(chosen.value, row.name));
  const keys = (event: KeyboardEvent) => {
    if (obstacle !== null || isTyping(event.target)) {
      return;
    }
    if (event.key === "F2") {
      event.preventDefault();
      setRenaming(true);
    } else if (event.key === "Delete") {
      event.preventDefault();
      void forget();
    }
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const from = event.dataTransfer?.getData(CLASS);
    if (from && from !== row.name) {
      event.preventDefault();
      void perform(() => api.mergeClasses(chosen.value, from, row.name));
    } else if (event.dataTransfer?.types.includes("Files") && obstacle === null) {
      event.preventDefault();
      foundInDrop(event.dataTransfer).then((found) => addTo(row.name, found)).catch(failed);
    }
  };
  return (
    <article
      class={`class-row${target.value === row.name ? " target" : ""}${over ? " over" : ""}`}
      aria-label={row.name}
      onKeyDown={keys}
      draggable={obstacle === null && !renaming}
      onDragStart={(event) => event.dataTransfer?.setData(CLASS, row.name)}
      onDragOver={(event) => {
        const types = event.dataTransfer?.types ?? [];
        if (obstacle === null && (types.includes(CLASS) || types.includes("Files"))) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="class-words">
        {renaming ? (
          <Rename
            name={row.name}
            onEnd={() => {
              setRenaming(false);
              setTimeout(() => nameButton.current?.focus(), 0);
            }}
          />
        ) : (
          <button type="button" class="class-name" ref={nameButton} title={`${row.name}: show its examples`} onClick={() => (opened.value = row.name)}>
            {row.name}
          </button>
        )}
        <p class="class-facts soft small">
          <span>{counted(row.examples, "example")}, {counted(row.proxies, "proxy", "proxies")}</span>
          <span>{thresholdOf(row)}</span>
        </p>
      </div>
      {row.keepsExamples ? <Strip name={row.name} examples={row.examples} most={narrow ? 6 : 12} /> : <span class="strip soft small">keeps no examples</span>}
      <div class="class-acts">
        <Act icon="add" label={`Add images to ${row.name}`} why={obstacle} pressed={target.value === row.name} run={() => aimAt(row.name)} />
        <Act icon="rename" label={`Rename ${row.name}`} why={obstacle} run={() => setRenaming(true)} />
        <Act icon="merge" label={`Merge ${row.name} into another class`} why={obstacle} run={() => (merging.value = row.name)} />
        <Act icon="bin" label={`Delete ${row.name}`} why={obstacle} run={() => void forget()} />
      </div>
    </article>
  );
}

function addTo(name: string, found: Parameters<typeof planOf>[0]): void {
  const plan = planOf(found);
  const images = [...plan.classes.flatMap((each) => each.images), ...plan.loose];
  if (images.length === 0) {
    failed(new Error("There is no image in what was dropped"));
  }
  enqueue(waitingFor(images, name));
}

/** A renamed class is another row: the focus follows it, unless it went elsewhere meanwhile. */
function focusOn(name: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      [...document.querySelectorAll<HTMLElement>(".class-name")].find((each) => each.textContent === name)?.focus();
    }
  });
}

/** A class without a threshold is never refused; one with few examples borrows those of all. */
function thresholdOf(row: LearnedClass): string {
  if (row.threshold === null) {
    return "never unknown";
  }
  return `known from ${score(row.threshold)}${row.borrowed ? " (borrowed)" : ""}`;
}

function Act({ icon, label, why, pressed, run }: {
  icon: IconName;
  label: string;
  why: string | null;
  pressed?: boolean;
  run: () => void;
}) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={why ?? label} aria-pressed={pressed} disabled={why !== null} onClick={run}>
      <Icon name={icon} />
    </button>
  );
}

function Rename({ name, onEnd }: { name: string; onEnd: () => void }) {
  const [text, setText] = useState(name);
  const ended = useRef(false);
  const end = (keep: boolean) => {
    if (ended.current) {
      return;
    }
    ended.current = true;
    const to = text.trim();
    if (keep && to !== "" && to !== name) {
      if (target.value === name) {
        target.value = to;
      }
      void perform(() => api.renameClass(chosen.value, name, to)).then((change) => change && focusOn(to));
    }
    onEnd();
  };
  return (
    <input
      class="field rename"
      aria-label={`New name of ${name}`}
      value={text}
      ref={(field) => {
        if (field && document.activeElement !== field && !ended.current) {
          field.focus();
          field.select();
        }
      }}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          end(event.key === "Enter");
        }
      }}
    />
  );
}

import { useEffect, useState } from "preact/hooks";
import * as api from "../../api/client.ts";
import type { History } from "../../api/types.ts";
import { chosen, failed, model, redo, revision, teachingObstacle, undo } from "../../state/store.ts";
import { sentenceCase } from "../../ui/digits.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** Undo and redo, each with what it would do, and the list of all changes. */
export function HistoryBar() {
  const [shown, setShown] = useState(false);
  const obstacle = teachingObstacle.value;
  const back = model.value?.undo ?? null;
  const forth = model.value?.redo ?? null;
  return (
    <div class="history-bar">
      <button
        type="button"
        class="button small quiet undo"
        disabled={back === null || obstacle !== null}
        title={obstacle ?? (back === null ? "There is nothing to undo" : `Undo (Ctrl Z): ${back}`)}
        aria-label={back === null ? "Undo" : `Undo: ${back}`}
        onClick={() => void undo()}
      >
        <Icon name="undo" />
        <span class="undo-text">{back === null ? "Undo" : `Undo: ${back}`}</span>
      </button>
      <button
        type="button"
        class="icon-button"
        disabled={forth === null || obstacle !== null}
        title={obstacle ?? (forth === null ? "There is nothing to do again" : `Redo (Ctrl Shift Z): ${forth}`)}
        aria-label={forth === null ? "Redo" : `Redo: ${forth}`}
        onClick={() => void redo()}
      >
        <Icon name="redo" />
      </button>
      <button type="button" class="icon-button" aria-label="History" title="All changes" onClick={() => setShown(true)}>
        <Icon name="history" />
      </button>
      {shown && (
        <Dialog title="Changes" onClose={() => setShown(false)}>
          <Changes />
        </Dialog>
      )}
    </div>
  );
}

function Changes() {
  const [list, setList] = useState<History | null>(null);
  const now = revision.value;
  useEffect(() => {
    api.history(chosen.value).then(setList).catch(failed);
  }, [now]);
  if (list === null) {
    return <p class="soft">Asking …</p>;
  }
  if (list.entries.length === 0 && list.undone.length === 0) {
    return <p class="soft">Nothing was changed yet.</p>;
  }
  return (
    <ol class="changes" tabIndex={0} aria-label="Changes, the latest first">
      {list.undone.map((each) => (
        <li key={`undone ${each.number}`} class="soft">
          <span><s>{sentenceCase(each.change)}</s> <span class="small">(undone)</span></span>
          <time class="small" dateTime={each.at}>{timeOf(each.at)}</time>
        </li>
      ))}
      {list.entries.toReversed().map((each) => (
        <li key={each.number}>
          <span>{sentenceCase(each.change)}{each.undoable ? "" : <span class="soft small"> (cannot be undone)</span>}</span>
          <time class="soft small" dateTime={each.at}>{timeOf(each.at)}</time>
        </li>
      ))}
    </ol>
  );
}

function timeOf(at: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString("en-GB", today ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" });
}

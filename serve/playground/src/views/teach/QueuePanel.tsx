import { cancelAdding, clearProblems, pauseAdding, progress, resumeAdding } from "../../state/adding.ts";
import type { Problem } from "../../state/queue.ts";
import { Button } from "../../ui/Button.tsx";
import { count, counted } from "../../ui/digits.ts";
import { Icon } from "../../ui/Icon.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";

const LINE = 44;
const LINES = 6;
const KINDS = { unusable: "unusable", known: "known already", elsewhere: "in another class as well" };

/** How far the images are, and what there is to say of single images. */
export function QueuePanel() {
  const now = progress.value;
  if (now.total === 0 && now.problems.length === 0) {
    return null;
  }
  const going = now.state !== "idle";
  return (
    <div class="queue" data-test="queue">
      {going && (
        <>
          <div class="row between">
            <strong aria-live="off">{count(now.done)} of {counted(now.total, "image")}</strong>
            <span class="soft small" role="status">{now.why ?? { idle: "", sending: "", waiting: "", paused: "Paused", stopped: "Stopped" }[now.state]}</span>
          </div>
          <progress value={now.done} max={Math.max(1, now.total)} aria-label="Images added" />
          <div class="row">
            {now.state === "paused" || now.state === "stopped"
              ? <Button small onClick={resumeAdding}><Icon name="play" />{now.state === "stopped" ? "Try again" : "Go on"}</Button>
              : <Button small onClick={pauseAdding}><Icon name="pause" />Pause</Button>}
            <Button small kind="quiet" onClick={cancelAdding}>Cancel the rest</Button>
          </div>
        </>
      )}
      {!going && <p class="small">{counted(now.added, "image")} added.</p>}
      {now.problems.length > 0 && (
        <div class="problems">
          <div class="row between">
            <h3>{counted(now.problems.length, "remark")}</h3>
            <Button small kind="quiet" onClick={clearProblems} disabled={going}>Clear</Button>
          </div>
          <p class="soft small">{countsOf(now.problems)}</p>
          <div style={{ height: `${Math.min(LINES, now.problems.length) * LINE}px` }}>
            <VirtualList
              class="fill"
              label="Remarks on images"
              total={now.problems.length}
              rowHeight={LINE}
              render={(index) => {
                const each = now.problems[index];
                return each && (
                  <div class="problem small" title={`${each.name}: ${each.reason}`}>
                    <span class="problem-name">{each.name}</span>
                    <span class={each.kind === "unusable" ? "bad" : "soft"}>{each.reason}</span>
                  </div>
                );
              }}
            />
          </div>
        </div>
      )}
    </div>
  );
}

function countsOf(problems: Problem[]): string {
  const kinds = ["unusable", "elsewhere", "known"] as const;
  return kinds
    .map((kind) => ({ kind, n: problems.filter((each) => each.kind === kind).length }))
    .filter((each) => each.n > 0)
    .map((each) => `${count(each.n)} ${KINDS[each.kind]}`)
    .join(", ");
}

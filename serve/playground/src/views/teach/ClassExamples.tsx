import { useState } from "preact/hooks";
import * as api from "../../api/client.ts";
import { usePages } from "../../state/pages.ts";
import { chosen, perform, teachingObstacle } from "../../state/store.ts";
import { Button } from "../../ui/Button.tsx";
import { ClassPicker } from "../../ui/ClassPicker.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { counted } from "../../ui/digits.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Thumbnail } from "../../ui/Thumbnail.tsx";
import { VirtualGrid } from "../../ui/VirtualGrid.tsx";

const CELL = 96;

/** All examples of a class, to be looked at, moved and deleted. */
export function ClassExamples({ name, onClose }: { name: string; onClose: () => void }) {
  const pages = usePages({ class: name });
  const [active, setActive] = useState(0);
  const [from, setFrom] = useState(0);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [into, setInto] = useState("");
  const obstacle = teachingObstacle.value;
  const toggle = (index: number, range: boolean) => {
    const next = new Set(marked);
    const [first, last] = range ? [Math.min(from, index), Math.max(from, index)] : [index, index];
    for (let at = first; at <= last; at++) {
      const id = pages.at(at)?.id;
      if (id !== undefined) {
        if (range || !next.delete(id)) {
          next.add(id);
        }
      }
    }
    setMarked(next);
    setActive(index);
    setFrom(index);
  };
  const ids = [...marked];
  const remove = () => {
    setMarked(new Set());
    void perform(() => api.deleteExamples(chosen.value, ids));
  };
  const move = (to: string) => {
    setMarked(new Set());
    setInto("");
    void perform(() => api.moveExamples(chosen.value, ids, to));
  };
  const now = pages.at(active);
  return (
    <Dialog title={`${name}: ${counted(pages.total, "example")}`} onClose={onClose} wide>
      {obstacle === null && (
        <div class="row examples-acts">
          <span class="soft" role="status">{ids.length === 0 ? "Click or Space marks; Shift marks all between." : `${counted(ids.length, "image")} marked`}</span>
          <span class="spring" />
          <div class="move-field">
            <ClassPicker label="Move to class" compact value={into} onValue={setInto} onEnter={(to) => ids.length > 0 && move(to)} without={name} creates placeholder="Move to class …" />
          </div>
          <Button small disabled={ids.length === 0 || into.trim() === "" || into.trim() === name} onClick={() => move(into.trim())}>Move</Button>
          <Button small kind="bad" disabled={ids.length === 0} onClick={remove}><Icon name="bin" />Delete</Button>
        </div>
      )}
      <VirtualGrid
        class="examples-grid"
        label={`Examples of ${name}`}
        total={pages.total}
        cellWidth={CELL}
        cellHeight={CELL}
        active={active}
        onActive={(index, event) => (event.shiftKey ? toggle(index, true) : setActive(index))}
        onKey={(index, event) => {
          if (event.key === " ") {
            event.preventDefault();
            toggle(index, event.shiftKey);
          } else if (event.key === "Delete" && ids.length > 0 && obstacle === null) {
            event.preventDefault();
            remove();
          }
        }}
        onRange={pages.look}
        selected={(index) => marked.has(pages.at(index)?.id ?? "")}
        render={(index) => {
          const each = pages.at(index);
          return each === undefined ? <span class="thumbnail" /> : (
            <span class={marked.has(each.id) ? "example marked" : "example"} onClick={(event) => obstacle === null && toggle(index, event.shiftKey)}>
              <Thumbnail id={each.id} name={each.name} has={each.thumbnail} />
              {marked.has(each.id) && <span class="mark" aria-hidden="true">✓</span>}
            </span>
          );
        }}
      />
      <p class="soft small example-name">{now?.name ?? " "}</p>
    </Dialog>
  );
}

import { useState } from "preact/hooks";
import { enqueue, target } from "../../state/adding.ts";
import { type Plan, waitingFor } from "../../state/folders.ts";
import { classes } from "../../state/store.ts";
import { Button } from "../../ui/Button.tsx";
import { ClassPicker } from "../../ui/ClassPicker.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { count, counted } from "../../ui/digits.ts";
import { VirtualList } from "../../ui/VirtualList.tsx";

const LINE = 28;
const LINES = 9;

/** Shows what images would go to which class, before they go. */
export function PlanDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const [one, setOne] = useState(plan.classes.length === 0);
  const [name, setName] = useState(target.value);
  const sorted = plan.classes.reduce((sum, each) => sum + each.images.length, 0);
  const all = sorted + plan.loose.length;
  const known = new Set(classes.value.map((each) => each.name));
  const needsName = one || plan.loose.length > 0;
  const add = (typed: string) => {
    if (one) {
      enqueue(waitingFor([...plan.classes.flatMap((each) => each.images), ...plan.loose], typed));
    } else {
      enqueue(plan.classes.flatMap((each) => waitingFor(each.images, each.name)));
      if (typed !== "") {
        enqueue(waitingFor(plan.loose, typed));
      }
    }
    if (typed !== "") {
      target.value = typed;
    }
    onClose();
  };
  const skipped = !one && name.trim() === "" ? plan.loose.length : 0;
  return (
    <Dialog title={`Add ${counted(all, "image")}`} onClose={onClose}>
      {plan.others > 0 && <p class="soft">Left out: {counted(plan.others, "file that is", "files that are")} no image.</p>}
      {plan.classes.length > 0 && (
        <fieldset class="choices">
          <legend class="unseen">Classes</legend>
          <label><input type="radio" name="plan" checked={!one} onChange={() => setOne(false)} /> {plan.classes.length === 1 ? "The folder is a class" : `${count(plan.classes.length)} folders are ${count(plan.classes.length)} classes`}</label>
          <label><input type="radio" name="plan" checked={one} onChange={() => setOne(true)} /> All go to one class</label>
        </fieldset>
      )}
      {!one && (
        <div class="plan-list" style={{ height: `${Math.min(LINES, plan.classes.length) * LINE + 2}px` }}>
          <VirtualList
            label="Classes of the folder"
            class="fill"
            total={plan.classes.length}
            rowHeight={LINE}
            render={(index) => {
              const each = plan.classes[index];
              return each && (
                <div class="plan-line">
                  <span class="plan-name">{each.name}</span>
                  <span class="soft small">{known.has(each.name) ? "" : "new"}</span>
                  <span>{count(each.images.length)}</span>
                </div>
              );
            }}
          />
        </div>
      )}
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          add(name.trim());
        }}
      >
        <div class="grow">
          {needsName && (
            <ClassPicker
              label={one ? "Class" : `Class of the ${counted(plan.loose.length, "image")} outside these folders`}
              value={name}
              onValue={setName}
              onEnter={(typed) => one && add(typed)}
              creates
              focused={one}
            />
          )}
        </div>
        <Button kind="main" type="submit" disabled={one && name.trim() === ""}>Add {counted(all - skipped, "image")}</Button>
      </form>
    </Dialog>
  );
}

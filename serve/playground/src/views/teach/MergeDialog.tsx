import { useState } from "preact/hooks";
import * as api from "../../api/client.ts";
import { chosen, classes, perform } from "../../state/store.ts";
import { Button } from "../../ui/Button.tsx";
import { ClassPicker } from "../../ui/ClassPicker.tsx";
import { Dialog } from "../../ui/Dialog.tsx";

/** Asks into which class another goes. */
export function MergeDialog({ from, onClose }: { from: string; onClose: () => void }) {
  const [into, setInto] = useState("");
  const known = classes.value.some((each) => each.name === into.trim()) && into.trim() !== from;
  const merge = (name: string) => {
    if (classes.value.some((each) => each.name === name) && name !== from) {
      onClose();
      void perform(() => api.mergeClasses(chosen.value, from, name));
    }
  };
  return (
    <Dialog title={`Merge ${from}`} onClose={onClose}>
      <p>Its examples go to the other class, and its name goes. This can be undone.</p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          merge(into.trim());
        }}
      >
        <div class="grow"><ClassPicker label="Into" value={into} onValue={setInto} onEnter={merge} without={from} focused /></div>
        <Button kind="main" type="submit" disabled={!known}>Merge</Button>
      </form>
    </Dialog>
  );
}

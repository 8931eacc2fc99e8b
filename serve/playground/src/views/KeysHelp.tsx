import { allowSingleKeys, helpShown, SHORTCUTS, singleKeys } from "../state/shortcuts.ts";
import { Dialog } from "../ui/Dialog.tsx";

/** The keys that the page knows. */
export function KeysHelp() {
  return (
    <Dialog title="Keys" onClose={() => (helpShown.value = false)}>
      <dl class="keys">
        {SHORTCUTS.filter((each) => singleKeys.value || !each.single).map((each) => (
          <div key={each.keys}>
            <dt><kbd>{each.keys}</kbd></dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={singleKeys.value} onChange={(event) => allowSingleKeys(event.currentTarget.checked)} />
        {" "}Single characters do something (? and 1 … 5)
      </label>
    </Dialog>
  );
}

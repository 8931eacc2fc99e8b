import { helpShown, SHORTCUTS } from "../state/shortcuts.ts";
import { Dialog } from "../ui/Dialog.tsx";

/** The keys that the page knows. */
export function KeysHelp() {
  return (
    <Dialog title="Keys" onClose={() => (helpShown.value = false)}>
      <dl class="keys">
        {SHORTCUTS.map((each) => (
          <div key={each.keys}>
            <dt><kbd>{each.keys}</kbd></dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

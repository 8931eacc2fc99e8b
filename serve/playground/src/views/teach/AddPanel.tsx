import { useRef } from "preact/hooks";
import { enqueue, target } from "../../state/adding.ts";
import { foundIn, planOf, waitingFor } from "../../state/folders.ts";
import { Button } from "../../ui/Button.tsx";
import { ClassPicker } from "../../ui/ClassPicker.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { QueuePanel } from "./QueuePanel.tsx";
import { Recorder } from "./Recorder.tsx";
import { take } from "./Teach.tsx";

const TYPES = "image/jpeg,image/png,image/bmp,image/gif,image/webp,image/tiff";

/** Where images come in: files, folders, the clipboard, the camera. */
export function AddPanel({ obstacle }: { obstacle: string | null }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  if (obstacle !== null) {
    return (
      <aside class="card add-panel" aria-label="Add images">
        <h2>Add images</h2>
        <p class="soft">{obstacle}.</p>
      </aside>
    );
  }
  const picked = (input: HTMLInputElement) => {
    const found = foundIn(input.files ?? []);
    const aim = target.value.trim();
    const plan = planOf(found);
    if (aim !== "" && plan.classes.length === 0 && plan.loose.length > 0) {
      enqueue(waitingFor(plan.loose, aim));
    } else if (found.length > 0) {
      take(found);
    }
    input.value = "";
  };
  return (
    <aside class="card add-panel" aria-label="Add images">
      <h2>Add images</h2>
      <ClassPicker label="To class" value={target.value} onValue={(name) => (target.value = name)} creates />
      <div class="drop-zone">
        <p>Drop images or folders anywhere, or paste an image.</p>
        <div class="row centred">
          <Button small onClick={() => files.current?.click()}><Icon name="image" />Images …</Button>
          <Button small onClick={() => folder.current?.click()}><Icon name="folder" />Folder …</Button>
        </div>
        <p class="soft small">Sub-folders become classes.</p>
        <input
          ref={files} type="file" class="unseen" tabIndex={-1} multiple accept={TYPES} aria-label="Images" data-test="images"
          onChange={(event) => picked(event.currentTarget)}
        />
        <input
          ref={(input) => {
            folder.current = input;
            input?.setAttribute("webkitdirectory", "");
          }}
          type="file" class="unseen" tabIndex={-1} multiple aria-label="Folder" data-test="folder"
          onChange={(event) => picked(event.currentTarget)}
        />
      </div>
      <Recorder />
      <QueuePanel />
    </aside>
  );
}

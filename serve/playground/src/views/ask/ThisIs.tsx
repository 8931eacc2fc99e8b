import { useState } from "preact/hooks";
import type { Prediction } from "../../api/types.ts";
import { corrected, teachShown } from "../../state/asking.ts";
import { singleKeys } from "../../state/shortcuts.ts";
import { changing, teachingObstacle } from "../../state/store.ts";
import { Button } from "../../ui/Button.tsx";
import { ClassPicker } from "../../ui/ClassPicker.tsx";

/** Teaches the image that is shown: one click for a class among the top ones, a few keys for another. */
export function ThisIs({ said }: { said: Prediction }) {
  const [other, setOther] = useState("");
  const obstacle = teachingObstacle.value;
  const teach = (name: string) => {
    setOther("");
    void teachShown(name);
  };
  const busy = changing.value > 0;
  return (
    <section class="card this-is" aria-label="This is">
      <h2>This is …</h2>
      {obstacle !== null ? <p class="soft">{obstacle}.</p> : (
        <>
          <div class="row">
            {said.top.map((each, index) => (
              <Button small key={each.label} disabled={busy} aria-label={`This is ${each.label}`} onClick={() => teach(each.label)}>
                {singleKeys.value && <kbd aria-hidden="true">{index + 1}</kbd>}
                <span class="clipped">{each.label}</span>
              </Button>
            ))}
          </div>
          <form
            class="row"
            onSubmit={(event) => {
              event.preventDefault();
              teach(other.trim());
            }}
          >
            <div class="grow"><ClassPicker label="Another class" compact creates value={other} onValue={setOther} onEnter={teach} placeholder="Another class, new or known" /></div>
            <Button type="submit" disabled={other.trim() === "" || busy}>Teach</Button>
          </form>
          <p class="soft small" role="status" data-test="corrected">
            {corrected.value === null
              ? "The image becomes an example of the class, and is asked about again."
              : `Learned as ${corrected.value.class}: the new answer came ${corrected.value.milliseconds} ms after the click.`}
          </p>
        </>
      )}
    </section>
  );
}

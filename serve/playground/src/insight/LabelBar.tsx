import { useState } from "preact/hooks";
import { classes, teachingObstacle } from "../state/store.ts";
import { isTyping } from "../state/shortcuts.ts";
import { Button } from "../ui/Button.tsx";
import { ClassPicker } from "../ui/ClassPicker.tsx";
import { count } from "../ui/digits.ts";

const KEYS = 9;

/** Returns the class that a digit key stands for: the first nine in their order. */
export function classOfKey(key: string): string | null {
  const place = "123456789".indexOf(key);
  return key.length === 1 && place >= 0 ? classes.value[place]?.name ?? null : null;
}

/** Does what a key says with what is chosen: a digit gives a class, Delete takes away. Returns whether it was one. */
export function labelByKey(event: KeyboardEvent, onLabel: (name: string) => void, onDelete: (() => void) | null): boolean {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || teachingObstacle.value !== null) {
    return false;
  }
  const name = classOfKey(event.key);
  if (name !== null) {
    onLabel(name);
  } else if ((event.key === "Delete" || event.key === "Backspace") && onDelete) {
    onDelete();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

/** How many are chosen, and what can be done with them. */
export function LabelBar({ chosen, onLabel, onDelete, onClear, verb, children }: {
  chosen: number;
  onLabel: (name: string) => void;
  onDelete: (() => void) | null;
  onClear: () => void;
  verb: string;
  children?: preact.ComponentChildren;
}) {
  const [name, setName] = useState("");
  const obstacle = teachingObstacle.value ?? (chosen === 0 ? "Choose images first" : null);
  const label = (into: string) => {
    if (obstacle === null && into.trim() !== "") {
      onLabel(into.trim());
      setName("");
    }
  };
  return (
    <div class="label-bar card" role="group" aria-label="What to do with the chosen images">
      <div class="row">
        <strong aria-live="polite" data-test="chosen-count">{count(chosen)} chosen</strong>
        <ClassPicker compact creates label={verb} placeholder={`${verb} …`} value={name} onValue={setName} onEnter={label} />
        <Button kind="main" why={obstacle} disabled={name.trim() === ""} onClick={() => label(name)}>{verb}</Button>
        {onDelete && <Button kind="bad" why={obstacle} onClick={onDelete}>Delete</Button>}
        <Button kind="quiet" disabled={chosen === 0} onClick={onClear}>Choose none</Button>
        {children}
      </div>
      <p class="key-classes soft small">
        {classes.value.slice(0, KEYS).map((each, at) => (
          <button type="button" key={each.name} class="key-class" disabled={obstacle !== null} onClick={() => label(each.name)}>
            <kbd>{at + 1}</kbd> {each.name}
          </button>
        ))}
      </p>
    </div>
  );
}

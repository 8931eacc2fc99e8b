import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { classes } from "../state/store.ts";

const MOST = 50;

/** Returns the names that hold what was typed, those that begin with it first. */
export function matching(names: string[], typed: string, most: number): string[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === "") {
    return names.slice(0, most);
  }
  const lower = names.map((name) => name.toLocaleLowerCase());
  const first = names.filter((_, at) => lower[at]?.startsWith(wanted));
  const rest = names.filter((_, at) => !lower[at]?.startsWith(wanted) && lower[at]?.includes(wanted));
  return [...first, ...rest].slice(0, most);
}

/** Shows a list that has lines, below its field or, where there is more room, above; nothing clips it, not even a dialog. */
function place(list: HTMLElement | null, field: HTMLElement | null): void {
  if (list === null || field === null) {
    return;
  }
  if (list.childElementCount === 0) {
    list.hidePopover();
    return;
  }
  list.showPopover();
  const box = field.getBoundingClientRect();
  const below = innerHeight - box.bottom;
  const up = below < 160 && box.top > below;
  list.style.left = `${box.left}px`;
  list.style.width = `${box.width}px`;
  list.style.maxHeight = `${Math.min(256, (up ? box.top : below) - 8)}px`;
  list.style.top = up ? "auto" : `${box.bottom + 3}px`;
  list.style.bottom = up ? `${innerHeight - box.top + 3}px` : "auto";
}

/** A field for a class: typed, or chosen from those that are there; `creates` allows names that are not there yet. */
export function ClassPicker({ label, value, onValue, onEnter, creates, without, focused, placeholder, compact }: {
  label: string;
  value: string;
  onValue: (name: string) => void;
  onEnter?: (name: string) => void;
  creates?: boolean;
  without?: string;
  focused?: boolean;
  placeholder?: string;
  compact?: boolean;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!focused) {
      return undefined;
    }
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [focused]);
  useLayoutEffect(() => place(list.current, field.current));
  const names = classes.value.map((each) => each.name).filter((name) => name !== without);
  const shown = open ? matching(names, typed === value ? typed : "", MOST) : [];
  const isNew = value.trim() !== "" && !names.includes(value.trim());
  const choose = (name: string) => {
    onValue(name);
    setTyped(null);
    setOpen(false);
    setAt(-1);
  };
  const move = (to: number) => {
    setOpen(true);
    const next = Math.max(0, Math.min(shown.length - 1, to));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Enter") {
      const name = open && at >= 0 ? shown[at] : value.trim();
      if (name !== undefined && name !== "") {
        event.preventDefault();
        choose(name);
        onEnter?.(name);
      } else {
        setOpen(false);
      }
    }
  };
  return (
    <div class={compact ? "picker compact" : "picker"}>
      <label class={compact ? "unseen" : "label"} for={id}>{label}</label>
      <input
        id={id}
        class="field"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 && shown.length > 0 ? `${id}-${at}` : undefined}
        aria-describedby={creates ? `${id}-new` : undefined}
        autocomplete="off"
        spellcheck={false}
        ref={field}
        placeholder={placeholder ?? (creates ? "Name of a class, new or known" : "Name of a class")}
        value={value}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          onValue(event.currentTarget.value);
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(-1);
        }}
        onKeyDown={keys}
      />
      {creates && <span class="unseen" id={`${id}-new`}>{isNew ? "New class" : ""}</span>}
      {creates && isNew && <span class="picker-new" aria-hidden="true">new</span>}
      <ul class="picker-list" role="listbox" id={`${id}-list`} aria-label="Classes" ref={list} popover="manual">
        {shown.map((name, index) => (
          <li
            key={name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            class={index === at ? "picker-option active" : "picker-option"}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(name);
              onEnter?.(name);
            }}
          >
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

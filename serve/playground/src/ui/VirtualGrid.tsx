import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useView } from "./useView.ts";
import { columnsOf, rangeOf, scrollTo } from "./window.ts";

const SPARE = 2;
const GAP = 6;

/**
 * A grid of any length of cells that are equally large; only those in view are in the document. Arrow keys, Home, End and
 * Page keys move `active`; Space and Enter go to `onKey`.
 */
export function VirtualGrid({ label, total, cellWidth, cellHeight, render, active, onActive, onKey, onRange, selected, class: className = "" }: {
  label: string;
  total: number;
  cellWidth: number;
  cellHeight: number;
  render: (index: number, active: boolean) => ComponentChildren;
  active: number;
  onActive: (index: number, event: KeyboardEvent) => void;
  onKey?: (index: number, event: KeyboardEvent) => void;
  onRange?: (first: number, last: number) => void;
  selected?: (index: number) => boolean;
  class?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box);
  const columns = columnsOf(view.width, cellWidth, GAP);
  const rows = Math.ceil(total / columns);
  const rowHeight = cellHeight + GAP;
  const { first, last } = rangeOf(rows, rowHeight, view.top, view.height, SPARE);
  const from = first * columns;
  const to = Math.min(total, last * columns);
  useEffect(() => onRange?.(from, to), [from, to, onRange]);
  const walk = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / rowHeight)) * columns;
    const to = {
      ArrowRight: active + 1, ArrowLeft: active - 1, ArrowDown: active + columns, ArrowUp: active - columns,
      Home: 0, End: total - 1, PageDown: active + page, PageUp: active - page,
    }[event.key];
    if (to === undefined) {
      onKey?.(active, event);
      return;
    }
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, to));
    onActive(next, event);
    box.current?.scrollTo({ top: scrollTo(Math.floor(next / columns), rowHeight, view.top, view.height) });
  };
  const width = (view.width + GAP) / columns - GAP;
  const cells = [];
  for (let index = from; index < to; index++) {
    const x = (index % columns) * (width + GAP);
    const y = Math.floor(index / columns) * rowHeight;
    cells.push(
      <div
        key={index}
        id={`cell-${index}`}
        role="option"
        aria-selected={selected?.(index) ?? false}
        aria-setsize={total}
        aria-posinset={index + 1}
        class={index === active ? "cell active" : "cell"}
        style={{ width: `${width}px`, height: `${cellHeight}px`, transform: `translate(${x}px, ${y}px)` }}
      >
        {render(index, index === active)}
      </div>,
    );
  }
  return (
    <div
      class={`virtual ${className}`}
      ref={box}
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={total > 0 ? `cell-${active}` : undefined}
      tabIndex={0}
      onKeyDown={walk}
    >
      <div class="virtual-space" style={{ height: `${rows * rowHeight}px` }}>{cells}</div>
    </div>
  );
}

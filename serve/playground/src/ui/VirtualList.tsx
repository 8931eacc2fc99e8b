import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useView } from "./useView.ts";
import { rangeOf } from "./window.ts";

const SPARE = 4;

/** A list of any length whose rows are equally high; only those in view are in the document. */
export function VirtualList({ label, total, rowHeight, render, keyOf, onRange, class: className = "" }: {
  label: string;
  total: number;
  rowHeight: number;
  render: (index: number) => ComponentChildren;
  keyOf?: (index: number) => string | number;
  onRange?: (first: number, last: number) => void;
  class?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box);
  const { first, last } = rangeOf(total, rowHeight, view.top, view.height, SPARE);
  useEffect(() => onRange?.(first, last), [first, last, onRange]);
  const rows = [];
  for (let index = first; index < last; index++) {
    rows.push(
      <div
        key={keyOf?.(index) ?? index}
        class="virtual-row"
        role="listitem"
        aria-setsize={total}
        aria-posinset={index + 1}
        style={{ height: `${rowHeight}px`, transform: `translateY(${index * rowHeight}px)` }}
      >
        {render(index)}
      </div>,
    );
  }
  return (
    <div class={`virtual ${className}`} ref={box}>
      <div class="virtual-space" role="list" aria-label={label} style={{ height: `${total * rowHeight}px` }}>
        {rows}
      </div>
    </div>
  );
}

/** Which rows of a long list are drawn: `[first, last)`. */
export interface Range {
  first: number;
  last: number;
}

/** Returns the rows that a view of `height` pixels at `top` touches, and `spare` more on each side; rows are equally high. */
export function rangeOf(rows: number, rowHeight: number, top: number, height: number, spare: number): Range {
  const first = Math.floor(Math.max(0, top) / rowHeight) - spare;
  const last = Math.ceil((Math.max(0, top) + height) / rowHeight) + spare;
  return { first: Math.max(0, Math.min(first, rows)), last: Math.max(0, Math.min(last, rows)) };
}

/** Returns how many columns of at least `least` pixels, `gap` apart, fit into a width; never none. */
export function columnsOf(width: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (least + gap)));
}

/** Returns where to scroll so that a row is wholly seen; `top` itself if it is. */
export function scrollTo(row: number, rowHeight: number, top: number, height: number): number {
  const start = row * rowHeight;
  if (start < top) {
    return start;
  }
  return start + rowHeight > top + height ? start + rowHeight - height : top;
}

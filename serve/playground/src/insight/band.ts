/** A rectangle that the pointer draws over cells, in pixels of the window. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LEAST = 6;

export const boxOf = (x0: number, y0: number, x1: number, y1: number): Box => ({
  left: Math.min(x0, x1), right: Math.max(x0, x1), top: Math.min(y0, y1), bottom: Math.max(y0, y1),
});

export const touches = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Returns the numbers of the cells (`cell-…`) below an element that a box touches. */
export function cellsIn(element: HTMLElement, box: Box): number[] {
  return [...element.querySelectorAll<HTMLElement>(".cell")]
    .filter((cell) => touches(cell.getBoundingClientRect(), box))
    .map((cell) => Number(cell.id.slice("cell-".length)));
}

/** Follows the pointer from where it was pressed until it is let go; `onEnd` is told the box only if it was drawn at all. */
export function followBand(start: PointerEvent, element: HTMLElement, onBox: (box: Box | null) => void, onEnd: (box: Box) => void): void {
  let box: Box | null = null;
  const move = (event: PointerEvent) => {
    if (box !== null || Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > LEAST) {
      if (box === null) {
        element.setPointerCapture(start.pointerId);
      }
      box = boxOf(start.clientX, start.clientY, event.clientX, event.clientY);
      onBox(box);
    }
  };
  const end = () => {
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", end);
    element.removeEventListener("pointercancel", end);
    onBox(null);
    if (box !== null) {
      element.addEventListener("click", (event) => event.stopPropagation(), { once: true, capture: true });
      setTimeout(() => onEnd(box as Box));
    }
  };
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
}

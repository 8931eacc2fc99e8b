import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** What can be seen of an element that scrolls, in pixels. */
export interface View {
  top: number;
  width: number;
  height: number;
}

/** Follows an element's size and how far it is scrolled, at most once a frame. */
export function useView(element: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ top: 0, width: 0, height: 0 });
  useLayoutEffect(() => {
    const seen = element.current;
    if (!seen) {
      return undefined;
    }
    let frame = 0;
    const measure = () => {
      frame = 0;
      const next = { top: seen.scrollTop, width: seen.clientWidth, height: seen.clientHeight };
      setView((now) => (now.top === next.top && now.width === next.width && now.height === next.height ? now : next));
    };
    const later = () => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    const sizes = new ResizeObserver(later);
    sizes.observe(seen);
    seen.addEventListener("scroll", later, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      seen.removeEventListener("scroll", later);
    };
  }, [element]);
  return view;
}

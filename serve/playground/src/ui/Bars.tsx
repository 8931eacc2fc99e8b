/** A bar: what it stands for, its length in [0, 1], and the number as it is read. */
export interface Bar {
  label: string;
  share: number;
  text: string;
  marked?: boolean;
}

/** Horizontal bars with names and numbers, the longest first as they are given. */
export function Bars({ label, bars }: { label: string; bars: Bar[] }) {
  return (
    <ol class="bars" aria-label={label}>
      {bars.map((bar) => (
        <li class={bar.marked ? "bar-row marked" : "bar-row"} key={bar.label}>
          <span class="bar-label">{bar.label}</span>
          <span class="bar-number">{bar.text}</span>
          <span class="bar-line" aria-hidden="true">
            <span class="bar-fill" style={{ transform: `scaleX(${Math.max(0, Math.min(1, bar.share))})` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}

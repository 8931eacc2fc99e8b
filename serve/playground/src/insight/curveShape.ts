/** An accuracy with its interval. */
export interface At {
  n: number;
  value: number;
  from: number;
  to: number;
}

export interface CurveAnswer {
  sizes: number[];
  accuracies: number[];
  fitted: At[];
  twice: At;
  folds: number;
  repeats: number;
  classes: { name: string; n: number; sizes: number[]; recalls: number[]; twice: At | null }[];
}

/** From numbers of images (logarithmic) and shares to pixels. */
export interface Scale {
  left: number;
  x: (n: number) => number;
  y: (share: number) => number;
  ticks: number[];
  decimals: number;
}

const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2];
const MOST_TICKS = 6;

export function scaleOf(curve: CurveAnswer, width: number, height: number): Scale {
  const all = [...curve.fitted, curve.twice].flatMap((each) => [each.from, each.to]).concat(curve.accuracies);
  const low = Math.min(...all);
  const high = Math.max(...all);
  const step = STEPS.find((each) => (high - low) / each < MOST_TICKS) ?? 0.2;
  const bottom = Math.max(0, Math.floor(low / step) * step);
  const top = Math.min(1, Math.ceil(high / step - 1e-9) * step);
  const [left, right, upper, lower] = [58, 34, 14, 44];
  const first = Math.log(curve.sizes[0] ?? 1);
  const last = Math.log(curve.twice.n);
  const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, at) => bottom + at * step);
  return {
    left,
    x: (n) => left + 12 + ((Math.log(n) - first) / Math.max(1e-9, last - first)) * (width - left - right - 12),
    y: (share) => upper + ((top - share) / Math.max(1e-9, top - bottom)) * (height - upper - lower),
    ticks,
    decimals: step < 0.01 ? 1 : 0,
  };
}

export const niceTop = (scale: Scale) => scale.ticks.at(-1) ?? 1;

const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;

export const pathOf = (line: At[], scale: Scale) =>
  line.map((each, place) => `${place === 0 ? "M" : "L"}${at(scale.x(each.n), scale.y(each.value))}`).join("");

export const areaOf = (line: At[], scale: Scale) =>
  `M${[...line.map((each) => at(scale.x(each.n), scale.y(each.to))), ...[...line].reverse().map((each) => at(scale.x(each.n), scale.y(each.from)))].join("L")}Z`;

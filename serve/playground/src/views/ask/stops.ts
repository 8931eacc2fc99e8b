/** Rates of false rejects that the slider knows. */
export const STOPS = [0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2];

/** Returns the place of the rate that is nearest to one, by ratio. */
export function nearestStop(rate: number): number {
  const away = STOPS.map((stop) => Math.abs(Math.log(stop / rate)));
  return away.indexOf(Math.min(...away));
}

const WHOLE = new Intl.NumberFormat("en-GB");

/** Returns a count with groups: 100,000. */
export const count = (value: number) => WHOLE.format(value);

/** Returns a count with its noun: 1 image, 2 images. */
export const counted = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** Returns a share as per cent with one decimal, or none where that would be noise: 97.3 %. */
export const percent = (share: number, decimals = 1) => `${(share * 100).toFixed(decimals)}\u00a0%`;

/** Returns a score with three decimals, and a true minus. */
export const score = (value: number) => {
  const text = value.toFixed(3);
  return text.startsWith("-") && Number(text) !== 0 ? `−${text.slice(1)}` : text.replace("-", "");
};

/** Returns words as a sentence begins. */
export const sentenceCase = (words: string) => words.charAt(0).toLocaleUpperCase("en") + words.slice(1);

/** Colours that colour-blind people tell apart (Okabe and Ito), each readable on light and dark paper. */
export const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#b2a800", "#8a8a8a"];

export const SHAPES = ["circle", "square", "triangle", "diamond", "cross"] as const;

export type Shape = (typeof SHAPES)[number];

export interface Sign {
  colour: string;
  shape: Shape;
}

/** Returns the sign of a class: forty differ, then they come again. */
export function signOf(place: number): Sign {
  return {
    colour: COLOURS[place % COLOURS.length] as string,
    shape: SHAPES[Math.floor(place / COLOURS.length) % SHAPES.length] as Shape,
  };
}

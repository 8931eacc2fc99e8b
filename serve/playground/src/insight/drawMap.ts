import { COLOURS, signOf, type Shape } from "./palette.ts";
import type { Look, Points } from "./points.ts";

/** What the map shows. */
export interface Scene {
  points: Points;
  look: Look;
  shown: (place: number) => boolean;
  chosen: Uint8Array;
  ink: string;
  lasso: number[];
  hover: number;
}

const MANY = 20_000;
const stamps = new Map<string, HTMLCanvasElement>();

/** Draws one picture of each sign once; points are copies of it. */
function stampOf(place: number, size: number, ratio: number): HTMLCanvasElement {
  const { colour, shape } = signOf(place);
  const key = `${colour} ${shape} ${size} ${ratio}`;
  const there = stamps.get(key);
  if (there) {
    return there;
  }
  const made = document.createElement("canvas");
  made.width = made.height = Math.ceil((size + 2) * ratio);
  const pen = made.getContext("2d");
  if (pen) {
    pen.scale(ratio, ratio);
    pen.fillStyle = colour;
    path(pen, shape, (size + 2) / 2, (size + 2) / 2, size / 2);
    pen.fill();
  }
  stamps.set(key, made);
  return made;
}

function path(pen: CanvasRenderingContext2D, shape: Shape, x: number, y: number, r: number) {
  pen.beginPath();
  switch (shape) {
    case "circle": pen.arc(x, y, r, 0, 2 * Math.PI); break;
    case "square": pen.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r); break;
    case "triangle": pen.moveTo(x, y - r * 1.1); pen.lineTo(x + r, y + r * 0.8); pen.lineTo(x - r, y + r * 0.8); break;
    case "diamond": pen.moveTo(x, y - r * 1.2); pen.lineTo(x + r, y); pen.lineTo(x, y + r * 1.2); pen.lineTo(x - r, y); break;
    case "cross": pen.rect(x - r, y - r * 0.35, 2 * r, 0.7 * r); pen.rect(x - r * 0.35, y - r, 0.7 * r, 2 * r); break;
  }
  pen.closePath();
}

/** Draws all in one pass. Many points are single squares set into the pixels themselves, few are signs. */
export function drawMap(canvas: HTMLCanvasElement, scene: Scene, ratio: number): void {
  const pen = canvas.getContext("2d");
  if (!pen) {
    return;
  }
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const { x, y, of, n } = scene.points;
  const { scale, dx, dy } = scene.look;
  const some = scene.chosen.length === n;
  if (n > MANY) {
    setPixels(pen, canvas, scene, ratio);
  } else {
    const size = n > 4000 ? 4 : 6;
    for (let i = 0; i < n; i++) {
      const place = of[i] as number;
      if (scene.shown(place)) {
        const px = ((x[i] as number) * scale + dx - size / 2 - 1) * ratio;
        const py = (dy - (y[i] as number) * scale - size / 2 - 1) * ratio;
        if (px > -20 && py > -20 && px < canvas.width && py < canvas.height) {
          pen.drawImage(stampOf(place, size, ratio), px, py);
        }
      }
    }
  }
  pen.scale(ratio, ratio);
  pen.strokeStyle = scene.ink;
  pen.lineWidth = 1.5;
  if (some && n <= MANY) {
    pen.beginPath();
    for (let i = 0; i < n; i++) {
      if (scene.chosen[i]) {
        const px = (x[i] as number) * scale + dx;
        const py = dy - (y[i] as number) * scale;
        pen.moveTo(px + 5, py);
        pen.arc(px, py, 5, 0, 2 * Math.PI);
      }
    }
    pen.stroke();
  }
  if (scene.hover >= 0) {
    pen.beginPath();
    pen.arc((x[scene.hover] as number) * scale + dx, dy - (y[scene.hover] as number) * scale, 7, 0, 2 * Math.PI);
    pen.stroke();
  }
  if (scene.lasso.length > 2) {
    pen.setLineDash([5, 4]);
    pen.beginPath();
    pen.moveTo(scene.lasso[0] as number, scene.lasso[1] as number);
    for (let at = 2; at < scene.lasso.length; at += 2) {
      pen.lineTo(scene.lasso[at] as number, scene.lasso[at + 1] as number);
    }
    pen.closePath();
    pen.stroke();
    pen.setLineDash([]);
  }
}

const WORDS = COLOURS.map(wordOf);

/** Returns a colour as a little-endian word of red, green, blue, alpha. */
function wordOf(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16);
  return ((255 << 24) | ((value & 255) << 16) | (((value >> 8) & 255) << 8) | (value >> 16)) >>> 0;
}

let room: ImageData | null = null;

function setPixels(pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement, scene: Scene, ratio: number) {
  const { width, height } = canvas;
  if (room === null || room.width !== width || room.height !== height) {
    room = pen.createImageData(width, height);
  }
  const pixels = new Uint32Array(room.data.buffer);
  pixels.fill(0);
  const { x, y, of, n } = scene.points;
  const scale = scene.look.scale * ratio;
  const dx = scene.look.dx * ratio;
  const dy = scene.look.dy * ratio;
  const size = Math.max(2, Math.round((scene.look.scale > 4000 ? 4 : 2) * ratio));
  const ink = wordOf(inkOf(scene.ink));
  const places = scene.points.of.length === 0 ? 0 : (of[n - 1] as number) + 1;
  const shown = Uint8Array.from({ length: places }, (_, place) => (scene.shown(place) ? 1 : 0));
  for (let i = 0; i < n; i++) {
    const place = of[i] as number;
    if (!shown[place]) {
      continue;
    }
    const marked = scene.chosen[i] === 1;
    const side = marked ? size + 2 : size;
    const px = ((x[i] as number) * scale + dx - side / 2) | 0;
    const py = (dy - (y[i] as number) * scale - side / 2) | 0;
    if (px < 0 || py < 0 || px + side >= width || py + side >= height) {
      continue;
    }
    const colour = marked ? ink : (WORDS[place % WORDS.length] as number);
    for (let row = 0, from = py * width + px; row < side; row++, from += width) {
      for (let to = from; to < from + side; to++) {
        pixels[to] = colour;
      }
    }
  }
  pen.putImageData(room, 0, 0);
}

/** Returns a colour as six hexadecimal digits, black where it is written otherwise. */
function inkOf(colour: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : "#000000";
}

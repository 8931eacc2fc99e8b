/** All examples in two dimensions with the place of their class, in the order of indices. */
export interface Points {
  n: number;
  x: Float32Array;
  y: Float32Array;
  of: Uint16Array;
  /** The least and the largest of x and y. */
  bounds: [number, number, number, number];
}

/** Reads base64 of little-endian float32 [n, 2]. */
export function pointsOf(base64: string, counts: number[]): Points {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const n = bytes.length / 8;
  const x = new Float32Array(n);
  const y = new Float32Array(n);
  const of = new Uint16Array(n);
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const px = view.getFloat32(8 * i, true);
    const py = view.getFloat32(8 * i + 4, true);
    x[i] = px;
    y[i] = py;
    bounds[0] = Math.min(bounds[0], px);
    bounds[1] = Math.min(bounds[1], py);
    bounds[2] = Math.max(bounds[2], px);
    bounds[3] = Math.max(bounds[3], py);
  }
  let at = 0;
  counts.forEach((count, place) => {
    of.fill(place, at, at + count);
    at += count;
  });
  return { n, x, y, of, bounds };
}

/** From points to pixels: `pixel = point · scale + move`, with y upwards. */
export interface Look {
  scale: number;
  dx: number;
  dy: number;
}

/** Returns the look that shows all points with a margin. */
export function fit(points: Points, width: number, height: number, margin: number): Look {
  const [x0, y0, x1, y1] = points.bounds;
  const scale = Math.min((width - 2 * margin) / Math.max(1e-9, x1 - x0), (height - 2 * margin) / Math.max(1e-9, y1 - y0));
  return { scale, dx: width / 2 - (scale * (x0 + x1)) / 2, dy: height / 2 + (scale * (y0 + y1)) / 2 };
}

/** A grid over points, to find those near a place quickly. */
export class PointGrid {
  private readonly side: number;
  private readonly starts: Uint32Array;
  private readonly order: Uint32Array;

  constructor(private readonly points: Points) {
    this.side = Math.max(1, Math.min(512, Math.ceil(Math.sqrt(points.n / 8))));
    const cells = this.side * this.side;
    this.starts = new Uint32Array(cells + 1);
    const cellOf = new Uint32Array(points.n);
    for (let i = 0; i < points.n; i++) {
      const cell = this.row(points.y[i] as number) * this.side + this.column(points.x[i] as number);
      cellOf[i] = cell;
      this.starts[cell + 1] = (this.starts[cell + 1] as number) + 1;
    }
    for (let cell = 0; cell < cells; cell++) {
      this.starts[cell + 1] = (this.starts[cell + 1] as number) + (this.starts[cell] as number);
    }
    const next = this.starts.slice();
    this.order = new Uint32Array(points.n);
    for (let i = 0; i < points.n; i++) {
      const cell = cellOf[i] as number;
      const to = next[cell] as number;
      next[cell] = to + 1;
      this.order[to] = i;
    }
  }

  private column(x: number): number {
    const [x0, , x1] = this.points.bounds;
    return Math.max(0, Math.min(this.side - 1, Math.floor(((x - x0) / Math.max(1e-9, x1 - x0)) * this.side)));
  }

  private row(y: number): number {
    const [, y0, , y1] = this.points.bounds;
    return Math.max(0, Math.min(this.side - 1, Math.floor(((y - y0) / Math.max(1e-9, y1 - y0)) * this.side)));
  }

  /** Returns the nearest point that may be taken within a radius, −1 if there is none. */
  nearest(x: number, y: number, radius: number, may: (i: number) => boolean): number {
    let best = -1;
    let least = radius * radius;
    for (let row = this.row(y - radius); row <= this.row(y + radius); row++) {
      for (let column = this.column(x - radius); column <= this.column(x + radius); column++) {
        const cell = row * this.side + column;
        for (let at = this.starts[cell] as number; at < (this.starts[cell + 1] as number); at++) {
          const i = this.order[at] as number;
          const distance = ((this.points.x[i] as number) - x) ** 2 + ((this.points.y[i] as number) - y) ** 2;
          if (distance <= least && may(i)) {
            least = distance;
            best = i;
          }
        }
      }
    }
    return best;
  }
}

/** Returns whether a place lies in a polygon (even-odd). @param polygon x, y, x, y, … */
export function inside(polygon: number[], x: number, y: number): boolean {
  let within = false;
  const n = polygon.length / 2;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [xi, yi, xj, yj] = [polygon[2 * i], polygon[2 * i + 1], polygon[2 * j], polygon[2 * j + 1]] as [number, number, number, number];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) {
      within = !within;
    }
  }
  return within;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { doubtOf } from "../src/insight/fresh.ts";
import { fit, inside, PointGrid, pointsOf } from "../src/insight/points.ts";
import { snippetsOf } from "../src/insight/snippets.ts";

const base64 = (values: number[]) => Buffer.from(new Float32Array(values).buffer).toString("base64");

test("points are read in the order of classes", () => {
  const points = pointsOf(base64([0, 0, 1, 2, -1, 0.5]), [2, 1]);
  assert.deepEqual([...points.x], [0, 1, -1]);
  assert.deepEqual([...points.of], [0, 0, 1]);
  assert.deepEqual(points.bounds, [-1, 0, 1, 2]);
});

test("all points fit into the view", () => {
  const points = pointsOf(base64([0, 0, 10, 4]), [2]);
  const look = fit(points, 220, 120, 10);
  assert.equal(look.scale, 20);
  assert.deepEqual([look.dx, look.dx + 10 * look.scale], [10, 210]);
});

test("the grid finds the nearest of many points", () => {
  const values = Array.from({ length: 2000 }, (_, i) => Math.sin(i * 12.9898) * 3);
  const points = pointsOf(base64(values), [1000]);
  const grid = new PointGrid(points);
  for (let probe = 0; probe < 50; probe++) {
    const [x, y] = [Math.sin(probe) * 3, Math.cos(probe * 1.7) * 3];
    let best = -1;
    let least = 0.5 * 0.5;
    for (let i = 0; i < points.n; i++) {
      const distance = ((points.x[i] ?? 0) - x) ** 2 + ((points.y[i] ?? 0) - y) ** 2;
      if (distance <= least) {
        least = distance;
        best = i;
      }
    }
    assert.equal(grid.nearest(x, y, 0.5, () => true), best);
  }
});

test("a place is inside a polygon or not", () => {
  const corner = [0, 0, 4, 0, 4, 1, 1, 1, 1, 4, 0, 4];
  assert.equal(inside(corner, 0.5, 3), true);
  assert.equal(inside(corner, 3, 3), false);
});

test("unknown images come first, then those between two classes", () => {
  const answer = { name: "", label: "a", score: 1, probability: 1, knownScore: null, threshold: null, set: null, nearest: null };
  const of = (first: number, second: number, unknown: boolean) =>
    doubtOf({ ...answer, unknown, top: [{ label: "a", score: 1, probability: first }, { label: "b", score: 0, probability: second }] });
  assert.ok(of(1, 0, true) >= of(0.5, 0.5, false));
  assert.ok(of(0.5, 0.45, false) > of(0.6, 0.1, false));
});

test("snippets name this server and quote what a shell would take for its own", () => {
  const [curl, java, python] = snippetsOf({ address: "https://h:1", model: "o'x y", token: true, kind: "images", dimension: 4 });
  assert.ok(curl?.code.includes(`'https://h:1/api/o'\\''x%20y/predict?top=3'`));
  for (const each of [curl, java, python]) {
    assert.ok(each?.code.includes("YOUR_TOKEN"));
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestStop, STOPS } from "../src/views/ask/stops.ts";

test("the slider reaches from half a per cent to twenty", () => {
  assert.equal(STOPS[0], 0.005);
  assert.equal(STOPS.at(-1), 0.2);
});

test("a rate between stops is shown at the nearest, one outside at the end", () => {
  assert.equal(STOPS[nearestStop(0.05)], 0.05);
  assert.equal(STOPS[nearestStop(0.049)], 0.05);
  assert.equal(STOPS[nearestStop(0.0001)], 0.005);
  assert.equal(STOPS[nearestStop(0.5)], 0.2);
});

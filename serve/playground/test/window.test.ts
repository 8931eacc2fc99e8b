import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, rangeOf, scrollTo } from "../src/ui/window.ts";

test("only rows in view and the spare ones are drawn", () => {
  assert.deepEqual(rangeOf(100_000, 20, 0, 100, 2), { first: 0, last: 7 });
  assert.deepEqual(rangeOf(100_000, 20, 1_000, 100, 2), { first: 48, last: 57 });
  assert.deepEqual(rangeOf(100_000, 20, 1_999_950, 100, 2), { first: 99_995, last: 100_000 });
});

test("a list that is empty, or became shorter than it is scrolled, draws nothing", () => {
  assert.deepEqual(rangeOf(0, 20, 0, 100, 2), { first: 0, last: 0 });
  assert.deepEqual(rangeOf(3, 20, 5_000, 100, 2), { first: 3, last: 3 });
});

test("columns fit with the gaps between them", () => {
  assert.equal(columnsOf(320, 100, 10), 3);
  assert.equal(columnsOf(319, 100, 10), 2);
  assert.equal(columnsOf(0, 100, 10), 1);
});

test("a row is scrolled to only if it is not wholly seen", () => {
  assert.equal(scrollTo(3, 20, 0, 100), 0);
  assert.equal(scrollTo(5, 20, 0, 100), 20);
  assert.equal(scrollTo(1, 20, 100, 100), 20);
});

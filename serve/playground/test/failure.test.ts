import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiFailure, retryAfterOf } from "../src/api/failure.ts";

test("Retry-After is seconds or a date", () => {
  assert.equal(retryAfterOf("2", 0), 2);
  assert.equal(retryAfterOf("Thu, 01 Jan 1970 00:00:10 GMT", 4_000), 6);
  assert.equal(retryAfterOf("Thu, 01 Jan 1970 00:00:10 GMT", 40_000), 0);
  assert.equal(retryAfterOf("soon", 0), null);
  assert.equal(retryAfterOf(null, 0), null);
});

test("only what may pass by itself is tried again", () => {
  assert.deepEqual([0, 429, 503].map((status) => new ApiFailure(status, "").passing), [true, true, true]);
  assert.deepEqual([400, 401, 403, 404, 413, 500, 507].map((status) => new ApiFailure(status, "").passing), Array(7).fill(false));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, placeOf, tokenOf } from "../src/state/place.ts";

test("a place comes back from its fragment, whatever the model is called", () => {
  for (const name of ["birds", "a/b", "ä #?&%", "100%"]) {
    assert.deepEqual(placeOf(fragmentOf({ model: name, view: "ask" })), { model: name, view: "ask" });
  }
});

test("what is no place is the start", () => {
  for (const fragment of ["", "#", "#token=x", "#/%E0%A4%A", "birds"]) {
    assert.deepEqual(placeOf(fragment), { model: null, view: "teach" });
  }
});

test("a token is read from its fragment alone", () => {
  assert.equal(tokenOf("#token=aB3-_"), "aB3-_");
  assert.equal(tokenOf("#/birds/ask"), null);
  assert.equal(tokenOf("#token="), null);
});

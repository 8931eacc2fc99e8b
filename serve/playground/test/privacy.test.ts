import assert from "node:assert/strict";
import { test } from "node:test";
import { isThisMachine, placeOfImages } from "../src/views/privacy.ts";

test("loopback names and addresses are this machine, others are not", () => {
  for (const host of ["localhost", "127.0.0.1", "127.8.9.1", "[::1]", "imprint.localhost"]) {
    assert.ok(isThisMachine(host), host);
  }
  for (const host of ["127.0.0.1.example.org", "192.168.1.2", "localhost.example.org", "0.0.0.0", "birds.example.org"]) {
    assert.ok(!isThisMachine(host), host);
  }
});

test("another machine is named", () => {
  assert.equal(placeOfImages("birds.example.org").short, "Images are sent to birds.example.org and nowhere else");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Found, planOf } from "../src/state/folders.ts";

const files = (...paths: string[]): Found[] => paths.map((path) => ({ path, type: "", read: () => Promise.resolve(new Blob()) }));

const shape = (...paths: string[]) => {
  const plan = planOf(files(...paths));
  return { classes: plan.classes.map((each) => [each.name, each.images.length]), loose: plan.loose.length, others: plan.others };
};

test("sub-folders are classes, however deep their images lie", () => {
  assert.deepEqual(shape("birds/heron/1.jpg", "birds/heron/old/2.PNG", "birds/crane/1.jpeg"), {
    classes: [["crane", 1], ["heron", 2]], loose: 0, others: 0,
  });
});

test("a folder without sub-folders is a class itself", () => {
  assert.deepEqual(shape("heron/1.jpg", "heron/2.jpg", "crane/1.jpg"), {
    classes: [["crane", 1], ["heron", 2]], loose: 0, others: 0,
  });
});

test("images beside sub-folders and images that came alone have no class", () => {
  assert.deepEqual(shape("birds/heron/1.jpg", "birds/2.jpg", "3.jpg"), { classes: [["heron", 1]], loose: 2, others: 0 });
});

test("hidden files and files that are no images are left out and counted", () => {
  assert.deepEqual(shape("birds/heron/1.jpg", "birds/heron/.DS_Store", "birds/.git/x.png", "birds/notes.txt"), {
    classes: [["heron", 1]], loose: 0, others: 3,
  });
});

test("a picture without an ending counts by its type", () => {
  assert.equal(planOf([{ path: "blob", type: "image/png", read: () => Promise.resolve(new Blob()) }]).loose.length, 1);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiFailure } from "../src/api/failure.ts";
import type { Added } from "../src/api/types.ts";
import { type Progress, type Send, UploadQueue, type Waiting } from "../src/state/queue.ts";

const image = (name: string, bytes = 10, className = "heron"): Waiting => ({
  name,
  class: className,
  read: () => Promise.resolve(new Blob([new Uint8Array(bytes)])),
});

const images = (n: number, className = "heron") => Array.from({ length: n }, (_, i) => image(`${i}.jpg`, 10, className));

const all = (sent: { name: string }[]): Added => ({
  revision: 1, change: "", added: sent.length, known: [], elsewhere: [], unusable: [], ids: sent.map((each) => each.name),
});

/** Runs a queue until it rests or stops, and returns its last progress. */
function run(send: Send, fill: (queue: UploadQueue) => void, waits: number[] = []): Promise<{ last: Progress; ids: string[]; queue: UploadQueue }> {
  return new Promise((resolve) => {
    const wait = (milliseconds: number) => {
      waits.push(milliseconds);
      return new Promise<void>((done) => setTimeout(done, 0));
    };
    const queue: UploadQueue = new UploadQueue(send, { images: 4, bytes: 100, lanes: 2, problems: 10, wait }, (last, ids) => {
      if (last.state === "idle" || last.state === "stopped") {
        setTimeout(() => resolve({ last, ids, queue }), 0);
      }
    });
    fill(queue);
  });
}

test("batches hold one class and so many images, and no more than so many are under way", async () => {
  const sent: [string, number][] = [];
  let under = 0;
  let most = 0;
  const send: Send = async (name, batch) => {
    most = Math.max(most, ++under);
    await new Promise((done) => setTimeout(done, 1));
    under--;
    sent.push([name, batch.length]);
    return all(batch);
  };
  const { last, ids } = await run(send, (queue) => queue.add([...images(9), ...images(3, "crane")]));
  assert.deepEqual(sent.sort(), [["crane", 3], ["heron", 1], ["heron", 4], ["heron", 4]]);
  assert.equal(most, 2);
  assert.equal(last.added, 12);
  assert.equal(last.done, 12);
  assert.equal(ids.length, 12);
});

test("a batch ends when its bytes are full, and images are read only in their turn", async () => {
  const sizes: number[] = [];
  const { last } = await run((_, batch) => {
    sizes.push(batch.length);
    return Promise.resolve(all(batch));
  }, (queue) => queue.add([image("a", 90), image("b", 90), image("c", 90)]));
  assert.deepEqual(sizes.sort(), [1, 2]);
  assert.equal(last.added, 3);
});

test("a busy server is asked again when it says, and a lost one with growing pauses; nothing is lost", async () => {
  const failures = [new ApiFailure(429, "busy", 3), new ApiFailure(0, "gone"), new ApiFailure(0, "gone")];
  const waits: number[] = [];
  const names: string[] = [];
  const { last } = await run((_, batch) => {
    const failure = failures.shift();
    if (failure) {
      return Promise.reject(failure);
    }
    names.push(...batch.map((each) => each.name));
    return Promise.resolve(all(batch));
  }, (queue) => queue.add(images(4)), waits);
  assert.deepEqual(waits, [3_000, 1_000, 2_000]);
  assert.deepEqual(names.sort(), ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]);
  assert.equal(last.added, 4);
});

test("a refused batch is halved until the image at fault is alone", async () => {
  const { last } = await run((_, batch) => {
    const bad = batch.some((each) => each.name === "2.jpg");
    return bad ? Promise.reject(new ApiFailure(413, "too large")) : Promise.resolve(all(batch));
  }, (queue) => queue.add(images(4)));
  assert.equal(last.added, 3);
  assert.deepEqual(last.problems, [{ name: "2.jpg", class: "heron", kind: "unusable", reason: "too large" }]);
});

test("what trying again cannot mend stops the queue with everything kept", async () => {
  let full = true;
  const { last, queue } = await run(
    (_, batch) => (full ? Promise.reject(new ApiFailure(507, "the disk is full")) : Promise.resolve(all(batch))),
    (made) => made.add(images(6)),
  );
  assert.equal(last.state, "stopped");
  assert.equal(last.why, "the disk is full");
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(queue.waiting, 6);
  full = false;
  queue.resume();
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(queue.waiting, 0);
});

test("a paused queue sends nothing, and a cancelled one forgets what waits", async () => {
  let calls = 0;
  const { last } = await run((_, batch) => {
    calls++;
    return Promise.resolve(all(batch));
  }, (queue) => {
    queue.add(images(40));
    queue.pause();
    setTimeout(() => queue.cancel(), 10);
  });
  assert.equal(calls, 2);
  assert.equal(last.total, 8);
  assert.equal(last.done, 8);
});

test("an image that is in another class as well was added, and is told", async () => {
  const { last } = await run((_, batch) => {
    const there = { name: "0.jpg", class: "crane" };
    return Promise.resolve({ ...all(batch), elsewhere: [there, { ...there, class: "egret" }] });
  }, (queue) => queue.add(images(2)));
  assert.equal(last.added, 2);
  assert.equal(last.shared, 1);
  assert.equal(last.batches, 1);
  assert.deepEqual(last.problems.map((each) => each.reason), [
    "was added, and is in crane as well", "was added, and is in egret as well",
  ]);
});

test("a file that cannot be read is told, and the others are sent", async () => {
  const gone: Waiting = { name: "gone.jpg", class: "heron", read: () => Promise.reject(new Error("it was moved")) };
  const { last } = await run((_, batch) => Promise.resolve(all(batch)), (queue) => queue.add([gone, ...images(2)]));
  assert.equal(last.added, 2);
  assert.deepEqual(last.problems.map((each) => each.reason), ["cannot be read: it was moved"]);
});

test("images that come one by one are told as one", async () => {
  const { last, ids } = await run((_, batch) => Promise.resolve(all(batch)), (queue) => {
    queue.expectMore();
    queue.add(images(2));
    setTimeout(() => queue.add(images(3)), 5);
    setTimeout(() => queue.expectNoMore(), 15);
  });
  assert.equal(last.added, 5);
  assert.equal(ids.length, 5);
});

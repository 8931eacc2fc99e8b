'use strict';

/** Returns the bytes of a block: base 64 of deflated content. */
async function blockBytes(name) {
  const binary = atob(document.getElementById('block-' + name).textContent);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const blockJson = async name => JSON.parse(new TextDecoder().decode(await blockBytes(name)));

const hasBlock = name => document.getElementById('block-' + name) !== null;

/** Columns of integers in the order in which Columns.java wrote them: a count, then zigzag differences. */
class Columns {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  varint() {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  }

  next() {
    const values = new Int32Array(this.varint());
    let value = 0;
    for (let i = 0; i < values.length; i++) {
      const step = this.varint();
      value += (step >>> 1) ^ -(step & 1);
      values[i] = value;
    }
    return values;
  }
}

/** A time in seconds from its logarithmic code; NaN if it is not known. */
const seconds = code => (code === 0 ? NaN : 1e-7 * 10 ** ((code - 1) / 1000));

const share = (right, samples) => right / (samples === 0 ? 1e9 : samples);

/** What lies in a page: names at once, runs with their steps and F1 of classes group by group when they are asked for. */
class Data {
  static async open() {
    const data = new Data();
    data.facts = await blockJson('facts');
    data.cells = Data.cells(new Columns(await blockBytes('cells')));
    data.groupRuns = new Map();
    data.once = new Map();
    return data;
  }

  static cells(columns) {
    const [group, method, twice, samples, scored, failed, time] = Array.from({length: 7}, () => columns.next());
    const accuracy = new Float64Array(group.length);
    const generation = new Float32Array(group.length);
    for (let i = 0; i < group.length; i++) {
      accuracy[i] = scored[i] === 0 ? NaN : share(twice[i], samples[i]) / 2;
      generation[i] = seconds(time[i]);
    }
    return {count: group.length, group, method, accuracy, scored, failed, generation};
  }

  /** Reads a JSON block the first time it is needed. */
  json(name) {
    if (!this.once.has(name)) this.once.set(name, blockJson(name));
    return this.once.get(name);
  }

  /** Returns the runs of a group; equal ones have the figures of the run that they equal. */
  async runs(group) {
    const runs = await this.ownRuns(group);
    for (const run of runs.filter(r => r.elsewhere && r.accuracy === undefined)) {
      const others = await this.ownRuns(run.other.group);
      const other = others.find(o => o.method === run.other.method && o.seed === run.other.seed);
      Object.assign(run, {right: other.right, samples: other.samples, accuracy: other.accuracy, f1: other.f1,
        generation: other.generation, scoring: other.scoring, classes: other.classes, steps: other.steps});
    }
    return runs;
  }

  ownRuns(group) {
    if (!this.groupRuns.has(group)) this.groupRuns.set(group, this.readRuns(group));
    return this.groupRuns.get(group);
  }

  async readRuns(group) {
    const reasons = await this.json('reasons');
    const columns = new Columns(await blockBytes('runs-' + group));
    const [method, seed, status] = [columns.next(), columns.next(), columns.next()];
    const [rule, otherGroup, otherMethod, otherSeed, elsewhere] = Array.from({length: 5}, () => columns.next());
    const error = columns.next();
    const [right, samples, f1, generation, scoring] = Array.from({length: 5}, () => columns.next());
    const runs = [];
    let equal = 0;
    let failed = 0;
    const own = [];
    for (let i = 0; i < method.length; i++) {
      const run = {group, method: method[i], seed: seed[i], status: ['done', 'equal', 'failed'][status[i]]};
      runs.push(run);
      if (run.status === 'equal') {
        run.reason = reasons[rule[equal]];
        run.other = {group: otherGroup[equal], method: otherMethod[equal], seed: otherSeed[equal]};
        run.elsewhere = elsewhere[equal] === 1;
        if (elsewhere[equal++] === 0) own.push(run);
      } else if (run.status === 'failed') {
        run.reason = reasons[error[failed++]];
      } else {
        own.push(run);
      }
    }
    own.forEach((run, i) => {
      run.right = right[i];
      run.samples = samples[i];
      run.accuracy = share(right[i], samples[i]);
      const code = f1[i] + Math.floor(10000 * run.accuracy + 0.5);
      run.f1 = code < 0 ? NaN : code / 10000;
      run.generation = seconds(generation[i]);
      run.scoring = seconds(scoring[i]);
    });
    const classes = await Data.ragged('f1-' + group);
    const steps = await Data.ragged('steps-' + group);
    own.forEach((run, i) => {
      run.classes = classes && classes[i].map(f1 => f1 / 1000);
      run.steps = steps && Data.steps(steps[i]);
    });
    return runs;
  }

  /** Returns the values of each run that has figures of its own; undefined without the block. */
  static async ragged(name) {
    if (!hasBlock(name)) return undefined;
    const columns = new Columns(await blockBytes(name));
    const counts = columns.next();
    const values = Array.from(counts, () => []);
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    for (let c = 0; c < most; c++) {
      const column = columns.next();
      values.filter((_, i) => counts[i] > c).forEach((own, i) => own.push(column[i]));
    }
    return values;
  }

  /** Returns for each step the splits seen so far, as [rows, right]: step s has s + 1 of them. */
  static steps(values) {
    const steps = [];
    for (let at = 0; at < values.length;) {
      steps.push(Array.from({length: steps.length + 1}, () => [values[at++], values[at++]]));
    }
    return steps;
  }

  async failures() {
    const columns = new Columns(await blockBytes('failures'));
    const [reason, group, method, seed] = Array.from({length: 4}, () => columns.next());
    return {reason, group, method, seed, reasons: await this.json('reasons')};
  }

  /** Returns the id under which the published code files a run. */
  async publishedId(run) {
    const texts = await this.json('published');
    const group = texts.groups[run.group];
    const method = texts.methods[run.method];
    return publishedId(method.first + group.first + method.second + texts.seconds[group.second] + method.third
        + this.facts.seeds[run.seed] + group.third);
  }
}

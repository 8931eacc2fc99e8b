// Asks an exported classifier: in a page with onnxruntime-web as `ort`, in Node with require('onnxruntime-node').
(function (root) {
  'use strict';

  const FORMAT = '1';

  /** Returns the metadata of an ONNX file (a Uint8Array), which the runtimes do not hand out, as an object. */
  function metadata(bytes) {
    const entries = {};
    const text = new TextDecoder();
    let at = 0;
    function varint() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * factor;
        if (byte < 128) return value;
      }
    }
    function skip(wire) {
      if (wire === 0) varint();
      else if (wire === 1) at += 8;
      else if (wire === 2) { const length = varint(); at += length; }
      else if (wire === 5) at += 4;
      else throw new Error('this is no ONNX file');
    }
    function entry(end) {
      const parts = ['', ''];
      while (at < end) {
        const tag = varint();
        if (tag !== 10 && tag !== 18) { skip(tag & 7); continue; }
        const length = varint();
        parts[(tag >> 3) - 1] = text.decode(bytes.subarray(at, at + length));
        at += length;
      }
      entries[parts[0]] = parts[1];
    }
    while (at < bytes.length) {
      const tag = varint();
      if (tag === 14 * 8 + 2) { const length = varint(); entry(at + length); } else skip(tag & 7);
    }
    return entries;
  }

  /** Leaves out the alpha of pixels as a canvas gives them. */
  function rgb(rgba) {
    const pixels = new Uint8Array(rgba.length / 4 * 3);
    for (let i = 0, j = 0; i < rgba.length; i += 4) {
      pixels[j++] = rgba[i];
      pixels[j++] = rgba[i + 1];
      pixels[j++] = rgba[i + 2];
    }
    return pixels;
  }

  /** Opens an exported file. */
  async function open(ort, bytes, options) {
    const facts = metadata(bytes);
    if (facts['imprint.format'] !== FORMAT) throw new Error('this is no classifier that Imprint has exported');
    const session = await ort.InferenceSession.create(bytes, options);
    const classes = JSON.parse(facts['imprint.classes']);

    /** Answers for one image: RGB bytes, row by row. */
    async function ask(pixels, width, height) {
      const images = new ort.Tensor('uint8', pixels, [1, height, width, 3]);
      const answers = await session.run({ images: images });
      const label = Number(answers.label.data[0]);
      return {
        label: label,
        name: classes[label],
        scores: Array.from(answers.scores.data),
        probabilities: Array.from(answers.probabilities.data),
        nearest: Number(answers.nearest.data[0]),
        set: answers.set ? Array.from(answers.set.data, Boolean) : null,
        unknown: answers.unknown ? Boolean(answers.unknown.data[0]) : false,
      };
    }

    return { classes: classes, golden: JSON.parse(facts['imprint.golden']), head: JSON.parse(facts['imprint.head']), ask: ask };
  }

  /** Returns what is wrong with an answer to a golden image, or null. */
  function fault(golden, answer) {
    if (answer.name !== golden.class) return golden.name + ' must be ' + golden.class + ', was ' + answer.name;
    const scale = Math.max(...golden.scores.map(Math.abs));
    for (let c = 0; c < golden.scores.length; c++) {
      if (!(Math.abs(answer.scores[c] - golden.scores[c]) <= 5e-4 * scale)) {
        return golden.name + ' must give class ' + c + ' ' + golden.scores[c] + ', was ' + answer.scores[c];
      }
    }
    return null;
  }

  const api = { metadata: metadata, rgb: rgb, open: open, fault: fault };
  if (typeof module === 'object' && module.exports) module.exports = api;
  else root.Imprint = api;
})(typeof self === 'undefined' ? this : self);

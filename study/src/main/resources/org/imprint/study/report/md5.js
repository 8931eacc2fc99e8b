'use strict';

/** Published ids: the MD5 (RFC 1321) of an ASCII text as an unsigned number in decimal. */
const publishedId = (() => {
  const shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
  const sines = Int32Array.from({length: 64}, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
  const places = [i => i, i => (5 * i + 1) % 16, i => (3 * i + 5) % 16, i => (7 * i) % 16];
  const mixes = [
    (b, c, d) => (b & c) | (~b & d),
    (b, c, d) => (b & d) | (c & ~d),
    (b, c, d) => b ^ c ^ d,
    (b, c, d) => c ^ (b | ~d)
  ];

  function words(text) {
    const padded = new Uint8Array(((text.length + 8) >> 6) * 64 + 64);
    for (let i = 0; i < text.length; i++) padded[i] = text.charCodeAt(i);
    padded[text.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, text.length << 3, true);
    view.setUint32(padded.length - 4, Math.floor(text.length / 2 ** 29), true);
    return view;
  }

  return text => {
    const view = words(text);
    let state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
    for (let at = 0; at < view.byteLength; at += 64) {
      let [a, b, c, d] = state;
      for (let i = 0; i < 64; i++) {
        const round = i >> 4;
        const word = view.getInt32(at + 4 * places[round](i % 16), true);
        const sum = (a + mixes[round](b, c, d) + sines[i] + word) | 0;
        const shift = shifts[round][i % 4];
        [a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c];
      }
      state = Int32Array.of(state[0] + a, state[1] + b, state[2] + c, state[3] + d);
    }
    const bytes = new Uint8Array(state.buffer);
    return BigInt('0x' + Array.from(bytes, x => x.toString(16).padStart(2, '0')).join('')).toString();
  };
})();

(function () {
  'use strict';

  const SHOWN = 3;
  const RUNTIME = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
  const state = document.getElementById('state');
  const drop = document.getElementById('drop');
  const files = document.getElementById('files');
  const answers = document.getElementById('answers');

  async function pixels(blob) {
    const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    const rgba = context.getImageData(0, 0, canvas.width, canvas.height).data;
    return { bytes: Imprint.rgb(rgba), width: canvas.width, height: canvas.height };
  }

  function fromBase64(text) {
    return new Blob([Uint8Array.from(atob(text), c => c.charCodeAt(0))], { type: 'image/png' });
  }

  async function ask(classifier, blob) {
    const image = await pixels(blob);
    return classifier.ask(image.bytes, image.width, image.height);
  }

  /** The file carries images with the answers that it must give; a wrong one is told before anything else. */
  async function prove(classifier) {
    for (const golden of classifier.golden) {
      const fault = Imprint.fault(golden, await ask(classifier, fromBase64(golden.png)));
      if (fault) throw new Error('This browser does not compute what it must: ' + fault);
    }
  }

  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function show(file, answer, classifier) {
    const item = document.createElement('li');
    item.dataset.file = file.name;
    item.dataset.label = answer.name;
    item.dataset.unknown = answer.unknown;
    item.dataset.scores = JSON.stringify(answer.scores);
    const picture = document.createElement('img');
    picture.src = URL.createObjectURL(file);
    picture.alt = file.name;
    item.append(picture, element('h2', answer.unknown ? 'unknown, nearest to ' + answer.name : answer.name));
    const first = (c) => (c === answer.label ? 1 : 0);
    const best = answer.probabilities.map((p, c) => [p, classifier.classes[c], c]);
    best.sort((a, b) => first(b[2]) - first(a[2]) || b[0] - a[0]);
    for (const [probability, name] of best.slice(0, SHOWN)) {
      const line = element('p', (100 * probability).toFixed(1) + ' % ' + name);
      line.style.setProperty('--share', probability);
      item.append(line);
    }
    answers.prepend(item);
  }

  function fail(file, error) {
    const item = document.createElement('li');
    item.dataset.file = file.name;
    item.append(element('h2', file.name), element('p', error.message, 'error'));
    answers.prepend(item);
  }

  async function all(classifier, list) {
    for (const file of list) {
      try {
        show(file, await ask(classifier, file), classifier);
      } catch (error) {
        fail(file, error);
      }
    }
  }

  /** A script that is not there leaves its name undefined and says nothing. */
  function requireScripts() {
    if (location.protocol === 'file:') {
      throw new Error('Open this page by a web server, such as python3 -m http.server in its folder: '
        + 'a browser hands a page from the disk no other files');
    }
    const fault = ' must lie beside this page, but cannot be read';
    if (typeof ort === 'undefined') throw new Error('ort.wasm.min.js' + fault + '; it is in dist of the npm package onnxruntime-web');
    if (typeof Imprint === 'undefined') throw new Error('classify.js' + fault);
  }

  async function read(name) {
    const response = await fetch(name);
    if (!response.ok) throw new Error(name + ' must lie beside this page, but cannot be read (' + response.status + ')');
    return response;
  }

  /** The runtime asks for files of its own; that one is missing is the likeliest reason for which it does not start. */
  async function open(bytes) {
    // One thread: more need headers that a plain web server does not send
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = new URL('./', location.href).href;
    try {
      return await Imprint.open(ort, bytes, { executionProviders: ['wasm'] });
    } catch (error) {
      for (const name of RUNTIME) await read(name);
      throw error;
    }
  }

  async function start() {
    requireScripts();
    const model = await read('model.onnx');
    const classifier = await open(new Uint8Array(await model.arrayBuffer()));
    if (!classifier.golden.every(golden => golden.png)) throw new Error('model.onnx takes embeddings, not images');
    await prove(classifier);
    let last = Promise.resolve();
    const take = list => { last = last.then(() => all(classifier, Array.from(list))); };
    files.addEventListener('change', () => take(files.files));
    document.addEventListener('dragover', event => event.preventDefault());
    document.addEventListener('drop', event => {
      event.preventDefault();
      take(event.dataTransfer.files);
    });
    drop.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') files.click(); });
    state.textContent = classifier.classes.length + ' classes. ' + classifier.golden.length
      + ' images that the file carries got the answers that they must get.';
    document.documentElement.dataset.ready = 'true';
  }

  start().catch(error => {
    state.textContent = error.message;
    state.className = 'error';
    document.documentElement.dataset.ready = 'failed';
  });
})();

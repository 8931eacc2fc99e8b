// node ask.js CLASSIFY.JS MODEL.ONNX WIDTHxHEIGHT=PIXELS… : one line of JSON for each file of RGB bytes, then one for the version
'use strict';
const fs = require('fs');
const ort = require('onnxruntime-node');
const imprint = require(process.argv[2]);

(async () => {
  const classifier = await imprint.open(ort, new Uint8Array(fs.readFileSync(process.argv[3])));
  for (const argument of process.argv.slice(4)) {
    const [size, file] = argument.split('=');
    const [width, height] = size.split('x').map(Number);
    console.log(JSON.stringify(await classifier.ask(new Uint8Array(fs.readFileSync(file)), width, height)));
  }
})();

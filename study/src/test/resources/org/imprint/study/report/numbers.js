'use strict';

// Prints as JSON the numbers that the page of a report draws: node numbers.js REPORT.html FILTERS.json
const fs = require('fs');
const vm = require('vm');

const html = fs.readFileSync(process.argv[2], 'utf8');
const blocks = new Map();
const scripts = [];
for (const [, attributes, text] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
  const id = /id="block-([^"]+)"/.exec(attributes);
  if (id) blocks.set('block-' + id[1], {textContent: text});
  else scripts.push(text);
}
/** As much of an element as controls are made of. */
const createElement = tag => {
  const element = {tag, attributes: {}, listeners: {}, children: [],
    addEventListener: (name, listener) => { element.listeners[name] = listener; },
    setAttribute: (name, value) => { element.attributes[name] = value; },
    append: (...children) => { element.children.push(...children); }};
  return element;
};
const document = {getElementById: id => blocks.get(id) || null, createElement};
// The first script is the library of charts, the last starts the page.
const filters = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const own = scripts.slice(1, -1).join('\n') + `
;(async () => {
  const data = await Data.open();
  const model = new Model(data);
  const colours = {color: () => '#000000', paper: '#ffffff'};
  const none = {text: ''};
  const context = filter => ({data, model, generators: data.facts.axes.generators.map(g => g.name),
    filter: () => ({set: 'all'}), groupFilter: () => filter});
  const series = async figure => {
    const drawn = await figure.draw(colours, 700);
    if (drawn.empty) return [];
    return drawn.option.series.filter(s => s.type === 'line' || s.type === 'scatter' || s.type === 'boxplot')
      .map(s => ({name: s.name, type: s.type, axis: s.xAxisIndex || 0, dashed: (s.lineStyle || {}).type === 'dashed',
        data: s.data.map(p => p.value || p)}));
  };
  const result = {groups: [], modes: [], diagrams: data.facts.diagrams,
    collapse: await series(figureCollapse(context({}))), gain: await series(figureGain(context({})))};
  for (const [i, g] of model.groups.entries()) {
    const filter = {backbone: g.backbone, dataSet: g.dataSet, mapping: g.mapping, task: g.task};
    result.groups.push({...g, label: model.groupLabel(i), proxies: await series(figureProxies(context(filter))),
      shots: await series(figureShots(context(filter)))});
  }
  for (const backbone of new Set(model.groups.map(g => g.backbone))) {
    const figure = figureModes(context({backbone}));
    const sets = () => figure.controls(() => {})[0].children[1];
    for (const option of figure.controls(() => {}).length === 0 ? [] : sets().children) {
      sets().listeners.change({target: {value: option.attributes.value}});
      result.modes.push({label: option.attributes.value, series: await series(figure)});
    }
  }
  const time = await figureTime(context({})).draw(colours, 700);
  result.times = time.empty ? [] : time.option.yAxis.data.map((name, i) => ({name, box: time.option.series[0].data[i]}));
  const board = filter => model.board({set: 'all', ...filter}).rows.map(row => ({...row, label: model.label(row.method),
    places: [row.method, ...row.also], also: row.also.map(m => model.label(m))}));
  result.board = board({});
  result.sets = data.facts.sets;
  result.boards = filters.map(board);
  console.log(JSON.stringify(result));
})().catch(e => { console.error(e); process.exitCode = 1; });`;
vm.runInNewContext(own, {document, filters, console, process, atob, Blob, Response, DecompressionStream, TextDecoder, Uint8Array, setTimeout,
  addEventListener: () => {}});

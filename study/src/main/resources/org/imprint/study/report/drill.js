'use strict';

/** The dialog: the groups of a configuration as cells, the runs of a cell. Escape closes it. */
class Drill {
  constructor(data, model) {
    this.data = data;
    this.model = model;
    this.dialog = byId('drill');
    this.dialog.addEventListener('click', e => { if (e.target === this.dialog) this.dialog.close(); });
  }

  show(title, ...content) {
    this.dialog.replaceChildren(el('div', {class: 'sheet'},
        el('div', {class: 'bar'}, el('h2', {id: 'drill-title', tabindex: '-1'}, title),
            el('button', {type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => this.dialog.close()}, '×')),
        ...content));
    if (!this.dialog.open) this.dialog.showModal();
    byId('drill-title').focus();
    this.dialog.scrollTop = 0;
  }

  /** Opens the groups of a configuration. */
  open(method, filter) {
    const {groups} = this.model.chosen({...filter, text: ''});
    const {cells, model} = this;
    const withCell = groups.filter(g => this.cell(g, method) !== undefined);
    const names = Model.values(withCell.map(g => model.groups[g]), 'backbone');
    const lines = new Map();
    withCell.forEach(g => {
      const {dataSet, mapping, task, backbone} = model.groups[g];
      const key = JSON.stringify([dataSet, mapping, task]);
      if (!lines.has(key)) lines.set(key, {dataSet, mapping, task, of: new Map()});
      lines.get(key).of.set(backbone, g);
    });
    const values = withCell.map(g => model.accuracy(g, method)).filter(a => !Number.isNaN(a));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const remapped = withCell.some(g => model.groups[g].mapping !== 'none');
    const head = ['Data set', ...(remapped ? ['Remapping'] : []), 'Task'].map(text => el('th', {scope: 'col'}, text));
    this.show(model.label(method),
        el('p', {class: 'soft'}, 'Median accuracy over the seeds, %. A cell opens its runs.'),
        el('div', {class: 'wide'}, el('table', {class: 'cells'},
            el('thead', {}, el('tr', {}, head, names.map(b => el('th', {scope: 'col', class: 'number'}, b)))),
            el('tbody', {}, [...lines.values()].map(line => el('tr', {},
                el('th', {scope: 'row'}, line.dataSet), remapped ? el('td', {}, line.mapping) : undefined, el('td', {}, line.task),
                names.map(b => el('td', {class: 'number'}, line.of.has(b)
                  ? this.button(line.of.get(b), method, low, high, filter) : ''))))))));
  }

  cell(group, method) {
    return this.model.cellOf.get(group * this.model.methods.length + method);
  }

  button(group, method, low, high, filter) {
    const cell = this.cell(group, method);
    const value = this.data.cells.accuracy[cell];
    const failed = this.data.cells.failed[cell];
    const depth = high > low && !Number.isNaN(value) ? (value - low) / (high - low) : 0;
    const button = el('button', {type: 'button', class: 'cell', 'data-group': group,
      'aria-label': this.model.groupLabel(group) + ': ' + percent(value) + (failed ? ', ' + plural(failed, 'run') + ' failed' : ''),
      onclick: () => this.openCell(group, method, filter)}, percent(value), failed ? el('span', {class: 'bad'}, ' !') : undefined);
    button.style.setProperty('--depth', Math.round(6 + 30 * depth) + '%');
    return button;
  }

  /** Opens the runs of a cell. */
  async openCell(group, method, filter) {
    const runs = (await this.data.runs(group)).filter(run => run.method === method);
    const ids = await Promise.all(runs.map(run => this.data.publishedId(run)));
    const back = el('button', {type: 'button', class: 'back', onclick: () => this.open(method, filter)}, '← All groups');
    const head = [{text: 'Seed', number: true}, {text: 'Accuracy, %', number: true}, {text: 'Right', number: true},
      {text: 'Weighted F1, %', number: true}, {text: 'GEN', number: true}, {text: 'Scoring', number: true}, {text: 'Outcome'}];
    const {together} = this.model.methods[method];
    const scored = run => run.accuracy !== undefined;
    const right = run => (run.samples === 0 ? 'not known' : count(run.right) + ' / ' + count(run.samples));
    const rows = runs.map(run => [String(this.data.facts.seeds[run.seed]),
      ...(scored(run) ? [percent(run.accuracy), right(run), percent(run.f1), (together && run.generation > 0 ? '≤ ' : '') + duration(run.generation), duration(run.scoring)]
        : ['–', '–', '–', '–', '–']), this.outcome(run)]);
    this.show(this.model.label(method), el('p', {}, back), el('h3', {}, this.model.groupLabel(group)), this.about(group),
        plainTable(head, rows, {class: 'runs'}), this.steps(group, runs.filter(scored)), this.classes(group, runs.filter(scored)),
        el('h3', {}, 'Published ids'),
        plainTable([{text: 'Seed', number: true}, {text: 'Id'}],
            runs.map((run, i) => [String(this.data.facts.seeds[run.seed]), el('code', {}, ids[i])])));
  }

  about(group) {
    const {classes, splits} = this.model.groups[group];
    return el('p', {class: 'soft'}, plural(classes, 'class', 'classes') + (classes <= 40 ? ': ' + splits : ''));
  }

  outcome(run) {
    if (run.status === 'done') return 'done';
    if (run.status === 'failed') return el('span', {class: 'bad'}, 'failed: ' + run.reason);
    const {group, method, seed} = run.other;
    const where = [method === run.method ? undefined : this.model.label(method),
      group === run.group ? undefined : 'on ' + this.model.groupLabel(group),
      seed === run.seed ? undefined : 'seed ' + this.data.facts.seeds[seed]].filter(Boolean).join(', ');
    return el('span', {}, 'equal to ' + where, el('br'), el('span', {class: 'soft'}, run.reason + (run.accuracy === undefined ? '; that run is not done' : '')));
  }

  /** Of a continual task: accuracy on each split, and over all seen so far, after each split was imprinted. */
  steps(group, runs) {
    const {splits} = this.model.groups[group];
    const most = splits.split(' | ').length;
    if (most < 2) return undefined;
    const own = runs.filter(run => run.steps && run.steps.length > 0);
    if (own.length === 0) {
      return runs.length === 0 ? undefined : el('p', {class: 'soft'}, hasBlock('steps-' + group)
        ? 'Of these runs it is not known how they stood after each split.'
        : 'Accuracies after each split are not in this file, either because they are not known or because they would make it too large.');
    }
    const sum = (seen, i) => seen.reduce((total, counts) => total + counts[i], 0);
    const head = [{text: 'Seed', number: true}, {text: 'After split', number: true},
      ...Array.from({length: most}, (_, t) => ({text: 'Split ' + (t + 1) + ', %', number: true})), {text: 'All seen, %', number: true}];
    const rows = own.flatMap(run => run.steps.map((seen, s) => [String(this.data.facts.seeds[run.seed]), String(s + 1),
      ...Array.from({length: most}, (_, t) => (seen[t] ? percent(seen[t][1] / seen[t][0]) : '')), percent(sum(seen, 1) / sum(seen, 0))]));
    return el('div', {}, el('h3', {}, 'Accuracy after each split'), plainTable(head, rows, {class: 'steps'}));
  }

  /** F1 per class, seeds as columns. */
  classes(group, runs) {
    const most = Math.max(0, ...runs.map(run => (run.classes || []).length));
    if (most === 0) {
      return hasBlock('f1-' + group) ? undefined
        : el('p', {class: 'soft'}, 'F1 per class is left out of this file, which it would make too large; the store has it.');
    }
    const names = this.model.groups[group].splits.split(/[ |]+/);
    const head = [{text: 'F1 of class, %'}, ...runs.map(run => ({text: 'seed ' + this.data.facts.seeds[run.seed], number: true}))];
    const rows = Array.from({length: most}, (_, c) => [names[c] === undefined ? String(c) : names[c],
      ...runs.map(run => (run.classes[c] === undefined ? '–' : percent(run.classes[c], 1)))]);
    return el('div', {}, el('h3', {}, 'F1 per class'), plainTable(head, rows));
  }
}

'use strict';

const GROUP_AXES = [
  {key: 'backbone', label: 'Backbone'},
  {key: 'dataSet', label: 'Data set'},
  {key: 'mapping', label: 'Remapping'},
  {key: 'task', label: 'Task'}
];

const METHOD_AXES = [
  {key: 'generator', label: 'GEN'},
  {key: 'k', label: 'k'},
  {key: 'norm', label: 'NORM'},
  {key: 'rows', label: 'Rows'},
  {key: 'aggregation', label: 'AGG'}
];

const mean = values => values.reduce((a, b) => a + b, 0) / values.length;

function median(values) {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  return n === 0 ? NaN : (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2;
}

/** Standard deviation with n − 1; NaN for fewer than two values. */
function deviation(values) {
  const m = mean(values);
  return values.length < 2 ? NaN : Math.sqrt(values.reduce((a, x) => a + (x - m) ** 2, 0) / (values.length - 1));
}

/** Names of groups and configurations, and their cells, aggregated as filters ask. */
class Model {
  constructor(data) {
    this.data = data;
    this.cells = data.cells;
    this.groups = data.facts.groups;
    this.methods = Model.methods(data.facts);
    this.sets = data.facts.sets;
    this.cellOf = new Map();
    for (let i = 0; i < this.cells.count; i++) {
      this.cellOf.set(this.cells.group[i] * this.methods.length + this.cells.method[i], i);
    }
  }

  static methods(facts) {
    const {generators, norms, rows, aggregations} = facts.axes;
    return facts.methods.map(([gen, k, pre, post, inf, row, agg], place) => {
      const generator = generators[gen];
      const method = {
        place,
        generator: generator.name,
        usesK: generator.usesK,
        together: generator.together,
        k: generator.usesK ? k : '–',
        norm: [norms[pre], norms[post], norms[inf]].join(' · '),
        rows: rows[row].name,
        shots: rows[row].shots,
        aggregation: aggregations[agg],
        recipe: facts.recipes[place]
      };
      method.frame = [method.norm, method.rows, method.aggregation].join('; ');
      method.name = method.generator + (method.usesK ? ', k = ' + k : '');
      // Wire names and k without spaces, too, as filters of the command line are written.
      method.text = [method.name, generator.wireName, generator.usesK ? 'k=' + k : '', method.norm, method.rows, method.aggregation,
        method.recipe || ''].join(' ').toLowerCase();
      return method;
    });
  }

  label(place) {
    const m = this.methods[place];
    return [m.name, m.norm, m.rows === 'all rows' ? undefined : m.rows, m.aggregation].filter(Boolean).join('; ');
  }

  groupLabel(place) {
    const g = this.groups[place];
    return [g.backbone, g.dataSet, g.mapping === 'none' ? undefined : g.mapping, g.task].filter(Boolean).join(' / ');
  }

  /** Returns the median accuracy of a configuration on a group; NaN without one. */
  accuracy(group, method) {
    const cell = this.cellOf.get(group * this.methods.length + method);
    return cell === undefined ? NaN : this.cells.accuracy[cell];
  }

  /** Returns the values of an axis in the order in which they first appear; numbers rise. */
  static values(items, key) {
    const values = [...new Set(items.map(item => item[key]))];
    return key === 'k' ? values.sort((a, b) => (a === '–' ? -1 : b === '–' ? 1 : a - b)) : values;
  }

  /** Returns which groups and configurations a filter leaves. */
  chosen(filter) {
    const set = filter.set === 'all' ? undefined : this.sets[filter.set];
    const fits = (item, axes) => axes.every(({key}) => !filter[key] || String(item[key]) === filter[key]);
    const words = (filter.text || '').toLowerCase().split(/\s+/).filter(Boolean);
    const all = list => list.map((_, i) => i);
    return {
      groups: (set ? set.groups : all(this.groups)).filter(g => fits(this.groups[g], GROUP_AXES)),
      methods: (set ? set.methods : all(this.methods)).filter(m =>
        fits(this.methods[m], METHOD_AXES) && words.every(word => this.methods[m].text.includes(word)))
    };
  }

  /**
   * Returns one row per configuration: mean and deviation of its medians over the groups, its mean rank within the groups among
   * the configurations chosen (ties share the mean of their ranks), and the median GEN time.
   */
  board(filter) {
    const {groups, methods} = this.chosen(filter);
    const wanted = new Uint8Array(this.groups.length);
    groups.forEach(g => (wanted[g] = 1));
    const rows = new Array(this.methods.length);
    methods.forEach(m => (rows[m] = {method: m, accuracies: [], times: [], ranks: 0, planned: 0, failed: 0}));
    const {group, method, accuracy, failed, generation, count} = this.cells;
    let ofGroup = [];
    for (let i = 0; i < count; i++) {
      const row = rows[method[i]];
      if (wanted[group[i]] && row) {
        row.planned++;
        row.failed += failed[i];
        if (!Number.isNaN(accuracy[i])) {
          row.accuracies.push(accuracy[i]);
          ofGroup.push(i);
          if (generation[i] > 0) row.times.push(generation[i]);
        }
      }
      if (i + 1 === count || group[i + 1] !== group[i]) {
        this.rank(ofGroup, rows);
        ofGroup = [];
      }
    }
    return {groups, rows: this.folded(rows.filter(row => row && row.planned > 0).map(Model.row))};
  }

  /** Puts configurations whose runs all equal those of another into its row, as far as both have the same groups and scores. */
  folded(rows) {
    const {aliases} = this.data.facts;
    const first = new Map();
    const left = [];
    [...rows].sort((a, b) => (a.method in aliases) - (b.method in aliases)).forEach(row => {
      const target = aliases[row.method] === undefined ? row.method : aliases[row.method];
      const other = first.get(target);
      if (other && other.n === row.n && other.planned === row.planned && other.failed === row.failed && other.accuracy === row.accuracy) {
        other.also.push(row.method);
      } else {
        if (!other) first.set(target, row);
        left.push(row);
      }
    });
    return left;
  }

  rank(cells, rows) {
    const {accuracy, method} = this.cells;
    cells.sort((a, b) => accuracy[b] - accuracy[a]);
    for (let from = 0; from < cells.length;) {
      let to = from + 1;
      while (to < cells.length && accuracy[cells[to]] === accuracy[cells[from]]) to++;
      for (let i = from; i < to; i++) rows[method[cells[i]]].ranks += (from + 1 + to) / 2;
      from = to;
    }
  }

  static row({method, accuracies, times, ranks, planned, failed}) {
    const n = accuracies.length;
    return {
      method, n, planned, failed, also: [],
      accuracy: n === 0 ? NaN : mean(accuracies),
      deviation: n === 0 ? NaN : deviation(accuracies),
      rank: n === 0 ? NaN : ranks / n,
      time: median(times)
    };
  }

  /** Says what a comparable set is made of. */
  setLabel(set) {
    const of = key => new Set(set.groups.map(g => this.groups[g][key]));
    const parts = [plural(of('backbone').size, 'backbone'), plural(of('dataSet').size, 'data set')];
    const mappings = of('mapping');
    if (mappings.size > 1) parts.push(plural(mappings.size, 'remapping'));
    else if (!mappings.has('none')) parts.push([...mappings][0]);
    if (of('task').size > 1) parts.push(plural(of('task').size, 'task'));
    return plural(set.groups.length, 'group') + ', ' + plural(set.methods.length, 'configuration')
      + ' (' + parts.join(', ') + ')';
  }
}

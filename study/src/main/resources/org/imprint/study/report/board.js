'use strict';

/** The leaderboard: filters, a sortable table, one row per configuration. */
class Board {
  static FIRST_ROWS = 25;
  static MORE_ROWS = 250;
  static MOST_ALSO = 3;

  constructor(model, onrow, onfilter) {
    this.model = model;
    this.onrow = onrow;
    this.onfilter = onfilter;
    this.filter = {set: model.sets.length ? '0' : 'all'};
    this.sort = {key: 'rank', up: true};
    this.shown = Board.FIRST_ROWS;
    this.columns = this.allColumns();
    this.filters = el('div', {class: 'filters', role: 'search'});
    this.status = el('p', {class: 'soft', role: 'status', id: 'board-status'});
    this.table = el('div', {class: 'wide'});
    this.more = el('button', {type: 'button', class: 'more', onclick: () => this.showMore()});
    byId('board').append(
        el('h2', {id: 'board-title'}, 'Leaderboard'),
        el('p', {class: 'lead'}, 'One row per configuration: first the median accuracy over the seeds in each group (a backbone on a task), '
            + 'then mean and rank over the groups. Ranks are among the configurations that the filters leave; those that must answer alike share a row (“also”). A row opens its groups.'),
        this.filters, this.status, this.table, this.more);
    this.drawFilters();
    this.update();
  }

  allColumns() {
    const method = key => row => this.model.methods[row.method][key];
    const axis = (key, text, extra) => ({key, text, value: method(key), show: method(key), up: true, ...extra});
    const number = (key, text, show, up, title) => ({key, text, title, value: row => row[key], show, up, number: true});
    const {model} = this;
    const columns = [
      axis('generator', 'GEN'),
      axis('k', 'k', {number: true, value: row => (this.model.methods[row.method].usesK ? method('k')(row) : 0)}),
      axis('norm', 'NORM pre · post · inf'),
      axis('rows', 'Rows'),
      axis('aggregation', 'AGG'),
      number('accuracy', 'Accuracy, %', row => percent(row.accuracy), false, 'Mean over the groups of the median over the seeds'),
      number('deviation', 'SD', row => percent(row.deviation), true, 'Standard deviation over the groups'),
      number('rank', 'Mean rank', row => (Number.isNaN(row.rank) ? '–' : row.rank.toFixed(2)), true, 'Within each group, 1 is best'),
      number('n', 'Groups', row => (row.n === row.planned ? count(row.n) : row.n + ' of ' + row.planned), false,
          'Groups with a score, of those that were run'),
      number('time', 'GEN time', row => (model.methods[row.method].together && row.time > 0 ? '≤ ' : '') + duration(row.time), true,
          'Median over the groups; ≤: of one computation for every k')
    ];
    return columns.filter(c => c.key !== 'rows' || Model.values(this.model.methods, 'rows').length > 1);
  }

  drawFilters() {
    const {model, filter} = this;
    const set = name => value => {
      filter[name] = value;
      this.shown = Board.FIRST_ROWS;
      if (name === 'set') this.drawFilters();
      this.update();
    };
    const sets = model.sets.map((s, i) => [model.setLabel(s), String(i)]);
    const {groups, methods} = model.chosen({set: filter.set});
    const select = (items, {key, label}) => {
      const values = Model.values(items, key);
      if (filter[key] && !values.map(String).includes(filter[key])) delete filter[key];
      return values.length < 2 ? undefined
        : choice(label, [['all', ''], ...values.map(v => [String(v), String(v)])], filter[key] || '', set(key));
    };
    const search = el('label', {class: 'choice grow'}, el('span', {}, 'Filter'),
        el('input', {type: 'search', placeholder: 'words such as k-means L2 cosine', value: filter.text || '',
          oninput: e => set('text')(e.target.value)}));
    this.filters.replaceChildren(
        choice('Compare on', [...sets, ['everything, comparable or not', 'all']], filter.set, set('set')), search,
        ...GROUP_AXES.map(axis => select(groups.map(g => model.groups[g]), axis)).filter(Boolean),
        ...METHOD_AXES.map(axis => select(methods.map(m => model.methods[m]), axis)).filter(Boolean),
        el('button', {type: 'button', class: 'reset', onclick: () => this.reset()}, 'Reset'));
  }

  reset() {
    this.filter = {set: this.model.sets.length ? '0' : 'all'};
    this.shown = Board.FIRST_ROWS;
    this.drawFilters();
    this.update();
  }

  update() {
    this.result = this.model.board(this.filter);
    this.draw();
    this.onfilter(this.filter);
  }

  draw() {
    const {rows, groups} = this.result;
    const column = this.columns.find(c => c.key === this.sort.key);
    const sign = this.sort.up ? 1 : -1;
    const compare = (x, y) => (x < y ? -sign : x > y ? sign : 0);
    rows.sort((a, b) => {
      const [x, y] = [column.value(a), column.value(b)];
      if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
      return compare(x, y) || a.rank - b.rank || a.method - b.method;
    });
    const best = rows.reduce((b, r) => (r.rank < b ? r.rank : b), Infinity);
    this.status.textContent = rows.length === 0 ? 'No configuration fits the filters.'
      : plural(rows.reduce((n, r) => n + 1 + r.also.length, 0), 'configuration') + (rows.some(r => r.also.length > 0) ? ' in ' + plural(rows.length, 'row') : '') + ' on ' + plural(groups.length, 'group')
        + (this.filter.set === 'all' ? '. Rows may stand for different groups: do not compare their means.' : '.');
    this.table.replaceChildren(el('table', {class: 'board'},
        el('thead', {}, el('tr', {}, this.columns.map(c => this.header(c)))),
        el('tbody', {}, rows.slice(0, this.shown).map(row => this.row(row, row.rank === best)))));
    const hidden = rows.length - this.shown;
    this.more.hidden = hidden <= 0;
    this.more.textContent = 'Show ' + count(Math.min(hidden, Board.MORE_ROWS)) + ' more of ' + count(hidden);
  }

  header(column) {
    const sorted = this.sort.key === column.key;
    return el('th', {
      scope: 'col', class: [column.number && 'number', 'c-' + column.key].filter(Boolean).join(' '), title: column.title,
      'aria-sort': sorted ? (this.sort.up ? 'ascending' : 'descending') : 'none'
    }, el('button', {type: 'button', 'data-sort': column.key, onclick: () => this.sortBy(column)}, column.text));
  }

  sortBy(column) {
    this.sort = {key: column.key, up: this.sort.key === column.key ? !this.sort.up : column.up};
    this.draw();
    this.table.querySelector('[data-sort="' + column.key + '"]').focus();
  }

  row(row, best) {
    const {recipe, norm, rows, aggregation} = this.model.methods[row.method];
    const open = () => this.onrow(row.method, this.filter);
    const also = row.also.length > 0 ? 'also: ' + this.alsoText(row) : undefined;
    const cell = (c, i) => i > 0
      ? el('td', {class: [c.number && 'number', 'c-' + c.key].filter(Boolean).join(' ')}, String(c.show(row)),
          also && c.key === 'aggregation' ? el('span', {class: 'also'}, also) : undefined)
      : el('th', {scope: 'row'},
          el('button', {type: 'button', 'aria-haspopup': 'dialog', 'aria-label': 'Open ' + this.model.label(row.method),
            onclick: e => { e.stopPropagation(); open(); }}, c.show(row)),
          recipe ? el('span', {class: 'tag'}, recipe) : undefined,
          el('span', {class: 'under', 'aria-hidden': 'true'}, [norm, rows === 'all rows' ? '' : rows, aggregation].filter(Boolean).join('; ')
            + (also ? '; ' + also : '')));
    return el('tr', {class: best && 'best', onclick: open}, this.columns.map(cell));
  }

  /** Says of the other configurations of a row what differs. */
  alsoText(row) {
    const own = this.model.methods[row.method];
    const texts = row.also.map(place => {
      const other = this.model.methods[place];
      const parts = [[other.name, own.name], [other.norm, own.norm], [other.rows, own.rows], [other.aggregation, own.aggregation]];
      return parts.filter(([theirs, ours]) => theirs !== ours).map(([theirs]) => theirs).join('; ');
    });
    return texts.slice(0, Board.MOST_ALSO).join(' / ') + (texts.length > Board.MOST_ALSO ? ' and ' + (texts.length - Board.MOST_ALSO) + ' more' : '');
  }

  showMore() {
    const at = this.shown;
    this.shown += Board.MORE_ROWS;
    this.draw();
    const next = this.table.querySelectorAll('tbody button')[at];
    if (next) next.focus();
  }
}

'use strict';

/** Names of data whose classes are put together d at a time: the backbone, and the data if there are several. */
const inOneLabel = (backbone, kind, kinds) => (kinds.length > 1 ? backbone + ', ' + kind : backbone);

/** Neural collapse: NC1 over d where d classes are in one, dots for the others. */
function figureCollapse(context) {
  const {data} = context;
  const splits = Model.values(data.facts.collapse, 'split');
  const state = {kind: 'nc1', split: 'taken'};
  return {
    title: 'Neural collapse',
    lead: 'NC1 of the embeddings: below 1 classes are tight and far apart, above 1 one mean does not stand for a class.',
    controls: redraw => {
      const set = key => value => { state[key] = value; redraw(); };
      return data.facts.collapse.length === 0 ? [] : [
        choice('NC1', [['by its definition', 'nc1'], ['as the published code computes it', 'published']], state.kind, set('kind')),
        ...(splits.length > 1 ? [choice('Embeddings', [['one of each: train, else val, else test', 'taken'], ...splits.map(s => [s, s])], state.split, set('split'))] : [])];
    },
    draw: t => {
      const {backbone} = context.groupFilter();
      const all = data.facts.collapse.filter(c => (state.split === 'taken' ? c.taken : c.split === state.split) && c[state.kind] > 0
        && (!backbone || c.backbone === backbone));
      if (all.length === 0) return {empty: 'Neural collapse was not measured in this store (imprint collapse).'};
      const backbones = Model.values(all, 'backbone');
      const many = Model.values(all.filter(c => c.inOne > 0), 'kind');
      const dots = all.filter(c => c.inOne === 0);
      const dataSets = Model.values(dots, 'kind');
      const lines = many.flatMap((s, j) => backbones.map((b, i) => {
        const own = all.filter(c => c.inOne > 0 && c.kind === s && c.backbone === b);
        const points = Model.values(own, 'inOne').sort((x, y) => x - y).map(d => {
          const values = own.filter(c => c.inOne === d).map(c => c[state.kind]);
          const error = values.length > 1 ? 1.96 * deviation(values) / Math.sqrt(values.length) : 0;
          return [d, mean(values), error, Math.min(...values)];
        });
        return {name: inOneLabel(b, s, many), set: s, points, color: t.color(j * backbones.length + i)};
      })).filter(l => l.points.length > 0);
      const two = lines.length > 0 && dots.length > 0;
      const grids = [];
      const xAxis = [];
      const yAxis = [];
      const series = [];
      const divide = {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: t.soft, type: 'dashed'}, data: [{yAxis: 1}]};
      const log = values => logAxis(t, 'NC1', [1, ...values], three, {gridIndex: grids.length - 1, nameGap: 40});
      const low = ([, y, e, least]) => Math.max(y - e, least / 2);
      if (lines.length > 0) {
        grids.push(two ? {left: 62, right: 20, top: 16, height: 190} : {left: 62, right: 20, top: 16, bottom: 52});
        xAxis.push(axis(t, 'd, classes in one', {type: 'category', splitLine: {show: false},
          data: [...new Set(lines.flatMap(l => l.points.map(([d]) => d)))].sort((a, b) => a - b).map(String)}));
        yAxis.push(log(lines.flatMap(l => l.points.flatMap(p => [low(p), p[1] + p[2]]))));
        lines.forEach((l, i) => series.push(
            band(l.name, l.color, l.points.map(p => [String(p[0]), low(p), p[1] + p[2]])),
            {name: l.name, type: 'line', data: l.points.map(([d, y, e]) => [String(d), y, e, l.set]), symbolSize: 6, symbol: SYMBOLS[i % SYMBOLS.length],
              lineStyle: {color: l.color, width: 2}, itemStyle: {color: l.color}, markLine: i === 0 ? divide : undefined}));
      }
      const setColor = s => t.color(dataSets.indexOf(s) + lines.length);
      if (dots.length > 0) {
        const at = grids.length;
        grids.push(two ? {left: 62, right: 20, top: 282, bottom: 40} : {left: 62, right: 20, top: 16, bottom: 40});
        xAxis.push(axis(t, '', {type: 'value', gridIndex: at, min: -0.5, max: backbones.length - 0.5, interval: 1, scale: false,
          splitLine: {show: false}, axisLabel: {color: t.soft, fontSize: 12, customValues: backbones.map((_, i) => i), formatter: x => backbones[x] || ''}}));
        yAxis.push(log(dots.map(c => c[state.kind])));
        const own = dataSets;
        own.forEach((s, i) => series.push({name: s, type: 'scatter', xAxisIndex: at, yAxisIndex: at, symbolSize: 10,
          itemStyle: {color: setColor(s), opacity: 0.85}, markLine: i === 0 ? divide : undefined,
          data: dots.filter(c => c.kind === s).map(c => [backbones.indexOf(c.backbone) + 0.5 * ((i + 0.5) / own.length - 0.5), c[state.kind],
            c.backbone, c.mapping])}));
      }
      const option = {
        grid: grids, xAxis, yAxis, series,
        tooltip: {...base(t).tooltip, trigger: 'item', formatter: x => x.seriesType === 'line'
          ? tip(x.value[3] + ', d = ' + x.value[0], [[x.color, x.seriesName, x.value[1].toPrecision(3) + ' ± ' + x.value[2].toPrecision(2)]])
          : tip(x.seriesName, [[x.color, x.value[2] + (x.value[3] === 'none' ? '' : ', ' + x.value[3]), x.value[1].toPrecision(3)]])}
      };
      return {
        height: two ? 520 : 340,
        option,
        legend: [...new Map([...lines.map(l => [l.name, {name: l.name, color: l.color}]),
          ...dataSets.map(s => [s, {name: s, color: setColor(s)}])]).values()],
        note: lines.length > 0 ? 'Lines: mean over the remappings, band ± 1.96 standard errors.' : '',
        numbers: {head: [{text: 'Data set'}, {text: 'Remapping'}, {text: 'Split'}, {text: 'Backbone'}, {text: 'NC1', number: true}],
          rows: all.map(c => [c.dataSet, c.mapping, c.split, c.backbone, c[state.kind].toPrecision(4)])}
      };
    }
  };
}

const three = x => Number(x.toPrecision(3)).toString();

function pearson(xs, ys) {
  const [mx, my] = [mean(xs), mean(ys)];
  const sum = f => xs.reduce((a, _, i) => a + f(xs[i] - mx, ys[i] - my), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum(x => x * x) * sum((_, y) => y * y));
}

/** Ranks from 1; equal values share the mean of theirs. */
function averageRanks(values) {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** What k = 5 gains over k = 1, against NC1. */
function figureGain(context) {
  const {data, model} = context;
  const state = {};
  const pairs = () => {
    const {groups} = model.chosen(context.groupFilter());
    const of = new Map();
    model.methods.filter(m => m.usesK && m.shots === 0 && (m.k === 1 || m.k === 5)).forEach(m => {
      const key = m.generator + '; ' + m.frame;
      of.set(key, {...of.get(key), [m.k]: m.place});
    });
    const usable = [...of].filter(([, p]) => p[1] !== undefined && p[5] !== undefined)
      .map(([key, p]) => [key, p, groups.filter(g => !Number.isNaN(model.accuracy(g, p[1]) + model.accuracy(g, p[5])))])
      .filter(([, , gs]) => gs.length > 0);
    const own = key => (key.startsWith('k-means; L2 · L2 · L2') && key.endsWith('max, inner product') ? 1 : 0);
    usable.sort((a, b) => own(b[0]) - own(a[0]) || b[2].length - a[2].length);
    return usable;
  };
  return {
    title: 'Gain against neural collapse',
    lead: 'What five proxies per class gain over one, in per cent of the accuracy with one, against NC1 of the embeddings.',
    controls: redraw => {
      const usable = pairs();
      return usable.length === 0 || data.facts.collapse.length === 0 ? []
        : [choice('GEN; NORM; rows; AGG', usable.map(([key]) => key), state.key || usable[0][0], value => { state.key = value; redraw(); })];
    },
    draw: t => {
      const usable = pairs();
      const [, places, groups] = usable.find(([key]) => key === state.key) || usable[0] || [undefined, undefined, []];
      const points = groups.map(g => {
        const {backbone, kind, nc1} = model.groups[g];
        const one = model.accuracy(g, places[1]);
        return {g, backbone, dataSet: kind, x: nc1, y: 100 * (model.accuracy(g, places[5]) / one - 1)};
      }).filter(p => p.x > 0 && Number.isFinite(p.y));
      if (points.length === 0) return {empty: 'No group here has k = 1, k = 5 and an NC1 of the same classes.'};
      const dataSets = Model.values(points, 'dataSet');
      const backbones = Model.values(points, 'backbone');
      const color = s => t.color(dataSets.indexOf(s));
      const rho = points.length > 2 ? pearson(averageRanks(points.map(p => p.x)), averageRanks(points.map(p => p.y))) : NaN;
      return {
        option: {
          xAxis: logAxis(t, 'NC1', points.map(p => p.x), three),
          yAxis: axis(t, 'gain, %', {nameGap: 44}),
          tooltip: {...base(t).tooltip, trigger: 'item', formatter: x => tip(model.groupLabel(x.value[2]),
              [[x.color, 'NC1', x.value[0].toPrecision(3)], [x.color, 'gain, %', x.value[1].toFixed(2)]])},
          series: dataSets.map((s, i) => ({name: s, type: 'scatter', itemStyle: {color: color(s), opacity: 0.75},
            markLine: i > 0 ? undefined : {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: t.soft, type: 'dashed'}, data: [{xAxis: 1}]},
            data: points.filter(p => p.dataSet === s).map(p => ({value: [p.x, p.y, p.g], symbol: SYMBOLS[backbones.indexOf(p.backbone) % SYMBOLS.length],
              symbolSize: 8}))}))
        },
        legend: dataSets.map(name => ({name, color: color(name)})),
        note: plural(points.length, 'group') + (Number.isNaN(rho) ? '' : ', Spearman’s ρ = ' + rho.toFixed(3))
          + '. Shapes: ' + backbones.map((b, i) => b + ' ' + SYMBOLS[i % SYMBOLS.length]).join(', ') + '.',
        numbers: {head: [{text: 'Group'}, {text: 'NC1', number: true}, {text: 'Gain, %', number: true}],
          rows: points.map(p => [model.groupLabel(p.g), p.x.toPrecision(4), p.y.toFixed(2)])}
      };
    }
  };
}

/** Accuracy over k for several old classes per label: each line is expected to peak at k = d. */
function figureModes(context) {
  const {model} = context;
  const state = {};
  const pick = () => {
    const {groups} = model.chosen(context.groupFilter());
    const whole = groups.filter(g => model.groups[g].whole);
    const own = whole.filter(g => model.groups[g].inOne > 0);
    const kinds = [...new Set(own.map(g => model.groups[g].kind))];
    const label = g => inOneLabel(model.groups[g].backbone, model.groups[g].kind, kinds);
    const rows = frames(model.methods.filter(m => m.usesK && m.shots === 0 && own.some(g => !Number.isNaN(model.accuracy(g, m.place)))))
      .flatMap(([frame, ms]) => Model.values(ms, 'generator').map(gen => ({key: gen + '; ' + frame, ms: ms.filter(m => m.generator === gen)})))
      .filter(r => r.ms.length > 1);
    const row = rows.find(r => r.key === state.key) || rows[0];
    const sets = [...new Set(own.map(label))];
    const set = sets.includes(state.set) ? state.set : sets[0];
    const mine = own.filter(g => label(g) === set);
    const backbone = mine.length > 0 ? model.groups[mine[0]].backbone : undefined;
    return {rows, row, sets, set, groups: mine,
      others: whole.filter(g => model.groups[g].inOne === 0 && model.groups[g].backbone === backbone)};
  };
  return {
    title: 'Accuracy over k for d classes in one',
    lead: 'd classes in one (remappings map{d}-{r}): mean over the remappings, band ± 1.96 standard errors, k = d marked; other data dashed.',
    controls: redraw => {
      const p = pick();
      const set = key => value => { state[key] = value; redraw(); };
      return !p.row ? [] : [choice('Embeddings', p.sets, p.set, set('set')),
        choice('GEN; NORM; rows; AGG', p.rows.map(r => r.key), p.row.key, set('key'))];
    },
    draw: t => {
      const p = pick();
      if (!p.row) return {empty: 'No data here has d classes in one (remappings map{d}-{r}) and two k.'};
      const ds = [...new Set(p.groups.map(g => model.groups[g].inOne))].sort((a, b) => a - b);
      const lines = ds.map((d, i) => {
        const groups = p.groups.filter(g => model.groups[g].inOne === d);
        const points = p.row.ms.map(m => {
          const values = groups.map(g => 100 * model.accuracy(g, m.place)).filter(a => !Number.isNaN(a));
          return [String(m.k), mean(values), values.length > 1 ? 1.96 * deviation(values) / Math.sqrt(values.length) : 0];
        }).filter(([, y]) => !Number.isNaN(y));
        return {d, name: 'd = ' + d, points, color: mixed(t.color(0), t.paper, 0.4 + 0.6 * (ds.length > 1 ? i / (ds.length - 1) : 1))};
      }).filter(l => l.points.length > 0);
      const most = Math.max(...lines.flatMap(l => l.points.map(([k]) => Number(k))));
      const others = p.others.map((g, i) => ({
        name: model.groups[g].kind, color: t.color(i + 1),
        points: p.row.ms.filter(m => m.k <= most).map(m => [String(m.k), 100 * model.accuracy(g, m.place), 0]).filter(([, y]) => !Number.isNaN(y))
      })).filter(l => l.points.length > 0);
      const shownKs = Model.values(p.row.ms.filter(m => m.k <= most), 'k').map(String);
      return {
        height: 380,
        option: {
          xAxis: axis(t, 'k, proxies per class', {type: 'category', data: shownKs, splitLine: {show: false}}),
          yAxis: axis(t, 'accuracy, %', {nameGap: 44}),
          tooltip: {...base(t).tooltip, trigger: 'axis', formatter: ps => tip('k = ' + ps[0].axisValue, ps.filter(x => x.seriesType === 'line')
              .map(x => [x.color, x.seriesName, x.value[1].toFixed(2) + (x.value[2] > 0 ? ' ± ' + x.value[2].toFixed(2) : '')]))},
          series: [...others.map(l => ({name: l.name, type: 'line', symbol: 'circle', symbolSize: 3, data: l.points,
            lineStyle: {color: l.color, width: 1.5, type: 'dashed'}, itemStyle: {color: l.color}, emphasis: {focus: 'series'}})),
          ...lines.flatMap(l => [band(l.name, l.color, l.points.map(([k, y, e]) => [k, y - e, y + e])),
            {name: l.name, type: 'line', symbol: 'circle', lineStyle: {color: l.color, width: 2}, itemStyle: {color: l.color},
              data: l.points.map(point => ({value: point, symbolSize: point[0] === String(l.d) ? 11 : 3})),
              endLabel: {show: true, formatter: l.name, color: t.soft, fontSize: 11}, emphasis: {focus: 'series'}}])],
          grid: {left: 62, right: 60, top: 16, bottom: 52}
        },
        legend: [...lines, ...others].map(({name, color}) => ({name, color})),
        numbers: {head: numberHead('d', ...shownKs.map(k => 'k = ' + k)), rows: [...lines, ...others].map(l => [l.name,
          ...shownKs.map(k => { const q = l.points.find(([x]) => x === String(k)); return q ? q[1].toFixed(2) : ''; })])}
      };
    }
  };
}

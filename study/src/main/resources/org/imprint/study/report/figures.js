'use strict';

/** The frames (NORM, rows, AGG) of configurations, those with most of them first; the paper's own before others. */
function frames(methods) {
  const of = new Map();
  methods.forEach(m => of.set(m.frame, [...(of.get(m.frame) || []), m]));
  const own = frame => (frame.startsWith('L2 · L2 · L2') && frame.endsWith('max, inner product') ? 1 : 0);
  return [...of].sort(([a, as], [b, bs]) => own(b) - own(a) || bs.length - as.length);
}

const numberHead = (...texts) => texts.map((text, i) => ({text, number: i > 0}));

/** Accuracy over k, a line per GEN. */
function figureProxies(context) {
  const {model} = context;
  const state = {};
  const kept = () => {
    const {groups, methods} = model.chosen({set: context.filter().set, ...context.groupFilter()});
    const usable = frames(methods.map(m => model.methods[m]).filter(m => m.shots === 0))
      .filter(([, ms]) => new Set(ms.filter(m => m.usesK).map(m => m.k)).size > 1);
    return {groups, usable};
  };
  const pick = () => {
    const {groups, usable} = kept();
    const [frame, methods] = usable.find(([f]) => f === state.frame) || usable[0] || [undefined, []];
    const has = (g, m) => !Number.isNaN(model.accuracy(g, m.place));
    const present = methods.filter(m => groups.some(g => has(g, m)));
    const complete = groups.filter(g => present.every(m => has(g, m)));
    const single = groups.filter(g => present.some(m => has(g, m)));
    const group = single.map(String).includes(state.group) ? state.group : complete.length > 1 ? 'mean' : String(single[0]);
    return {usable, frame, methods: present, complete, single, group, groups: group === 'mean' ? complete : [Number(group)]};
  };
  return {
    title: 'Accuracy over k',
    lead: 'How many proxies per class, by the way they are made.',
    controls: redraw => {
      const p = pick();
      const set = key => value => { state[key] = value; redraw(); };
      return p.usable.length === 0 ? [] : [
        choice('NORM; rows; AGG', p.usable.map(([f]) => f), p.frame, set('frame')),
        choice('Group', [...(p.complete.length > 1 ? [['mean of ' + p.complete.length + ' groups', 'mean']] : []),
          ...p.single.map(g => [model.groupLabel(g), String(g)])], p.group, set('group'))];
    },
    draw: t => {
      const p = pick();
      if (!p.frame || p.groups.length === 0 || p.single.length === 0) {
        return {empty: 'No configurations here differ in k alone.'};
      }
      const value = m => mean(p.groups.map(g => model.accuracy(g, m.place)));
      const ks = Model.values(p.methods.filter(m => m.usesK), 'k');
      const first = context.generators;
      const lines = Model.values(p.methods, 'generator').map(name => {
        const own = p.methods.filter(m => m.generator === name);
        const points = own.map(m => [m.usesK ? String(m.k) : '1', 100 * value(m)]).filter(([, y]) => !Number.isNaN(y));
        return {name, points, usesK: own[0].usesK, color: t.color(first.indexOf(name))};
      }).filter(l => l.points.length > 0);
      const at5 = l => (l.points.find(([k]) => k === '5') || l.points[0])[1];
      lines.sort((a, b) => at5(b) - at5(a));
      const categories = [...new Set(['1', ...ks.map(String)])];
      const series = lines.map(l => l.name === 'all'
        ? {name: l.name, type: 'line', symbol: 'none', data: categories.map(k => [k, l.points[0][1]]),
          lineStyle: {color: l.color, type: 'dashed', width: 1.5}, itemStyle: {color: l.color}}
        : {name: l.name, type: l.usesK ? 'line' : 'scatter', data: l.points, symbol: 'circle', symbolSize: l.usesK ? 6 : 11,
          lineStyle: {color: l.color, width: 2}, emphasis: {focus: 'series'},
          itemStyle: l.usesK ? {color: l.color} : {color: t.paper, borderColor: l.color, borderWidth: 2}});
      return {
        option: {
          xAxis: axis(t, 'k, proxies per class', {type: 'category', data: categories, splitLine: {show: false}}),
          yAxis: axis(t, 'accuracy, %', {nameGap: 44}),
          tooltip: {...base(t).tooltip, trigger: 'axis', formatter: ps => tip('k = ' + ps[0].axisValue,
              ps.map(x => [lines[x.seriesIndex].color, x.seriesName, x.value[1].toFixed(2)]).sort((a, b) => b[2] - a[2]))},
          series
        },
        legend: lines.map(l => ({name: l.name, color: l.color, hollow: !l.usesK})),
        note: p.group === 'mean' ? 'Mean over the ' + plural(p.groups.length, 'group') + ' that have every point.' : '',
        numbers: {head: numberHead('GEN', ...categories.map(k => 'k = ' + k)), rows: lines.map(l => [l.name,
          ...categories.map(k => { const q = l.points.find(([x]) => x === k); return q ? q[1].toFixed(2) : ''; })])}
      };
    }
  };
}

/** Accuracy over samples per class, a line per GEN and k, bands over seeds. */
function figureShots(context) {
  const {model, data} = context;
  const state = {};
  const pick = () => {
    const {groups, methods} = model.chosen(context.groupFilter());
    const few = methods.map(m => model.methods[m]).filter(m => m.shots > 0);
    const name = m => m.norm + '; ' + m.aggregation;
    const names = [...new Set(few.map(name))].sort((a, b) => b.startsWith('L2 · L2 · L2') - a.startsWith('L2 · L2 · L2'));
    const frame = names.includes(state.frame) ? state.frame : names[0];
    const own = few.filter(m => name(m) === frame);
    const single = groups.filter(g => own.some(m => !Number.isNaN(model.accuracy(g, m.place))));
    const group = single.map(String).includes(state.group) ? Number(state.group) : single[0];
    return {names, frame, own, single, group};
  };
  return {
    title: 'Few samples per class',
    lead: 'Median over the seeds, band ± 1.96 standard errors. Points with more proxies than samples, or of more samples than there are, are left out.',
    controls: redraw => {
      const p = pick();
      const set = key => value => { state[key] = value; redraw(); };
      return p.group === undefined ? [] : [choice('NORM; AGG', p.names, p.frame, set('frame')),
        choice('Group', p.single.map(g => [model.groupLabel(g), String(g)]), String(p.group), set('group'))];
    },
    draw: async t => {
      const p = pick();
      if (p.group === undefined) return {empty: 'No configurations here were run on few samples per class.'};
      const runs = (await data.runs(p.group)).filter(r => r.accuracy !== undefined);
      const names = [...new Set(p.own.map(m => m.name))];
      const most = model.groups[p.group].mostShots || Infinity;
      const lines = names.map((name, i) => {
        const points = p.own.filter(m => m.name === name && (!m.usesK || m.k <= m.shots) && m.shots <= most).map(m => {
          const values = runs.filter(r => r.method === m.place).map(r => 100 * r.accuracy);
          const error = values.length > 1 ? 1.96 * deviation(values) / Math.sqrt(values.length) : 0;
          return [m.shots, median(values), error];
        }).filter(([, y]) => !Number.isNaN(y)).sort((a, b) => a[0] - b[0]);
        return {name, points, color: t.color(i)};
      }).filter(l => l.points.length > 0);
      const shots = [...new Set(lines.flatMap(l => l.points.map(([n]) => n)))].sort((a, b) => a - b);
      return {
        option: {
          xAxis: axis(t, 'n, samples per class', {type: 'log', splitLine: {show: false}, min: shots[0], max: shots[shots.length - 1],
            axisLabel: {color: t.soft, fontSize: 12, hideOverlap: true, customValues: shots}}),
          yAxis: axis(t, 'accuracy, %', {nameGap: 44}),
          tooltip: {...base(t).tooltip, trigger: 'axis', formatter: ps => tip('n = ' + ps[0].axisValue,
              ps.filter(x => x.seriesType === 'line').map(x => [x.color, x.seriesName, x.value[1].toFixed(2) + ' ± ' + x.value[2].toFixed(2)]))},
          series: lines.flatMap(l => {
            return [band(l.name, l.color, l.points.map(([n, y, e]) => [n, y - e, y + e])),
              {name: l.name, type: 'line', data: l.points, symbol: 'circle', symbolSize: 6, lineStyle: {color: l.color, width: 2},
                itemStyle: {color: l.color}, emphasis: {focus: 'series'}}];
          })
        },
        legend: lines.map(({name, color}) => ({name, color})),
        note: model.groupLabel(p.group),
        numbers: {head: numberHead('GEN', ...shots.map(n => 'n = ' + n)), rows: lines.map(l => [l.name, ...shots.map(n => {
          const q = l.points.find(([x]) => x === n);
          return q ? q[1].toFixed(2) + ' ± ' + q[2].toFixed(2) : '';
        })])}
      };
    }
  };
}

/** GEN time of each generator and k: a box and a point per group. */
function figureTime(context) {
  const {model} = context;
  const quantile = (sorted, q) => {
    const at = q * (sorted.length - 1);
    const low = Math.floor(at);
    return sorted[low] + (at - low) * ((sorted[low + 1] === undefined ? sorted[low] : sorted[low + 1]) - sorted[low]);
  };
  return {
    title: 'GEN time',
    across: true,
    lead: 'What making the proxies takes: a point per group, box from quartile to quartile, whiskers to the extremes. '
      + 'Where one computation gives the proxies of every k, its time is shown once.',
    draw: (t, width) => {
      const {groups, methods} = model.chosen({set: context.filter().set, ...context.groupFilter()});
      const inGroups = new Set(groups);
      const wanted = new Set(methods);
      const times = new Map();
      const {cells} = model;
      const mostK = new Map();
      methods.map(m => model.methods[m]).filter(m => m.together && m.rows === 'all rows')
        .forEach(m => mostK.set(m.generator, Math.max(m.k, mostK.get(m.generator) || 0)));
      const rowName = m => (m.together ? m.generator + ', every k ≤ ' + mostK.get(m.generator) : m.name);
      for (let i = 0; i < cells.count; i++) {
        const m = model.methods[cells.method[i]];
        if (!inGroups.has(cells.group[i]) || !wanted.has(m.place) || m.rows !== 'all rows' || !(cells.generation[i] > 0)) continue;
        const name = rowName(m);
        if (!times.has(name)) times.set(name, new Map());
        const byGroup = times.get(name);
        if (!byGroup.has(cells.group[i])) byGroup.set(cells.group[i], []);
        byGroup.get(cells.group[i]).push(cells.generation[i]);
      }
      const boxes = [...times].map(([name, byGroup]) => {
        const points = [...byGroup].map(([g, values]) => [median(values), g]).sort((a, b) => a[0] - b[0]);
        const sorted = points.map(([s]) => s);
        return {name, points, box: [0, 0.25, 0.5, 0.75, 1].map(q => quantile(sorted, q))};
      }).sort((a, b) => b.box[2] - a.box[2]);
      if (boxes.length === 0) return {empty: 'No GEN times are known here.'};
      const color = t.color(0);
      return {
        height: Math.max(200, 70 + 19 * boxes.length),
        option: {
          grid: {left: width < 460 ? 130 : 170, right: 24, top: 12, bottom: 52},
          xAxis: logAxis(t, 'time', boxes.flatMap(b => b.box), duration),
          yAxis: axis(t, '', {type: 'category', data: boxes.map(b => b.name), splitLine: {show: false},
            axisLabel: {color: t.soft, fontSize: 12, interval: 0, width: width < 460 ? 118 : 158, overflow: 'truncate'}}),
          tooltip: {...base(t).tooltip, trigger: 'item', formatter: x => x.seriesType === 'boxplot'
            ? tip(boxes[x.dataIndex].name, ['fastest', 'lower quartile', 'median', 'upper quartile', 'slowest']
              .map((n, i) => ['', n, duration(boxes[x.dataIndex].box[i])]))
            : tip(boxes[x.value[1]].name, [[color, model.groupLabel(x.value[2]), duration(x.value[0])]])},
          series: [
            {name: 'box', type: 'boxplot', data: boxes.map(b => b.box), boxWidth: [4, 12], itemStyle: {color: 'transparent', borderColor: color, borderWidth: 1.5}},
            {name: 'groups', type: 'scatter', symbolSize: 5, itemStyle: {color: t.color(1), opacity: 0.4},
              data: boxes.flatMap((b, i) => b.points.map(([s, g]) => [s, i, g])), large: false}
          ]
        },
        legend: [{name: 'box', color}, {name: 'groups', color: t.color(1)}],
        numbers: {head: numberHead('GEN', 'median', 'mean', 'fastest', 'slowest', 'groups'), rows: boxes.slice().reverse().map(b =>
          [b.name, duration(b.box[2]), duration(mean(b.points.map(([s]) => s))), duration(b.box[0]), duration(b.box[4]), String(b.points.length)])}
      };
    }
  };
}

'use strict';

/** Critical-difference diagram: average ranks, bars join what is not told apart. */
function figureRanks(context) {
  const {model, data} = context;
  const state = {};
  const pick = () => {
    const set = context.filter().set === 'all' ? 0 : Number(context.filter().set);
    const usable = data.facts.diagrams.filter(d => d.set === set);
    return {set, usable, diagram: usable.find(d => d.axis === state.axis) || usable[0]};
  };
  return {
    title: 'Critical differences',
    lead: 'Average ranks of the best configuration of each GEN, NORM or AGG, or of the published recipes, over all groups that are compared on.',
    controls: redraw => {
      const {usable, diagram} = pick();
      return usable.length === 0 ? []
        : [choice('Methods', usable.map(d => d.axis), diagram.axis, value => { state.axis = value; redraw(); })];
    },
    draw: (t, width) => {
      const {set, diagram} = pick();
      if (!diagram) return {empty: 'There are no two methods here to compare.'};
      const {entries, bars} = diagram;
      const first = Math.floor(entries[0].rank);
      const last = Math.max(first + 1, Math.ceil(entries[entries.length - 1].rank));
      const span = last - first;
      const half = Math.ceil(entries.length / 2);
      const under = 0.5 + 0.45 * bars.length;
      const side = width < 560 ? 118 : Math.min(230, width * 0.3);
      const lines = entries.map((entry, i) => {
        const left = i < half;
        const y = -(under + (left ? i : entries.length - 1 - i));
        const edge = left ? first - 0.02 * span : last + 0.02 * span;
        const label = {show: true, position: left ? 'left' : 'right', color: t.ink, fontSize: 12, width: side - 16, overflow: 'break', lineHeight: 13,
          formatter: entry.label};
        return {name: entry.label, type: 'line', clip: false, lineStyle: {color: t.soft, width: 1.2}, itemStyle: {color: t.color(0)},
          data: [{value: [entry.rank, 0], symbol: 'circle', symbolSize: 9}, {value: [entry.rank, y], symbol: 'none'},
            {value: [edge, y], symbol: 'circle', symbolSize: 1, label}]};
      });
      const joined = bars.map(([from, to], i) => ({name: 'not told apart', type: 'line', symbol: 'none', silent: true, z: 4,
        data: [[entries[from].rank - 0.008 * span, -0.4 - 0.45 * i], [entries[to].rank + 0.008 * span, -0.4 - 0.45 * i]],
        lineStyle: {color: t.color(1), width: 5, cap: 'round'}, itemStyle: {color: t.color(1)}}));
      const groups = model.sets[set].groups;
      const accuracy = entry => mean(groups.map(g => model.accuracy(g, entry.methods[0])).filter(a => !Number.isNaN(a)));
      return {
        height: 90 + 26 * (under + half),
        option: {
          grid: {left: side, right: side, top: 44, bottom: 10},
          xAxis: axis(t, 'average rank', {position: 'top', min: first, max: last, minInterval: 1, nameGap: 26, splitLine: {show: false},
            axisTick: {show: true, lineStyle: {color: t.line}}, axisLine: {show: true, onZero: false, lineStyle: {color: t.ink}}}),
          yAxis: {type: 'value', show: false, min: -(under + half), max: 0},
          dataZoom: [{type: 'inside', xAxisIndex: 0, zoomOnMouseWheel: 'ctrl', filterMode: 'none'}],
          tooltip: {...base(t).tooltip, trigger: 'item', formatter: x => tip(entries[x.seriesIndex].label, [
            ['', 'average rank', entries[x.seriesIndex].rank.toFixed(2)],
            ['', 'mean accuracy, %', percent(accuracy(entries[x.seriesIndex]))],
            ...entries[x.seriesIndex].methods.map(m => ['', model.label(m), ''])])},
          series: [...lines, ...joined]
        },
        legend: [...(bars.length ? [{name: 'not told apart', color: t.color(1)}] : []),
          ...entries.map(e => ({name: e.label, color: t.color(0)}))],
        note: [diagram.verdict, ...diagram.notes, 'Filters do not change the groups of this figure, “Compare on” does.'].join(' '),
        numbers: {head: [{text: 'Method'}, {text: 'Average rank', number: true}, {text: 'Accuracy, %', number: true}, {text: 'Configuration'}],
          rows: entries.map(e => [e.label, e.rank.toFixed(2), percent(accuracy(e)), e.methods.map(m => model.label(m)).join(' = ')])}
      };
    }
  };
}

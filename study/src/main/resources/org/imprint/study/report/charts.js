'use strict';

const PALETTE = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#3fa0d8', '#6b6b6b', '#7a4fb3', '#8c510a', '#1b7837'],
  dark: ['#4aa8e0', '#f0884a', '#35c49a', '#e59cc8', '#f0bd4a', '#8ad0f7', '#b5b5b5', '#b59bea', '#cf9a56', '#7fd08f']
};

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect'];

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

/** Mixes two colours #rrggbb; share 1 gives the first. */
function mixed(first, second, part) {
  const channel = (color, i) => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  const both = [0, 1, 2].map(i => Math.round(part * channel(first, i) + (1 - part) * channel(second, i)));
  return '#' + both.map(x => x.toString(16).padStart(2, '0')).join('');
}

/** Colours and fonts as the style sheet has them. */
function theme() {
  const style = getComputedStyle(document.documentElement);
  const value = name => style.getPropertyValue('--' + name).trim();
  const palette = isDark() ? PALETTE.dark : PALETTE.light;
  return {
    ink: value('ink'), soft: value('soft'), line: value('line'), paper: value('paper'),
    font: getComputedStyle(document.body).fontFamily,
    color: i => palette[i % palette.length]
  };
}

/** A value axis in the style of the page. */
const axis = (t, name, extra = {}) => ({
  type: 'value', name, nameLocation: 'middle', nameGap: 34, scale: true,
  nameTextStyle: {color: t.soft, fontSize: 12},
  axisLabel: {color: t.soft, fontSize: 12, hideOverlap: true},
  axisLine: {show: true, onZero: false, lineStyle: {color: t.line}}, axisTick: {show: false},
  splitLine: {lineStyle: {color: t.line, opacity: 0.55}},
  ...extra
});

/** A logarithmic axis that just holds some values, with as many round marks as have room. */
function logAxis(t, name, values, format, extra = {}) {
  const known = values.filter(v => v > 0 && Number.isFinite(v));
  const low = Math.min(...known) / 1.15;
  const high = Math.max(...known) * 1.15;
  const marks = steps => {
    const all = [];
    for (let e = Math.floor(Math.log10(low)); e <= Math.log10(high); e++) all.push(...steps.map(s => Number((s * 10 ** e).toPrecision(1))));
    return all.filter(v => v >= low && v <= high);
  };
  const choices = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]].map(marks);
  const shown = choices.find(all => all.length <= 7) || choices[2];
  return axis(t, name, {type: 'log', scale: false, min: low, max: high, axisTick: {show: false, customValues: shown},
    axisLabel: {color: t.soft, fontSize: 12, hideOverlap: true, customValues: shown, showMinLabel: true, showMaxLabel: true, formatter: format}, ...extra});
}

/** What all charts have in common. */
const base = t => ({
  animation: false,
  textStyle: {fontFamily: t.font, color: t.ink},
  grid: {left: 62, right: 20, top: 16, bottom: 52},
  legend: {show: false},
  dataZoom: [
    {type: 'inside', xAxisIndex: 'all', zoomOnMouseWheel: 'ctrl', filterMode: 'none'},
    {type: 'inside', yAxisIndex: 'all', zoomOnMouseWheel: 'ctrl', filterMode: 'none'}
  ],
  tooltip: {
    confine: true, backgroundColor: t.paper, borderColor: t.line, padding: [8, 10],
    textStyle: {color: t.ink, fontFamily: t.font, fontSize: 12}
  }
});

/** A tooltip: elements, so that names stay text. */
const tip = (title, rows) => el('div', {class: 'tip'}, el('strong', {}, title),
    rows.map(([color, name, value]) => {
      const dot = el('i', {});
      dot.style.background = color || 'transparent';
      return el('div', {}, dot, el('span', {}, name), el('b', {}, value));
    }));

/** A band between low and high around a line of the same name. */
const band = (name, color, points) => ({
  name, type: 'custom', silent: true, z: 1, clip: true, tooltip: {show: false},
  data: points.map(([x, low]) => [x, low]),
  encode: {x: 0, y: 1},
  renderItem: (params, api) => params.dataIndexInside > 0 ? undefined : {
    type: 'polygon',
    shape: {points: [...points.map(([x, , high]) => api.coord([x, high])),
      ...points.slice().reverse().map(([x, low]) => api.coord([x, low]))]},
    style: {fill: color, opacity: 0.16}
  }
});

/**
 * A figure in a card: title, choices, series to toggle, chart with zoom, its numbers as a table. It is drawn when it comes into view.
 *
 * <p>{@code spec.draw(theme)} returns option, legend [{name, color, hollow}], note, numbers {head, rows}, height; or {empty: sentence}.
 */
class Figure {
  constructor(id, spec) {
    this.spec = spec;
    this.hidden = new Set();
    this.stale = true;
    this.controls = el('div', {class: 'filters'});
    this.legend = el('div', {class: 'legend', role: 'group', 'aria-label': 'Series of ' + spec.title});
    this.canvas = el('div', {class: 'chart', role: 'img', 'aria-label': spec.title});
    this.note = el('p', {class: 'soft note'});
    this.numbers = el('details', {class: 'numbers', ontoggle: () => this.fillNumbers()}, el('summary', {}, 'Numbers'));
    const tool = (text, label, action) => el('button', {type: 'button', 'aria-label': label, title: label, onclick: action}, text);
    this.tools = el('div', {class: 'tools'},
        tool('+', 'Zoom in', () => this.zoom(0.6)), tool('−', 'Zoom out', () => this.zoom(1 / 0.6)),
        tool('↺', 'Show all', () => this.zoom(0)), tool('SVG', 'Save as SVG', () => this.save()));
    this.card = el('article', {class: spec.across ? 'figure across' : 'figure', id: 'figure-' + id},
        el('div', {class: 'bar'}, el('h3', {}, spec.title), this.tools), el('p', {class: 'lead'}, spec.lead),
        this.controls, this.legend, this.canvas, this.note, this.numbers);
    this.visible = false;
    new IntersectionObserver(entries => {
      this.visible = entries[entries.length - 1].isIntersecting;
      if (this.visible && this.stale) this.draw();
    }, {rootMargin: '200px'}).observe(this.card);
    new ResizeObserver(() => this.chart && this.chart.resize()).observe(this.canvas);
  }

  /** Fits the chart to a sheet of paper, or back to the screen. */
  async print(begins) {
    if (begins) await this.drawIfStale();
    if (this.chart) this.chart.resize(begins ? {width: 640} : undefined);
  }

  /** Draws again, at once if the figure is in view. */
  refresh() {
    this.stale = true;
    if (this.visible) this.draw();
  }

  async drawIfStale() {
    if (this.stale) await this.draw();
  }

  async draw() {
    this.stale = false;
    const turn = this.turn = {};
    const t = theme();
    const drawn = await this.spec.draw(t, this.canvas.clientWidth || 700);
    if (turn !== this.turn) return;
    this.drawn = drawn;
    this.controls.replaceChildren(...(this.spec.controls ? this.spec.controls(() => this.draw()) : []));
    this.card.classList.toggle('nothing', Boolean(drawn.empty));
    this.note.textContent = drawn.empty || drawn.note || '';
    this.legend.replaceChildren(...(drawn.legend || []).map(item => this.toggle(item)));
    this.numbers.hidden = !drawn.numbers;
    this.fillNumbers();
    if (this.chart) this.chart.dispose();
    this.chart = undefined;
    if (drawn.empty) return;
    this.canvas.style.height = (drawn.height || 340) + 'px';
    this.chart = echarts.init(this.canvas, null, {renderer: 'svg'});
    const off = Object.fromEntries([...this.hidden].map(name => [name, false]));
    this.chart.setOption({...base(t), ...drawn.option,
      legend: {show: false, selected: off, data: (drawn.legend || []).map(item => item.name)}});
    this.card.dataset.drawn = 'true';
  }

  toggle({name, color, hollow}) {
    const swatch = el('i', {class: hollow && 'hollow'});
    swatch.style.setProperty('--color', color);
    const button = el('button', {type: 'button', 'aria-pressed': String(!this.hidden.has(name))}, swatch, name);
    button.addEventListener('click', () => {
      if (!this.hidden.delete(name)) this.hidden.add(name);
      button.setAttribute('aria-pressed', String(!this.hidden.has(name)));
      this.chart.dispatchAction({type: 'legendToggleSelect', name});
    });
    return button;
  }

  zoom(factor) {
    const zooms = this.chart ? this.chart.getOption().dataZoom : [];
    zooms.forEach(({start, end}, dataZoomIndex) => {
      const half = factor === 0 ? 50 : Math.min(50, (end - start) / 2 * factor);
      const middle = Math.min(100 - half, Math.max(half, (start + end) / 2));
      this.chart.dispatchAction({type: 'dataZoom', dataZoomIndex, start: middle - half, end: middle + half});
    });
  }

  save() {
    if (!this.chart) return;
    el('a', {href: this.chart.getDataURL({type: 'svg'}), download: this.spec.title.toLowerCase().replace(/[^a-z0-9]+/g, '-') + '.svg'})
      .click();
  }

  fillNumbers() {
    const {numbers} = this.drawn || {};
    const old = this.numbers.querySelector('.wide');
    if (old) old.remove();
    if (numbers && this.numbers.open) this.numbers.append(plainTable(numbers.head, numbers.rows));
  }
}

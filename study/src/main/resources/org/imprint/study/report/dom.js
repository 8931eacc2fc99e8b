'use strict';

/** Makes an element. Children that are no elements become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null));
  return element;
}

const byId = id => document.getElementById(id);

/** Makes a labelled select; options are texts or [text, value]. */
function choice(label, options, value, onchange) {
  const select = el('select', {onchange: e => onchange(e.target.value)},
      options.map(option => {
        const [text, key] = Array.isArray(option) ? option : [option, option];
        return el('option', {value: key, selected: String(key) === String(value)}, text);
      }));
  return el('label', {class: 'choice'}, el('span', {}, label), select);
}

/** Makes a table from a head of {text, number} and rows of cells. */
function plainTable(head, rows, attributes = {}) {
  const kind = i => (head[i].number ? {class: 'number'} : {});
  return el('div', {class: 'wide'}, el('table', attributes,
      el('thead', {}, el('tr', {}, head.map((h, i) => el('th', {scope: 'col', ...kind(i)}, h.text)))),
      el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, i) => el('td', kind(i), cell)))))));
}

const percent = (fraction, digits = 2) => (Number.isNaN(fraction) ? '–' : (100 * fraction).toFixed(digits));

const count = number => number.toLocaleString('en-US');

const plural = (number, one, many = one + 's') => count(number) + ' ' + (number === 1 ? one : many);

/** A time with three significant digits in the unit that suits it. */
function duration(s) {
  if (Number.isNaN(s)) return '–';
  const three = x => Number(x.toPrecision(3)).toString();
  if (s < 1e-3) return three(1e6 * s) + ' µs';
  if (s < 1) return three(1e3 * s) + ' ms';
  if (s < 120) return three(s) + ' s';
  return s < 7200 ? three(s / 60) + ' min' : three(s / 3600) + ' h';
}

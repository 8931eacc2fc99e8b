'use strict';

const VIEWS = {
  light: {next: 'dark', text: 'Dark'},
  dark: {next: 'light', text: 'Light'}
};

function themeButton(onchange) {
  const now = () => (isDark() ? 'dark' : 'light');
  const button = el('button', {type: 'button', id: 'theme', 'aria-label': 'Switch between light and dark', onclick: () => {
    document.documentElement.dataset.theme = VIEWS[now()].next;
    button.textContent = VIEWS[now()].text;
    onchange();
  }}, VIEWS[now()].text);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    button.textContent = VIEWS[now()].text;
    onchange();
  });
  return button;
}

/** Says in one sentence what the store holds. */
function summary([done, equal, failed]) {
  const runs = done + equal + failed;
  if (runs === 0) return 'This store holds no runs yet, so there is nothing to compare.';
  if (failed === runs) return 'All ' + plural(runs, 'run') + ' failed, so there is nothing to compare. The errors are below.';
  return plural(runs, 'run') + ': ' + count(done) + ' done, ' + count(equal) + ' equal to another run, ' + count(failed) + ' failed.';
}

function header({facts}, scored, button) {
  const {about} = facts;
  const fact = (term, ...text) => el('div', {}, el('dt', {}, term), el('dd', {}, ...text));
  const unique = key => [...new Set(about.workers.map(w => w[key]))].join(', ') || '–';
  const lambdas = Object.entries(about.lambdas).map(([b, l]) => b + ' ' + l).join(', ');
  byId('top').append(
      el('div', {class: 'bar'}, el('div', {}, el('p', {class: 'over'}, 'Imprint report'), el('h1', {}, about.name)), button),
      el('p', {class: 'summary', id: 'summary'}, summary(about.counts)),
      ...about.notes.map(note => el('p', {class: 'remark'}, note)),
      el('dl', {class: 'facts'},
          fact('Groups', count(scored.groups)), fact('Configurations', count(scored.methods)), fact('Seeds', count(facts.seeds.length)),
          fact('Semantics', about.semantics + ', revision ' + about.revision), fact('Sweeps', unique('sweep')),
          fact('Snapshot', about.takenAt)),
      el('details', {class: 'provenance', id: 'provenance'}, el('summary', {}, 'Where these numbers come from'),
          el('p', {}, 'Page made by Imprint ' + about.version + ' from a snapshot of the store taken at ' + about.takenAt
              + '; runs stored later are not in it. ' + (lambdas ? 'Ridge λ of least squares: ' + lambdas + '.' : 'No run needed the ridge λ.')),
          plainTable([{text: 'Sweep'}, {text: 'Version'}, {text: 'Machine'}, {text: 'System'}, {text: 'Java'}, {text: 'Processes', number: true},
            {text: 'Runs', number: true}, {text: 'Started'}, {text: 'Last result'}],
              about.workers.map(w => [w.sweep, w.version, w.host, w.machine, w.jdk, count(w.processes), count(w.runs), w.first, w.last])),
          plainTable([{text: 'Embeddings'}, {text: 'n', number: true}, {text: 'd', number: true}, {text: 'SHA-256'}],
              about.inputs.map(i => [[i.dataSet, i.backbone, i.split].join('/'), count(i.rows), count(i.dimension), el('code', {}, i.sha256)]))));
}

const FIRST_FAILURES = 100;

async function failures(data, model) {
  const section = byId('failures');
  section.append(el('h2', {id: 'failures-title'}, 'Failures'));
  const {reason, group, method, seed, reasons} = await data.failures();
  if (reason.length === 0) {
    section.append(el('p', {class: 'soft'}, 'No run failed.'));
    return;
  }
  const of = new Map();
  reason.forEach((r, i) => of.set(r, [...(of.get(r) || []), i]));
  const list = places => plainTable([{text: 'Group'}, {text: 'Configuration'}, {text: 'Seed', number: true}],
      places.map(i => [model.groupLabel(group[i]), model.label(method[i]), String(data.facts.seeds[seed[i]])]));
  section.append(el('p', {class: 'lead'}, plural(reason.length, 'run') + ' failed with ' + plural(of.size, 'different error') + '.'),
      ...[...of].sort((a, b) => b[1].length - a[1].length).map(([r, places]) => {
        const fill = e => {
          const details = e.currentTarget;
          if (!details.open || details.dataset.filled) return;
          details.dataset.filled = 'true';
          details.append(list(places.slice(0, FIRST_FAILURES)));
          if (places.length > FIRST_FAILURES) {
            const more = el('button', {type: 'button', class: 'more', onclick: () => {
              more.remove();
              details.append(list(places.slice(FIRST_FAILURES)));
            }}, 'Show ' + count(places.length - FIRST_FAILURES) + ' more');
            details.append(more);
          }
        };
        return el('details', {class: 'failure', ontoggle: fill}, el('summary', {},
            el('span', {class: 'badge'}, count(places.length)), ' ', reasons[r]));
      }));
}

function figures(data, model, board) {
  const context = {
    data, model,
    generators: model.data.facts.axes.generators.map(g => g.name),
    filter: () => board.filter,
    groupFilter: () => Object.fromEntries(GROUP_AXES.map(({key}) => [key, board.filter[key]]).filter(([, value]) => value))
  };
  const made = Object.entries({
    proxies: figureProxies, ranks: figureRanks, shots: figureShots, modes: figureModes,
    collapse: figureCollapse, gain: figureGain, time: figureTime
  }).map(([id, spec]) => new Figure(id, spec(context)));
  byId('figures').append(el('h2', {id: 'figures-title'}, 'Figures'),
      el('p', {class: 'lead'}, 'They follow “Compare on” and the filters for backbone, data set, remapping and task. Point at a mark for its value, '
          + 'press a name to hide it, Ctrl and wheel or the buttons zoom, dragging moves.'),
      el('div', {class: 'cards'}, made.map(f => f.card)));
  addEventListener('beforeprint', () => made.forEach(f => f.print(true)));
  addEventListener('afterprint', () => made.forEach(f => f.print(false)));
  return made;
}

/** Draws the figures out of view one by one: a printer would not wait for those that read runs. */
async function drawRest(made) {
  for (const figure of made) {
    await new Promise(resolve => setTimeout(resolve));
    await figure.drawIfStale();
  }
}

async function start() {
  const data = await Data.open();
  const model = new Model(data);
  const {about} = data.facts;
  let drawn = [];
  const refresh = () => drawn.forEach(f => f.refresh());
  let last;
  const follow = filter => {
    const now = JSON.stringify(['set', ...GROUP_AXES.map(({key}) => key)].map(key => filter[key]));
    if (now !== last) refresh();
    last = now;
  };
  header(data, {groups: new Set(data.cells.group).size, methods: new Set(data.cells.method).size}, themeButton(refresh));
  const [done, equal] = about.counts;
  if (done + equal > 0) {
    const drill = new Drill(data, model);
    const board = new Board(model, (method, filter) => drill.open(method, filter), follow);
    drawn = figures(data, model, board);
  } else {
    byId('board').remove();
    byId('figures').remove();
  }
  await failures(data, model);
  byId('foot').append(el('p', {}, 'One file, no requests: everything is inside. Charts by Apache ECharts (Apache License 2.0).'));
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  drawRest(drawn);
}

start().catch(error => {
  byId('top').append(el('p', {class: 'empty'}, 'This page cannot be shown: ' + error.message));
  throw error;
});

/** Shows the cards that the choice and the opened cell leave, in the order chosen. */
function filters() {
  const list = byId('cards');
  const cards = [...list.children];
  const cells = new Map([...document.querySelectorAll('a.cell')].map(a => [a.hash.slice(1), a.dataset]));
  const opened = () => (cells.has(location.hash.slice(1)) ? location.hash.slice(1) : '');
  const fits = {
    all: () => true,
    unknown: card => card.dataset.unknown === 'true',
  };
  const orders = {
    given: (a, b) => a.dataset.number - b.dataset.number,
    rising: (a, b) => a.dataset.margin - b.dataset.margin,
    falling: (a, b) => b.dataset.margin - a.dataset.margin,
  };
  function apply() {
    const show = byId('show').value;
    const cell = opened();
    const fit = fits[show] || (card => card.dataset.rightness === show);
    let shown = 0;
    for (const card of cards) {
      card.hidden = cell ? card.dataset.cell !== cell : !fit(card);
      shown += !card.hidden;
    }
    list.append(...cards.sort(orders[byId('order').value]));
    byId('show').disabled = cell !== '';
    byId('reset').hidden = shown === cards.length;
    const {words, left} = cells.get(cell) || {};
    byId('status').textContent = (cell ? words + ': ' + (left || shown) : shown + ' of ' + cards.length)
        + (left ? '' : shown === 1 && cell ? ' image' : cell ? ' images' : cards.length === 1 ? ' image' : ' images');
  }
  function open() {
    apply();
    if (opened()) {
      byId('images').scrollIntoView();
      byId('status').focus({preventScroll: true});
    }
  }
  byId('show').addEventListener('change', apply);
  byId('order').addEventListener('change', apply);
  byId('reset').addEventListener('click', () => {
    byId('show').value = 'all';
    if (opened()) location.hash = 'images';
    apply();
    byId('show').focus({preventScroll: true});
  });
  addEventListener('hashchange', open);
  document.querySelector('.filters').hidden = false;
  open();
}

filters();
document.documentElement.dataset.ready = 'true';

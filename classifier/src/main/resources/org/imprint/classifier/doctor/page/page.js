/** Shows the kinds and the findings that the choices leave. */
function filters() {
  const kinds = [...document.querySelectorAll('section.kind')];
  const all = document.querySelectorAll('.card').length;
  function apply() {
    const kind = byId('kind').value;
    const flaggedAlone = byId('sure').value === 'flagged';
    let shown = 0;
    for (const section of kinds) {
      let here = 0;
      for (const card of section.querySelectorAll('.card')) {
        card.hidden = flaggedAlone && card.dataset.flagged !== 'true';
        here += !card.hidden;
      }
      section.hidden = here === 0 || (kind !== 'all' && kind !== section.id);
      shown += section.hidden ? 0 : here;
    }
    byId('reset').hidden = shown === all;
    byId('status').textContent = shown + ' of ' + all + (all === 1 ? ' finding' : ' findings') + ' on this page';
  }
  byId('kind').addEventListener('change', apply);
  byId('sure').addEventListener('change', apply);
  byId('reset').addEventListener('click', () => {
    byId('kind').value = 'all';
    byId('sure').value = 'all';
    apply();
    byId('kind').focus({preventScroll: true});
  });
  // a link to a kind that is not shown shows it
  for (const link of document.querySelectorAll('nav a')) {
    link.addEventListener('click', () => {
      byId('kind').value = 'all';
      if (byId(link.hash.slice(1)).querySelector('[data-flagged="true"]') === null) byId('sure').value = 'all';
      apply();
    });
  }
  document.querySelector('.filters').hidden = false;
  apply();
}

if (byId('kind')) filters();
document.documentElement.dataset.ready = 'true';

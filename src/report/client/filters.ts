import { choice, element } from './dom.ts';
import { type Filter, NO_FILTER } from './filter.ts';
import type { PageState } from './page-state.ts';

const OUTCOMES = ['ok', 'fail', 'info'] as const;

/** Says what to look for: everything else fades in the pictures and leaves the table. */
export function startFilters(host: HTMLElement, state: PageState): void {
  const { model } = state;
  const names = [
    ...new Set(model.rows.flatMap(({ first, invocation }) => (invocation === undefined ? [] : [first.f]))),
  ];
  const clients = model.lanes.map(({ name }) => name);
  const search = element('input', { attributes: { type: 'search', placeholder: 'value, error, index …' } });
  const change = (changes: Partial<Filter>): void => {
    const filter = { ...state.filter, ...changes };
    const isAll =
      filter.text + filter.key + filter.client + filter.f === '' && filter.outcomes.size === OUTCOMES.length;
    state.change({ filter: isAll ? NO_FILTER : filter });
  };
  search.addEventListener('input', () => change({ text: search.value }));
  const outcomes = OUTCOMES.map((outcome) => {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.checked = true;
    box.addEventListener('change', () => {
      const wanted = new Set(state.filter.outcomes);
      if (box.checked) wanted.add(outcome);
      else wanted.delete(outcome);
      change({ outcomes: wanted });
    });
    return element('label', { class: `outcome ${outcome}` }, box, outcome);
  });
  const found = element('output', { class: 'quiet' });
  host.append(
    element('label', {}, element('span', {}, 'Search'), search),
    choice('Operation', 'all', names.sort(), (f) => change({ f })),
    choice('Key', 'all', model.keys(), (key) => change({ key })),
    choice('Lane', 'all', clients, (client) => change({ client })),
    element('fieldset', {}, element('legend', {}, 'Outcome'), ...outcomes),
    found,
  );
  let counted = state.filter;
  state.onChange(() => {
    if (counted === state.filter) return;
    counted = state.filter;
    found.textContent = state.isFiltered ? `${state.wantedRows.length} of ${model.rows.length}` : '';
  });
}

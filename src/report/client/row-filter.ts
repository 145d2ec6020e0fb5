import { element } from './dom.ts';

const LINK = /^#filter=(.*)$/;

/** Cuts tables down to rows that contain all given words; the words are in the address, so that a view can be passed on. */
export function startRowFilter(place: HTMLElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>('tr[data-filter]')];
  const input = element('input', {
    attributes: { type: 'search', placeholder: 'system, guarantee …' },
  });
  const found = element('output', { class: 'quiet' });
  const apply = (): void => {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = `${row.dataset['filter'] ?? ''} ${row.textContent ?? ''}`.toLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
    }
    found.textContent = wanted.length === 0 ? '' : `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
  };
  const follow = (): void => {
    const words = LINK.exec(location.hash)?.[1];
    if (words === undefined) return;
    input.value = decodeURIComponent(words);
    apply();
  };
  input.addEventListener('input', () => {
    apply();
    history.replaceState(
      null,
      '',
      input.value === '' ? location.pathname : `#filter=${encodeURIComponent(input.value)}`,
    );
  });
  addEventListener('hashchange', follow);
  place.append(element('label', {}, element('span', {}, 'Rows of all tables with '), input), found);
  follow();
}

import type { OperationRow } from '../case/operation-rows.ts';
import { clipped } from '../text/names.ts';
import { countText, millisText } from '../text/numbers.ts';
import { OUTCOME_TEXT } from '../text/outcome-text.ts';
import { printable } from '../text/printable.ts';
import { valueText } from '../text/value-text.ts';
import { button, element } from './dom.ts';
import { rowText } from './page-model.ts';
import type { PageState } from './page-state.ts';
import { pin } from './pin.ts';

const PAGE = 100;
const LONGEST = 600;
const HEADINGS = ['index', 'from (ms)', 'to (ms)', 'process', 'operation', 'outcome', 'error'];

/** The whole history as a table, a page at a time, cut down to what is looked for. */
export function startHistoryTable(host: HTMLElement, state: PageState): void {
  const { model } = state;
  let rows: readonly OperationRow[] = model.rows;
  let page = 0;
  let filter = state.filter;
  let shownPin = state.pinned;
  const body = element('tbody', {});
  const where = element('span', { class: 'quiet', attributes: { 'aria-live': 'polite' } });
  const show = (): void => {
    page = Math.min(Math.max(0, page), Math.max(0, Math.ceil(rows.length / PAGE) - 1));
    const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
    body.replaceChildren(...shown.map((row) => rowOf(state, row)));
    where.textContent =
      rows.length === 0
        ? 'No operation is like this.'
        : `${countText(page * PAGE + 1)} to ${countText(page * PAGE + shown.length)} of ${countText(rows.length)}`;
  };
  const turn = (pages: number): void => {
    page += pages;
    show();
  };
  host.append(
    element(
      'div',
      { class: 'tools' },
      button('‹ Earlier', '‹ Earlier', () => turn(-1)),
      button('Later ›', 'Later ›', () => turn(1)),
      where,
    ),
    element(
      'div',
      { class: 'scroll', attributes: { role: 'region', 'aria-label': 'The history', tabindex: '0' } },
      element(
        'table',
        { class: 'operations history' },
        element(
          'thead',
          {},
          element('tr', {}, ...HEADINGS.map((heading) => element('th', { attributes: { scope: 'col' } }, heading))),
        ),
        body,
      ),
    ),
  );
  state.onChange(() => {
    const isOtherFilter = filter !== state.filter;
    const isOtherPin = shownPin !== state.pinned;
    if (!isOtherFilter && !isOtherPin) return;
    filter = state.filter;
    shownPin = state.pinned;
    rows = state.wantedRows;
    const at = rows.findIndex(({ first }) => first.index === state.pinned);
    if (isOtherPin && at >= 0) page = Math.floor(at / PAGE);
    else if (isOtherFilter) page = 0;
    show();
  });
  show();
}

function rowOf(state: PageState, row: OperationRow): HTMLElement {
  const { first, invocation } = row;
  const completion = invocation?.completion;
  const letter = state.model.view.citations.of(first)?.letter;
  const error = completion?.['error'] ?? first['error'];
  const indices = completion === undefined ? `${first.index}` : `${first.index}–${completion.index}`;
  const choose = element(
    'button',
    { class: 'link', attributes: { type: 'button' }, onClick: () => pin(state, first.index, true) },
    indices,
  );
  const classes = [
    ...(letter === undefined ? [] : ['cited']),
    ...(first.index === state.pinned ? ['pinned'] : []),
    ...(first.process === 'nemesis' ? ['nemesis'] : []),
  ];
  const outcome = invocation?.outcome;
  return element(
    'tr',
    classes.length === 0 ? {} : { class: classes.join(' ') },
    element(
      'th',
      { attributes: { scope: 'row' } },
      ...(letter === undefined ? [] : [element('span', { class: 'letter' }, letter)]),
      choose,
    ),
    element('td', { class: 'number' }, millisText(first.time)),
    element('td', { class: 'number' }, completion === undefined ? '' : millisText(completion.time)),
    element('td', {}, printable(String(first.process))),
    element('td', {}, element('code', {}, printable(clipped(rowText(row), LONGEST)))),
    element(
      'td',
      outcome === undefined ? {} : { class: `outcome ${outcome}` },
      outcome === undefined ? '' : `${OUTCOME_TEXT[outcome].sign} ${outcome}`,
    ),
    element(
      'td',
      {},
      error === undefined ? '' : printable(clipped(typeof error === 'string' ? error : valueText(error), LONGEST)),
    ),
  );
}

import { clientName } from '../case/client-name.ts';
import { faultText } from '../case/fault-text.ts';
import type { OperationRow } from '../case/operation-rows.ts';
import { durationText, millisText } from '../text/numbers.ts';
import { OUTCOME_TEXT } from '../text/outcome-text.ts';
import { extraFields } from '../text/extra-fields.ts';
import { printable } from '../text/printable.ts';
import { valueText } from '../text/value-text.ts';
import { overlaps } from '../timeline/window.ts';
import { button, element } from './dom.ts';
import { rowText } from './page-model.ts';
import type { PageState } from './page-state.ts';
import { step } from './timeline.ts';

const MOST_MESSAGES = 200;
const LONGEST = 4000;

/** All that is known of the pinned operation, beside the pictures. */
export function startPinPanel(host: HTMLElement, state: PageState): void {
  let shown: number | undefined;
  const refresh = (): void => {
    if (state.pinned === shown) return;
    shown = state.pinned;
    const row = shown === undefined ? undefined : state.model.rowOf(shown);
    host.replaceChildren(...(row === undefined ? [] : describe(state, row)));
    host.hidden = row === undefined;
  };
  host.hidden = true;
  state.onChange(refresh);
}

function describe(state: PageState, row: OperationRow): readonly Node[] {
  const { view } = state.model;
  const { first, invocation } = row;
  const completion = invocation?.completion;
  const letter = view.citations.of(first)?.letter;
  const who =
    typeof first.process === 'number' ? `${clientName(view, first.process)}, process ${first.process}` : first.process;
  const facts: [string, string][] = [
    ['By', who],
    ['From', `${millisText(first.time)} ms`],
  ];
  if (completion !== undefined) {
    const lasted = durationText(Math.round((completion.time - first.time) / 1000));
    facts.push(['To', `${millisText(completion.time)} ms, after ${lasted}`]);
  }
  if (invocation !== undefined) {
    const { sign, word } = OUTCOME_TEXT[invocation.outcome];
    facts.push([
      'Outcome',
      `${sign} ${word}${invocation.outcome === 'info' ? ': it may take effect at any later time' : ''}`,
    ]);
  }
  facts.push(['Asked', valueText(first.value)]);
  if (completion !== undefined && invocation?.outcome === 'ok') facts.push(['Result', valueText(completion.value)]);
  const extra = completion === undefined ? undefined : extraFields(completion);
  if (extra !== undefined) facts.push(['Also', valueText(extra)]);
  const error = completion?.['error'] ?? first['error'];
  if (error !== undefined) facts.push(['Error', typeof error === 'string' ? error : valueText(error)]);
  const span = { fromNanos: first.time, toNanos: completion?.time ?? first.time };
  const faults = view.faults.filter((fault) => overlaps(fault, span));
  if (faults.length > 0)
    facts.push(['Faults', faults.map((fault) => `${fault.number}: ${faultText(fault, view.topology)}`).join('\n')]);
  return [
    element(
      'div',
      { class: 'pin-head' },
      element(
        'h3',
        {},
        ...(letter === undefined ? [] : [element('span', { class: 'letter' }, letter)]),
        printable(`${first.index}: ${rowText(row)}`.slice(0, 300)),
      ),
      element(
        'div',
        { class: 'tools' },
        button('‹', 'Previous operation of this client', () => step(state, -1)),
        button('›', 'Next operation of this client', () => step(state, 1)),
        button('×', 'Unpin', () => state.unpin()),
      ),
    ),
    element(
      'dl',
      { class: 'pin-facts' },
      ...facts.flatMap(([name, text]) => [
        element('dt', {}, name),
        element('dd', {}, printable(text.slice(0, LONGEST))),
      ]),
    ),
    ...messagesOf(state, first.index),
  ];
}

/** The messages that were sent because of it, as sentences. */
function messagesOf(state: PageState, index: number): readonly Node[] {
  const messages = (state.model.trace?.messages ?? []).filter(({ operation }) => operation === index);
  if (messages.length === 0) return [];
  const lines = messages.slice(0, MOST_MESSAGES).map(({ sentMicros, from, to, kind, copies, arrivals }) => {
    const fates = arrivals.map(({ micros, isLost }) =>
      isLost ? 'lost on arrival' : `arrives after ${durationText(micros - sentMicros)}`,
    );
    const fate = copies === 0 ? 'lost' : fates.length === 0 ? 'still on its way' : fates.join(', again ');
    const isBad = copies === 0 || arrivals.some(({ isLost }) => isLost);
    return element(
      'li',
      isBad ? { class: 'bad' } : {},
      printable(`${millisText(sentMicros * 1000)} ms: ${from} → ${to}, ${kind}, ${fate}`),
    );
  });
  return [
    element(
      'details',
      {},
      element('summary', {}, `${messages.length} messages on its behalf`),
      element('ol', { class: 'messages', attributes: { tabindex: '0', 'aria-label': 'Messages' } }, ...lines),
    ),
  ];
}

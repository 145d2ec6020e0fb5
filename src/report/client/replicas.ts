import { instantText } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { element } from './dom.ts';
import type { PageState } from './page-state.ts';

const MOST_KEYS = 40;
const LONGEST = 160;

interface Change {
  readonly nanos: number;
  readonly node: string;
  readonly key: string;
  readonly text: string;
  readonly cause: string;
  readonly operation: number;
}

/** What each replica held at the chosen time, and how it came by it: from what nodes marked in the trace. */
export function startReplicas(host: HTMLElement, state: PageState): void {
  const changes = changesOf(state);
  if (changes.length === 0) {
    host.append('No replica marked what it held in this run.');
    return;
  }
  const message = state.model.view.witness?.anomaly.message ?? '';
  const keys = [...new Set(changes.map(({ key }) => key))].sort();
  keys.sort((a, b) => Number(message.includes(b)) - Number(message.includes(a)));
  const nodes = [...new Set(changes.map(({ node }) => node))].sort();
  const title = element('p', { class: 'quiet', attributes: { 'aria-live': 'polite' } });
  const body = element('tbody', {});
  const history = element('ol', {
    class: 'messages',
    attributes: { tabindex: '0', 'aria-label': 'How replicas came by the key' },
  });
  const select = element(
    'select',
    {},
    ...keys.map((key) => element('option', { attributes: { value: key } }, printable(key))),
  );
  const heads = ['key', ...nodes].map((name) => element('th', { attributes: { scope: 'col' } }, printable(name)));
  host.append(
    title,
    element(
      'div',
      { class: 'scroll', attributes: { role: 'region', 'aria-label': 'What each replica holds', tabindex: '0' } },
      element('table', { class: 'replicas' }, element('thead', {}, element('tr', {}, ...heads)), body),
    ),
    element('label', {}, element('span', {}, 'How replicas came by the key '), select),
    history,
  );
  const draw = (): void => {
    const held = new Map<string, string>();
    for (const { nanos, node, key, text } of changes) {
      if (nanos > state.cursorNanos) break;
      held.set(`${key}\n${node}`, text);
    }
    title.textContent = `At ${instantText(state.cursorNanos)}; move the time in the pictures above. Keys on which replicas differ are marked.`;
    body.replaceChildren(...keys.slice(0, MOST_KEYS).map((key) => rowOf(key, nodes, held)));
    const told = changes.filter(({ key }) => key === select.value);
    history.replaceChildren(
      ...told.map((change) => {
        const because = [
          change.cause === '' ? '' : `by ${change.cause}`,
          change.operation < 0 ? '' : `for operation ${change.operation}`,
        ]
          .filter(Boolean)
          .join(', ');
        const isPast = change.nanos <= state.cursorNanos;
        return element(
          'li',
          isPast ? {} : { class: 'quiet' },
          printable(
            `${instantText(change.nanos)}: ${change.node} holds ${change.text}${because === '' ? '' : ` (${because})`}`,
          ),
        );
      }),
    );
  };
  select.addEventListener('change', draw);
  let shownNanos = state.cursorNanos;
  state.onChange(() => {
    if (state.cursorNanos === shownNanos) return;
    shownNanos = state.cursorNanos;
    draw();
  });
  draw();
}

function rowOf(key: string, nodes: readonly string[], held: ReadonlyMap<string, string>): HTMLElement {
  const values = nodes.map((node) => held.get(`${key}\n${node}`));
  const differ = new Set(values.filter((value) => value !== undefined && value !== 'null')).size > 1;
  const head = element(
    'th',
    { attributes: { scope: 'row' } },
    printable(key),
    ...(differ ? [element('b', { class: 'bad' }, ' ≠ differ')] : []),
  );
  return element(
    'tr',
    differ ? { class: 'cited' } : {},
    head,
    ...values.map((value) => element('td', {}, element('code', {}, printable(value ?? '')))),
  );
}

function changesOf({ model }: PageState): readonly Change[] {
  return (model.trace?.marks ?? []).flatMap(({ name, value, node, micros, cause, operation }) => {
    if (name !== 'state') return [];
    const fields = JSON.parse(value) as Readonly<Record<string, unknown>>;
    const text = JSON.stringify(fields['value'] ?? null);
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return [{ nanos: micros * 1000, node, key: String(fields['key']), text: shown, cause, operation }];
  });
}

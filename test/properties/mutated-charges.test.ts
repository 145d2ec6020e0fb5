import { describe, expect, test } from 'vitest';
import type { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import {
  cleanHistory,
  drop,
  expectJudged,
  type Fields,
  linesOf,
  type Mutation,
  repeat,
  swapWithNext,
  withFields,
} from '../helpers/mutations.ts';

const HISTORY = cleanHistory('stripe', 'everything', 3);
const ANOMALY = { isAnomaly: true };
const HARMLESS = { isAnomaly: false };

type Entries = readonly { readonly charge: string; readonly reference: string }[];
const valueOf = ({ value }: Operation): Fields => value as Fields;
const entriesOf = (line: Operation): Entries => valueOf(line)['entries'] as Entries;

const isAnswer = ({ type }: Operation): boolean => type === 'ok';
const captures = (history: History): number[] => linesOf(history, 'capture');
/** Applications of events of charges that the ledger has in the end. */
function events(history: History): number[] {
  const last = history.of('journal').findLast(({ outcome }) => outcome === 'ok')?.completion;
  const charges = new Set(last === undefined ? [] : entriesOf(last).map(({ charge }) => charge));
  return linesOf(history, 'event-applied', (line) => charges.has(String(valueOf(line)['charge'])));
}
const readings = (history: History): number[] =>
  linesOf(history, 'journal', (line) => isAnswer(line) && entriesOf(line).length > 2);
/** Readings whose last entry was acknowledged before they began. */
const settled = (history: History): number[] =>
  readings(history).filter((at) => {
    const read = history.invocations.find(({ completion }) => completion?.index === at);
    const key = entriesOf(history.operations[at] as Operation).at(-1)?.reference;
    return history
      .of('charge')
      .some(
        ({ invoke, completion, outcome }) =>
          outcome === 'ok' && valueOf(invoke)['key'] === key && (completion?.index ?? 0) < (read?.invoke.index ?? 0),
      );
  });
const successes = (history: History): number[] => linesOf(history, 'charge', isAnswer);
const repeated = (history: History): number[] => {
  const keyAt = (at: number): unknown => valueOf(history.operations[at] as Operation)['key'];
  const all = successes(history);
  return all.filter((at) => all.some((other) => other !== at && keyAt(other) === keyAt(at)));
};

const isOfCharge = (a: Operation, b: Operation): boolean =>
  valueOf(a)['charge'] === valueOf(b)['charge'] && valueOf(a)['sequence'] !== valueOf(b)['sequence'];
/** Numbers stay where they are: an application that is stated under a known number is no new one. */
const swapEvents = (fits: (a: Operation, b: Operation) => boolean): Pick<Mutation, 'at' | 'apply'> =>
  swapWithNext((a, b) => a.f === 'event-applied' && fits(a, b));

const MUTATIONS: readonly Mutation[] = [
  { name: 'a capture is missing', guarantee: 'ledger-agreement', ...ANOMALY, at: captures, apply: drop },
  {
    name: 'a capture is made twice',
    guarantee: 'exactly-once-charge',
    ...ANOMALY,
    at: captures,
    apply: repeat({ entry: 9_999 }),
  },
  { name: 'a capture is stated twice', guarantee: 'exactly-once-charge', ...HARMLESS, at: captures, apply: repeat() },
  {
    name: 'a capture of a cent more',
    guarantee: 'exactly-once-charge',
    ...ANOMALY,
    at: captures,
    // Some orders are asked for again with a cent more, by mistake, so a whole unit.
    apply: withFields(({ amount }) => ({ amount: Number(amount) + 100 })),
  },
  {
    name: 'a capture from another merchant',
    guarantee: 'exactly-once-charge',
    ...ANOMALY,
    at: captures,
    apply: withFields(() => ({ merchant: 'm9' })),
  },
  { name: 'an event is lost', guarantee: 'event-delivery', ...ANOMALY, at: events, apply: drop },
  {
    name: 'an event is applied twice',
    guarantee: 'event-delivery',
    ...ANOMALY,
    at: events,
    apply: repeat({ entry: 9_999 }),
  },
  { name: 'an application is stated twice', guarantee: 'event-delivery', ...HARMLESS, at: events, apply: repeat() },
  { name: 'events of one charge change places', guarantee: 'event-delivery', ...ANOMALY, ...swapEvents(isOfCharge) },
  {
    name: 'an event tells of the wrong ending',
    guarantee: 'event-delivery',
    ...ANOMALY,
    at: events,
    apply: withFields(() => ({ type: 'charge.failed' })),
  },
  {
    name: 'an entry is missing in the middle of a reading',
    guarantee: 'ledger-agreement',
    ...ANOMALY,
    at: readings,
    apply: withFields(({ entries }) => ({ entries: (entries as Entries).filter((_, nth) => nth !== 1) })),
  },
  {
    name: 'two entries change places in a reading',
    guarantee: 'ledger-agreement',
    ...ANOMALY,
    at: readings,
    apply: withFields(({ entries }) => {
      const [first, second, ...others] = entries as Entries;
      return { entries: [second, first, ...others] };
    }),
  },
  {
    name: 'a reading lacks its last entry, although that was acknowledged before',
    guarantee: 'ledger-agreement',
    ...ANOMALY,
    at: settled,
    apply: withFields(({ entries }) => ({ entries: (entries as Entries).slice(0, -1) })),
  },
  {
    name: 'a cent goes from one account to another in a reading of the balances',
    guarantee: 'ledger-agreement',
    ...ANOMALY,
    at: (history) => linesOf(history, 'balances', (line) => isAnswer(line) && Object.keys(valueOf(line)).length > 2),
    apply: withFields((balances) => ({
      fees: Number(balances['fees']) + 1,
      'card-network': Number(balances['card-network']) - 1,
    })),
  },
  {
    name: 'one of two answers under a key names another charge',
    guarantee: 'idempotent-replies',
    ...ANOMALY,
    at: repeated,
    apply: withFields(() => ({ charge: 'ch_other' })),
  },
  {
    name: 'an answer names another amount than was asked for',
    guarantee: 'idempotent-replies',
    ...ANOMALY,
    at: successes,
    apply: withFields(({ amount }) => ({ amount: Number(amount) + 1 })),
  },
];

describe('a charge history with one change', () => {
  test.each(MUTATIONS)('$name', (mutation) => {
    expect.hasAssertions();
    expectJudged(HISTORY, mutation);
  });
});

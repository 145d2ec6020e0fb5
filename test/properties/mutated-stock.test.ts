import { describe, expect, test } from 'vitest';
import type { History, Invocation } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import {
  cleanHistory,
  drop,
  expectJudged,
  type Fields,
  fieldsAt,
  linesOf,
  moveTo,
  type Mutation,
  repeat,
  withFields,
} from '../helpers/mutations.ts';

const HISTORY = cleanHistory('inventory', 'everything', 5);
const ANOMALY = { isAnomaly: true };
const HARMLESS = { isAnomaly: false };

type Rows = readonly (readonly [reservation: string, units: number])[];
const valueOf = ({ value }: Operation): Fields => value as Fields;
const readings = (history: History): number[] => linesOf(history, 'stock', ({ type }) => type === 'ok');
const expiries = (history: History): number[] => linesOf(history, 'expired');
const sold = (value: Fields): Rows => value['sold'] as Rows;
const endOf = ({ completion }: Invocation): number => completion?.index ?? Infinity;

/** Readings that show something as sold whose confirmation was answered before they began. */
function afterSale(history: History): number[] {
  return readings(history).filter((at) => {
    const read = history.invocations.find((one) => endOf(one) === at);
    const [first] = sold(fieldsAt(history.operations, at));
    return history
      .of('confirm')
      .some(
        (confirm) =>
          confirm.outcome === 'ok' &&
          valueOf(confirm.invoke)['reservation'] === first?.[0] &&
          endOf(confirm) < (read?.invoke.index ?? 0),
      );
  });
}

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a reading shows a unit more',
    guarantee: 'stock-conservation',
    ...ANOMALY,
    at: readings,
    apply: withFields(({ available }) => ({ available: Number(available) + 1 })),
  },
  {
    name: 'a reading shows a unit less',
    guarantee: 'linearizable-stock',
    ...ANOMALY,
    at: readings,
    apply: withFields(({ available }) => ({ available: Number(available) - 1 })),
  },
  {
    name: 'a reading lacks a sale that was answered before, and shows its units as free',
    guarantee: 'no-lost-reservation',
    ...ANOMALY,
    at: afterSale,
    apply: withFields((value) => {
      const [first, ...others] = sold(value);
      return { sold: others, available: Number(value['available']) + (first?.[1] ?? 0) };
    }),
  },
  {
    name: 'a reading shows more sold than there is',
    guarantee: 'no-oversell',
    ...ANOMALY,
    at: readings,
    apply: withFields(({ stock }) => ({ sold: [['other', Number(stock) + 1]] })),
  },
  {
    name: 'a reading shows a reservation that nobody asked for',
    guarantee: 'no-lost-reservation',
    ...ANOMALY,
    at: readings,
    apply: withFields(({ reserved }) => ({ reserved: [...(reserved as Rows), ['nobody', 1]] })),
  },
  {
    name: 'a reservation is over when it was only asked for',
    guarantee: 'reservation-life-cycle',
    ...ANOMALY,
    at: expiries,
    apply: moveTo(
      (lines, at) =>
        1 +
        lines.findIndex(
          ({ f, type, value }) =>
            f === 'reserve' && type === 'invoke' && (value as Fields)['request'] === fieldsAt(lines, at)['reservation'],
        ),
    ),
  },
  {
    name: 'the end of a time is stated again',
    guarantee: 'reservation-life-cycle',
    ...HARMLESS,
    at: expiries,
    apply: repeat(),
  },
  { name: 'nobody states the end of a time', guarantee: 'no-lost-reservation', ...HARMLESS, at: expiries, apply: drop },
  {
    name: 'nobody states the end of a time, which is searched for then',
    guarantee: 'linearizable-stock',
    ...HARMLESS,
    at: expiries,
    apply: drop,
  },
  {
    name: 'a reservation that is over is confirmed or cancelled',
    guarantee: 'reservation-life-cycle',
    ...ANOMALY,
    at: (history) => {
      const isOver = (line: Operation): boolean =>
        line.type === 'fail' && /^reservation is (sold|cancelled|expired)/.test(String(line['error']));
      return [...linesOf(history, 'confirm', isOver), ...linesOf(history, 'cancel', isOver)];
    },
    apply: (lines, at) => lines.map((line, nth) => (nth === at ? { ...line, type: 'ok' as const } : line)),
  },
];

describe('a history of reservations with one change', () => {
  test.each(MUTATIONS)('$name', (mutation) => {
    expect.hasAssertions();
    expectJudged(HISTORY, mutation);
  });
});

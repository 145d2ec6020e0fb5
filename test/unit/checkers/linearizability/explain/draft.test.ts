import { describe, expect, test } from 'vitest';
import { cutAt, Oracle, type Draft } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { draftOfHistory } from '../../../../helpers/linearizability/draft-of-history.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const PLENTY = 1_000_000;
const BYTES = 2 ** 26;

function queueDraft(...lines: readonly string[]): Draft {
  return draftOfHistory(columnsOf(historyOf(...lines)), 'fifo-queue');
}

const clients = [0, 1, 2, 3, 4, 5];
const emptied = ['9 invoke dequeue', '9 ok dequeue null'];
// Items that repeat have to be searched: in each of many orders the queue is not empty at last.
const hard = queueDraft(
  ...['invoke', 'ok'].flatMap((type) => clients.map((client) => `${client} ${type} enqueue ${client % 3}`)),
  ...emptied,
);
/** The polynomial checker sees it without a search. */
const easy = queueDraft('0 invoke enqueue 1', '0 ok enqueue 1', ...emptied);

describe('that a draft has no order', () => {
  test('is not said before everything was tried', () => {
    const oracle = new Oracle(PLENTY, BYTES);
    expect(oracle.hasNoOrder(hard, 10)).toBe(false);
    expect(oracle.hasNoOrder(hard, PLENTY)).toBe(true);
    expect(new Oracle(PLENTY, 0).hasNoOrder(hard, PLENTY)).toBe(false);
  });

  test('is said of no draft once the steps for all are spent, those that tell one from the calls alone included', () => {
    const searching = new Oracle(100, BYTES);
    expect(searching.hasNoOrder(easy, PLENTY)).toBe(true);
    expect(searching.hasNoOrder(hard, PLENTY)).toBe(false);
    expect(searching.hasNoOrder(easy, PLENTY)).toBe(false);
    const looking = new Oracle(3, BYTES);
    expect([1, 2, 3].map(() => looking.hasNoOrder(easy, PLENTY))).toEqual([true, true, false]);
  });

  test('is also said when a call that is not over can’t have had another answer than it got', () => {
    const draft = queueDraft(
      ...['1', '2'].flatMap((item) => [`0 invoke enqueue ${item}`, `0 ok enqueue ${item}`]),
      '1 invoke dequeue',
      '0 invoke dequeue',
      '0 ok dequeue 2',
      '1 ok dequeue 3',
    );
    // What client 1 took out was 3, so nobody took 1 out before 2. Of unknown outcome, it might have.
    expect(new Oracle(PLENTY, BYTES).hasNoOrder(cutAt(draft, 6), PLENTY)).toBe(true);
  });
});

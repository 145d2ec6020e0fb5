import { describe, expect, test } from 'vitest';
import { generate, registers } from '../../../../../bench/linearizability-histories.ts';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { Search } from '../../../../../src/checkers/linearizability/engine/search.ts';
import { timelineOf } from '../../../../../src/checkers/linearizability/engine/timeline.ts';
import { type Draft, problemOf } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import type { Spec } from '../../../../../src/checkers/linearizability/spec.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { draftOfHistory } from '../../../../helpers/linearizability/draft-of-history.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

describe('more calls under way at once than a word has bits', () => {
  const clients = Array.from({ length: 40 }, (_, client) => client);

  /** All clients call at once; before any of them returns, another client reads. */
  function verdictOf(spec: SpecName, call: (client: number) => string, reads: readonly number[]): string {
    const history = historyOf(
      ...clients.map((client) => `${client} invoke ${call(client)}`),
      ...reads.flatMap((value) => ['99 invoke read', `99 ok read ${value}`]),
      ...clients.map((client) => `${client} ok ${call(client)}`),
    );
    return checkLinearizability(history, { spec, initial: 0, generic: true }).verdict;
  }

  test('each write takes effect once', () => {
    const write = (client: number): string => `write ${client + 1}`;
    expect(verdictOf('register', write, [40, 8, 1])).toBe('holds');
    expect(verdictOf('register', write, [40, 8, 40])).toBe('violated');
    expect(verdictOf('register', write, [8, 40, 8])).toBe('violated');
  });

  test('compare-and-sets follow one another', () => {
    const step = (client: number): string => `cas [${client},${client + 1}]`;
    expect(verdictOf('cas-register', step, [0, 8, 33, 40])).toBe('holds');
    expect(verdictOf('cas-register', step, [0, 33, 8])).toBe('violated');
  });
});

test.each([3, 4])('a wide search that forgets as it goes still knows the way it came (seed %i)', (seed) => {
  const columns = generate({ operations: 6_000, clients: 12, seed }, registers(5, true));
  const draft = draftOfHistory(columns, 'cas-register');
  const { machine, calls } = draft;
  const problem = problemOf(draft);
  const search = new Search(problem, timelineOf(problem));
  expect(search.run('wide', Infinity, Infinity)).toBe('linearizable');
  const order = search.order();
  expect(order).toHaveLength(calls.length);
  let state = machine.initial;
  let latestInvocation = -1;
  const misplaced = order.filter((row) => {
    state = machine.step(state, problem.classes[row]!);
    latestInvocation = Math.max(latestInvocation, calls[row]!.call);
    return state < 0 || calls[row]!.ret < latestInvocation;
  });
  expect(misplaced).toEqual([]);
});

function draftFrom(name: SpecName, ...lines: readonly string[]): Draft {
  return draftOfHistory(columnsOf(historyOf(...lines)), name);
}

function decide(draft: Draft): string {
  const problem = problemOf(draft);
  return new Search(problem, timelineOf(problem)).run('deep', Infinity, Infinity);
}

test('a call without return that let a read be answered is needed, although what comes next would not see it', () => {
  const history = historyOf(
    '0 invoke read',
    '1 invoke write 2',
    '0 ok read 2',
    '2 invoke cas [2,3]',
    '3 invoke read',
    '4 invoke write 7',
    '4 ok write 7',
    '3 ok read 3',
  );
  expect(checkLinearizability(history, { spec: 'cas-register', generic: true }).verdict).toBe('holds');
});

test('of identical calls one that need not take effect does not go before one that must', () => {
  const draft = draftFrom(
    'counter',
    '0 invoke add 1',
    '1 invoke add 1',
    '2 invoke read',
    '2 ok read 1',
    '0 ok add 1',
    '1 ok add 1',
    '2 invoke read',
    '2 ok read 1',
  );
  const calls = draft.calls.map((call) => ({ ...call, skippable: call.row === 0 }));
  expect(decide(draft)).toBe('violation');
  expect(decide({ ...draft, calls })).toBe('linearizable');
});

test('a call without return that took effect before the beginning does not once more', () => {
  const draft = draftFrom('counter', '0 invoke add 1', '1 invoke read', '1 ok read 2');
  const one = draft.machine.step(draft.machine.initial, draft.calls[0]!.klass);
  const from = (done: readonly number[]): string => decide({ ...draft, roots: [{ state: one, done }] });
  expect(from([])).toBe('linearizable');
  expect(from([0])).toBe('violation');
});

test.each([[[]], [['roll']]])(
  'a call without return may lead to any of several states (overwriting: %j)',
  (overwriting) => {
    const dice: Spec<number> = {
      name: 'dice',
      operations: ['roll', 'read'],
      readOnly: ['read'],
      overwriting,
      initial: 0,
      step: (state, { f, result }) => (f === 'roll' ? [1, 2, 3] : result === state ? [state] : []),
    };
    const verdictOf = (read: number): string =>
      checkLinearizability(historyOf('0 invoke roll', '1 invoke read', `1 ok read ${read}`), { spec: dice }).verdict;
    expect([verdictOf(3), verdictOf(4)]).toEqual(['holds', 'violated']);
  },
);

import { describe, expect, test } from 'vitest';
import { generate, registers } from '../../../../../bench/linearizability-histories.ts';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { Machine } from '../../../../../src/checkers/linearizability/engine/machine.ts';
import { Search } from '../../../../../src/checkers/linearizability/engine/search.ts';
import { timelineOf } from '../../../../../src/checkers/linearizability/engine/timeline.ts';
import { draftOf, problemOf } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import { partitionCalls } from '../../../../../src/checkers/linearizability/partition.ts';
import { type SpecName, specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../../../src/checkers/linearizability/value-numbers.ts';
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
  const spec = specOf('cas-register');
  const { calls } = partitionCalls(columns, spec, undefined).partitions[0]!;
  const machine = new Machine(spec, new ValueNumbers(columns.values));
  const problem = problemOf(draftOf(machine, calls));
  const search = new Search(problem, timelineOf(problem));
  expect(search.run('wide', Infinity, Infinity)).toBe('linearizable');
  const order = search.order();
  expect(order).toHaveLength(calls.length);
  let state = machine.initial;
  let latestInvocation = -1;
  const misplaced = order.filter((row) => {
    state = machine.step(state, problem.classes[row]!);
    latestInvocation = Math.max(latestInvocation, calls.call[row]!);
    return state < 0 || calls.ret[row]! < latestInvocation;
  });
  expect(misplaced).toEqual([]);
});

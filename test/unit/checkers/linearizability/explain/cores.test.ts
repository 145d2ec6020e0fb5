import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { generate, registers, withStaleRead } from '../../../../../bench/linearizability-histories.ts';
import { checkLinearizabilityOfColumns } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

/** What a violation cites. */
function citedBy(spec: SpecName, ...lines: readonly string[]): { kind: string; operations: readonly number[] } {
  const verdict = checkLinearizability(historyOf(...lines), { spec });
  if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
  const [{ kind, operations }] = verdict.anomalies;
  return { kind, operations };
}

describe('a counterexample is only what is needed', () => {
  test('two items of a queue that overtake each other', () => {
    const cited = citedBy(
      'fifo-queue',
      ...['1', '2', '3', '4'].flatMap((item) => [`0 invoke enqueue ${item}`, `0 ok enqueue ${item}`]),
      ...['1', '3', '2'].flatMap((item) => ['0 invoke dequeue', `0 ok dequeue ${item}`]),
    );
    expect(cited).toEqual({ kind: 'out-of-order', operations: [2, 4, 10, 12].slice(0, cited.operations.length) });
  });

  test('the items that were in a queue while it was found empty', () => {
    const cited = citedBy(
      'fifo-queue',
      '0 invoke enqueue 1',
      '0 ok enqueue 1',
      '0 invoke enqueue 2',
      '0 ok enqueue 2',
      '1 invoke dequeue',
      '1 ok dequeue null',
      '0 invoke dequeue',
      '0 ok dequeue 1',
    );
    expect(cited.kind).toBe('empty-read');
    expect(cited.operations).toHaveLength(2);
    expect(cited.operations).toContain(4);
  });

  test('two locks held at a time', () => {
    const cited = citedBy(
      'owner-mutex',
      '0 invoke acquire "a"',
      '0 ok acquire "a"',
      '1 invoke acquire "b"',
      '1 ok acquire "b"',
      '0 invoke release "a"',
      '0 ok release "a"',
    );
    expect(cited).toEqual({ kind: 'double-grant', operations: [0, 2] });
  });

  test('a token used after a newer one', () => {
    const call = (f: string, argument: unknown, result: unknown): string[] => [
      `0 invoke ${f} ${JSON.stringify(argument)}`,
      `0 ok ${f} ${JSON.stringify(result)}`,
    ];
    const cited = citedBy(
      'fenced-lease',
      ...call('acquire', null, 1),
      ...call('use', 1, 1),
      ...call('acquire', null, 2),
      ...call('use', 2, 2),
      ...call('use', 1, 1),
    );
    expect(cited).toEqual({ kind: 'fenced-token-used', operations: [0, 4, 6, 8] });
  });

  test.each([undefined, 1_000])('at most six operations of a register out of thousands (%s values)', (distinct) => {
    const columns = withStaleRead(generate({ operations: 3_000, clients: 5, seed: 9 }, registers(distinct)));
    const verdict = checkLinearizabilityOfColumns(columns, { spec: 'register' });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    expect(verdict.certificate?.cores[0].operations.length).toBeLessThanOrEqual(6);
  });

  test('also of one with crashed writes and repeated values, which has to be searched', () => {
    const load = { operations: 1_000, clients: 20, seed: 5, crashed: 20 };
    const columns = withStaleRead(generate(load, registers(250)));
    const verdict = checkLinearizabilityOfColumns(columns, { spec: 'register', stepBudget: 100_000 });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    expect(verdict.exercised).toMatchObject({ searchedKeys: 1 });
    expect(verdict.certificate?.cores[0].operations.length).toBeLessThanOrEqual(6);
  });
});

import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { generate, registers, withStaleRead } from '../../../../../bench/linearizability-histories.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { checkLinearizabilityOfColumns } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { faultOf } from '../../../../helpers/linearizability/validate-certificate.ts';

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

  test('states of a core that a left-out value is no part of are said to be without it', () => {
    const history = historyOf(
      '1 invoke enqueue 1',
      '0 invoke enqueue 0',
      '1 ok enqueue 1',
      '0 ok enqueue 0',
      '1 invoke enqueue 0',
      '1 ok enqueue 0',
      '1 invoke enqueue 0',
      '2 invoke enqueue 2',
      '1 ok enqueue 0',
      '2 info enqueue 2',
      '1 invoke dequeue',
      '3 invoke dequeue',
      '0 invoke enqueue 1',
      '1 ok dequeue 0',
      '3 ok dequeue 0',
      '0 info enqueue 1',
    );
    const spec = specOf('fifo-queue');
    const verdict = checkLinearizability(history, { spec });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    // Nobody dequeued 2, whose enqueue may have taken effect: the states are told without it, so the core has to say so.
    const core = verdict.certificate!.cores[0];
    expect(JSON.stringify(core.configurations.map(({ state }) => state))).not.toContain('2');
    expect(core.values).toEqual([1, 0]);
    expect(verdict.anomalies[0].steps![0]).toContain('of the values 1, 0 alone');
    expect(faultOf(history, spec, verdict)).toBeUndefined();
    const { values: _, ...silent } = core;
    const forged = { ...verdict, certificate: { kind: 'core', cores: [silent] } } as const;
    expect(faultOf(history, spec, forged)).toBe('the core leaves out a configuration');
  });

  test('a call that is under way and took effect already can’t do so again', () => {
    const rounds = ['acquire', 'release', 'acquire', 'release', 'acquire', 'release'];
    const history = historyOf(
      ...rounds.flatMap((f) => [`0 invoke ${f}`, `0 ok ${f}`]),
      '1 invoke acquire',
      '2 invoke release',
      '1 ok acquire',
      '3 invoke acquire',
      '3 ok acquire',
      '4 invoke acquire',
      '4 ok acquire',
      '2 ok release',
    );
    const spec = specOf('mutex');
    const verdict = checkLinearizability(history, { spec });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    const core = verdict.certificate!.cores[0];
    // The release of client 2 let client 3 in, so nobody let client 4 in.
    expect(core).toMatchObject({ configurations: [{ state: true, done: [13] }], operations: [{ index: 17 }] });
    expect(verdict.anomalies[0].steps).toEqual([
      'when operation 15 (acquire) has returned the state can only be true, by all that came before',
      'operation 17 (acquire) is possible in none of these',
      'operation 13 (release) has not returned by then, but has taken effect already in each of these',
    ]);
    expect(faultOf(history, spec, verdict)).toBeUndefined();
    const forged = { ...core, configurations: [{ state: true, done: [] }] };
    const mutant = { ...verdict, certificate: { kind: 'core', cores: [forged] } } as const;
    expect(faultOf(history, spec, mutant)).toBe('operation 13 is missing in the core, or claims more there');
  });

  test('of identical calls under way that one took effect which did, or one that has to sooner', () => {
    const history = historyOf(
      '2 invoke read',
      '1 invoke add 1',
      '1 fail add 1',
      '1 invoke add 1',
      '0 invoke add 1',
      '2 ok read 0',
      '2 invoke read',
      '2 ok read 2',
      '3 invoke add 1',
      '0 ok add 1',
      '2 invoke add 1',
      '0 invoke read',
      '3 ok add 1',
      '0 ok read 5',
      '2 ok add 1',
      '1 ok add 1',
    );
    const spec = specOf('counter');
    const verdict = checkLinearizabilityOfColumns(columnsOf(history), { spec, generic: true });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    const core = verdict.certificate!.cores[0];
    // The 2 that was read is of additions 3 and 4, and addition 8, identical to 3, may follow: there are four at most.
    expect(core).toMatchObject({ configurations: [{ state: 2, done: [3] }] });
    expect(faultOf(history, spec, verdict)).toBeUndefined();
    const forged = { ...core, configurations: [{ state: 3, done: [3, 8] }] };
    const mutant = { ...verdict, certificate: { kind: 'core', cores: [forged] } } as const;
    expect(faultOf(history, spec, mutant)).toBe('the core leaves out a configuration');
  });

  test('a call that is possible nowhere is not needed', () => {
    const cited = citedBy(
      'cas-register',
      '1 invoke cas [9,5]',
      '0 invoke write 1',
      '0 ok write 1',
      '0 invoke read',
      '0 ok read 5',
    );
    expect(cited.operations).toEqual([3]);
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

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { History } from '../../../src/history/history.ts';
import { shorthand } from '../../helpers/isolation/shorthand.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { timeline } from '../../helpers/timeline.ts';

function fileOf({ operations }: History): string {
  const file = join(temporaryFolder(), 'history.jsonl');
  writeFileSync(file, operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
  return file;
}

const BALANCES = { a: 10, b: 0 };
const HALF = timeline(
  { client: 0, from: 0, to: 1, f: 'balances', value: BALANCES },
  { client: 1, from: 2, to: 3, f: 'transfer', value: { from: 'a', to: 'b', amount: 4 } },
  { client: 0, from: 4, to: 5, f: 'balances', value: { a: 6, b: 0 } },
);
const REVERSE = timeline(
  { client: 0, from: 0, to: 1, f: 'write', value: ['x', 1] },
  { client: 1, from: 2, to: 3, f: 'write', value: ['x', 2] },
  { client: 2, from: 4, to: 5, f: 'read', value: ['x', [2]] },
);
const BOTH = timeline(
  { client: 0, from: 0, to: 2, f: 'insert', value: [7, [1, null]] },
  { client: 1, from: 1, to: 3, f: 'insert', value: [7, [null, 2]] },
);

describe('capcheck check --workload', () => {
  test.each([
    [HALF, ['bank'], 'bank: violated', 'wrong-total'],
    [HALF, ['bank', '--isolation', 'snapshot-isolation'], 'bank at snapshot-isolation: violated', 'wrong-total'],
    [shorthand('wx1 | wy1 | rx1ry_ | rx_ry1'), ['long-fork'], 'long-fork: violated', 'long-fork'],
    [REVERSE, ['causal-reverse', '--independent'], 'causal-reverse: violated', 'causal-reverse'],
    [BOTH, ['g2'], 'g2: violated', 'G2'],
  ] as const)('%# finds what the workload is for', async (history, argv, verdict, kind) => {
    const { code, out } = await runCliHere('check', fileOf(history), '--workload', ...argv);
    expect(code).toBe(1);
    expect(out).toContain(`  ${verdict} (`);
    expect(out).toContain('weakest level refuted: ');
    expect(out).toContain(`    ${kind}: `);
  });

  test('tells each finding once, and one of each kind before a second', async () => {
    // Each reader reads a list twice: one element stands there twice, three that nobody appended, and no two lists are of one order.
    const file = fileOf(shorthand('ax1 | rx114rx114 | rx5rx5 | rx6rx6'));
    const { out } = await runCliHere('check', file, '--workload', 'list-append', '--isolation', 'serializable');
    const told = out.split('\n').filter((line) => /^ {4}[\w-]+: T/.test(line));
    const kinds = told.map((line) => line.trim().split(':')[0]);
    expect(new Set(told).size).toBe(5);
    expect(new Set(kinds.slice(0, 3))).toEqual(new Set(['duplicate-elements', 'incompatible-order', 'thin-air']));
    expect(new Set(kinds.slice(3))).toEqual(new Set(['incompatible-order', 'thin-air']));
    expect(out).toContain('    and 1 more: thin-air\n');
  });

  test('a cycle is told in one sentence, not again step by step', async () => {
    const file = fileOf(shorthand('ax1ry | ay1rx'));
    const { out } = await runCliHere('check', file, '--workload', 'list-append', '--isolation', 'serializable');
    expect(out.match(/read key "y" as \[\]/g)).toHaveLength(1);
    const blind = fileOf(shorthand('wx1wy1 | wx2wy2 | rx1ry2'));
    const forced = await runCliHere('check', blind, '--workload', 'rw-register', '--isolation', 'serializable');
    expect(forced.out).toMatch(/\n {6}T\d wrote key "x" before T\d: the other way round there would be a cycle/);
  });

  describe('--assume timestamps', () => {
    const stamped = (seen: readonly number[], readTimestamp: number): History =>
      timeline(
        { client: 0, from: 0, to: 1, f: 'txn', value: [['append', 'x', 1]], extra: { commitTimestamp: 10 } },
        { client: 1, from: 2, to: 3, f: 'txn', value: [['append', 'x', 2]], extra: { commitTimestamp: 20 } },
        { client: 2, from: 4, to: 5, f: 'txn', value: [['r', 'x', seen]], extra: { readTimestamp } },
      );
    const ask = async (history: History, level: string) =>
      runCliHere(
        ...['check', fileOf(history), '--workload', 'list-append', '--isolation', level, '--assume', 'timestamps'],
      );

    test.each(['external-consistency', 'strict-serializable', 'serializable'])(
      '%s holds where reads see what is below them',
      async (level) => {
        const { code, out } = await ask(stamped([1, 2], 20), level);
        expect({ code, holds: out.includes(`  ${level}: holds (2 commits`) }).toEqual({ code: 0, holds: true });
        expect(out).toContain('    assumed: timestamps\n');
      },
    );

    test('a file with something wrong is judged again, with the operations', async () => {
      // The snapshot is fine by its timestamp, but in real time the second append was acknowledged before.
      const late = stamped([1], 15);
      const { code, out } = await ask(late, 'external-consistency');
      expect(code).toBe(1);
      expect(out).toMatch(/stale-order: T5 .* was invoked \(operation 4\) after T3 /);
      expect((await ask(late, 'strict-serializable')).code).toBe(1);
      expect((await ask(late, 'serializable')).code).toBe(0);
      expect((await ask(stamped([2], 20), 'serializable')).out).toContain('missing-commit: T5');
    });

    test('what the workload does not know is refused, not passed over', async () => {
      const write = timeline({
        client: 0,
        from: 0,
        to: 1,
        f: 'txn',
        value: [['w', 'x', 1]],
        extra: { commitTimestamp: 10 },
      });
      const known = await ask(write, 'serializable');
      expect(known.code).toBe(254);
      expect(known.err).toContain(', line 2, field "value": micro-operation ["w","x",1] is unknown to list-append');
      const shapeless = timeline({ client: 0, from: 0, to: 1, f: 'txn', value: 7, extra: { commitTimestamp: 10 } });
      expect((await ask(shapeless, 'snapshot-isolation')).err).toContain(
        'a transaction must be a list of micro-operations',
      );
    });

    test('timestamps are what external consistency is decided by', async () => {
      const argv = ['--workload', 'list-append', '--isolation', 'external-consistency'];
      const { code, err } = await runCliHere('check', fileOf(stamped([1, 2], 20)), ...argv);
      expect(code).toBe(254);
      expect(err).toContain('external-consistency is decided by timestamps only; add --assume timestamps.');
    });
  });

  test('--initial gives a bank its opening balances', async () => {
    const file = fileOf(
      timeline(...[2, 4].map((from) => ({ client: from, from, to: from + 1, f: 'balances', value: BALANCES }))),
    );
    const { code, out } = await runCliHere('check', file, '--workload', 'bank', '--initial', '{"a":10,"b":1}');
    expect(code).toBe(1);
    expect(out).toContain('found a total of 10, not 11 (-1)');
  });

  test('--assume takes several names, and the verdict states them', async () => {
    const file = fileOf(shorthand('ok:0:wx1 | ok:0:wx2 | ok:1:rx1', 'sequence'));
    const argv = ['check', file, '--isolation', 'read-uncommitted', '--workload', 'rw-register'];
    const free = await runCliHere(...argv);
    expect(free).toMatchObject({ code: 0, err: '' });
    expect(free.out).toContain('assumed: initial-state\n');
    const bound = await runCliHere(...argv, '--assume', 'wfr,linearizable-keys');
    expect(bound.code).toBe(1);
    expect(bound.out).toContain('assumed: initial-state; writes-follow-reads; linearizable-keys\n');
    const lists = fileOf(shorthand('ax1 | rx1'));
    const seen = await runCliHere('check', lists, '--isolation', 'serializable', '--workload', 'list-append');
    expect(seen.out).toContain('assumed: nothing\n');
  });

  test('--steps bounds the searches, and the verdict says what they left open', async () => {
    const file = fileOf(shorthand('wx1wy1 | wx2wy2 | wx3wy3 | rx1ry1 | rx2ry2 | rx3ry3'));
    const argv = ['check', file, '--workload', 'rw-register', '--steps', '100', '--isolation'];
    const asked = await runCliHere(...argv, 'serializable');
    expect(asked.code).toBe(2);
    expect(asked.out).toContain('    the order of 6 pairs of writes is not certain');
    const weak = await runCliHere(...argv, 'read-committed');
    expect(weak.code).toBe(0);
    expect(weak.out).toMatch(/\n {4}left open by the budget: [^\n]*snapshot-isolation/);
    const stamped = await runCliHere(...argv, 'serializable', '--assume', 'timestamps');
    expect(stamped).toMatchObject({
      code: 254,
      err: 'capcheck: --assume timestamps needs no search, so --steps says nothing.\n',
    });
  });

  test('--dot writes the most telling cycle, and says so where there is none', async () => {
    const argv = ['--isolation', 'serializable', '--workload', 'list-append', '--dot'];
    const dot = join(temporaryFolder(), 'cycle.dot');
    const cyclic = await runCliHere('check', fileOf(shorthand('ax1ry | ay1rx')), ...argv, dot);
    expect(cyclic.code).toBe(1);
    expect(readFileSync(dot, 'utf8')).toMatch(/^digraph cycle \{\n[^]*T2 -> T3[^]*T3 -> T2/);
    expect(await runCliHere('check', fileOf(shorthand('ax1 | rx1')), ...argv, dot)).toMatchObject({
      code: 0,
      err: `capcheck: no cycle was found, so ${dot} is not written.\n`,
    });
  });

  test('a level that can not be decided is refused by name', async () => {
    const file = fileOf(shorthand('ax1'));
    const { code, err } = await runCliHere(
      'check',
      file,
      '--isolation',
      'cursor-stability',
      '--workload',
      'list-append',
    );
    expect(code).toBe(254);
    expect(err).toBe(
      'capcheck: isolation level "cursor-stability" can\'t be decided: histories do not record cursors\n',
    );
  });
});

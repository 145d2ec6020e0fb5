import { describe, expect, it } from 'vitest';
import type { Assumption } from '../../../../src/checkers/isolation/assumption.ts';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../../../../src/checkers/isolation/level.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';

/** Situations that the tests of Elle (Kingsbury and Alvaro, VLDB 2020) are about, with what is to be told of each. */
const lists: readonly [
  text: string,
  timing: 'overlap' | 'sequence',
  level: IsolationLevel,
  kinds: readonly string[],
][] = [
  // What an unknown transaction read says nothing: not that it came before the append to y.
  ['info::ax2ry | ax1ay1 | rx12ry1', 'overlap', 'serializable', []],
  ['ax1rx1ax2', 'overlap', 'strict-serializable', []],
  ['rxax1ax2 | rx12', 'sequence', 'strict-serializable', []],
  // Three anti-dependencies, two of them adjacent: snapshot isolation allows it, serializability does not.
  ['ax5 | at3 | rx5ay1 | ryaz2 | rzat4 | rt34au4 | ruax6', 'sequence', 'snapshot-isolation', []],
  ['ax1ry1 | ax2 | ax3ay1 | rx13 | rx123', 'overlap', 'serializable', ['incompatible-order', 'G1c']],
  ['fail::ax1 | info::ax2 | ax3 | rx123', 'overlap', 'serializable', ['G1a', 'dirty-update']],
  ['ax1ry1 | ax2ay1 | rx121', 'overlap', 'read-committed', ['duplicate-elements', 'G1c']],
  ['ax1ay1 | ax2ay2 | ax3ay3 | rx12 | ry2', 'overlap', 'serializable', ['G0', 'G-single']],
  ['ax0 | rx0ax1 | rx0ax2', 'sequence', 'strict-serializable', ['lost-update', 'G2-item']],
];

const registers: readonly [text: string, assume: readonly Assumption[], kinds: readonly string[]][] = [
  ['wx0 | rx0wx1 | rx1ry_', [], []],
  ['rx1wx2 | rx2wx1', [], ['G1c']],
  ['ok:0:wx1wy2 | ok:1:wx2wy1 | ok:0:rx2 | ok:1:ry2', ['sequential-keys'], ['G0']],
  ['wy1 | ry1wx1wy2 | rx1ry1', ['writes-follow-reads'], ['G-single']],
];

function kindsOf(history: History, level: IsolationLevel, assume?: readonly Assumption[]): readonly string[] {
  const verdict = checkIsolation(
    history,
    assume === undefined ? { level, workload: 'list-append' } : { level, workload: 'rw-register', assume },
  );
  return verdict.verdict === 'violated' ? [...new Set(verdict.anomalies.map(({ kind }) => kind))] : [];
}

describe('histories that checkers have been wrong about', () => {
  it.each(lists)('lists %s (%s) at %s: %s', (text, timing, level, kinds) => {
    expect(new Set(kindsOf(shorthand(text, timing), level))).toEqual(new Set(kinds));
  });

  it.each(registers)('registers %s with %s: %s', (text, assume, kinds) => {
    expect(kindsOf(shorthand(text, 'sequence'), 'serializable', assume)).toEqual(kinds);
  });

  it('transactions that do nothing are in nobody’s way', () => {
    const after = shorthand(' | ok:0:rx_ | ok:1:wx4 | ok:0: | ok:0:rx4', 'sequence');
    expect(kindsOf(after, 'strict-serializable', ['linearizable-keys'])).toEqual([]);
    const before = shorthand(' | ok:1:wx4 | ok:0: | ok:0:rx_', 'sequence');
    expect(kindsOf(before, 'strict-serializable', [])).toEqual(['G-single-realtime']);
  });

  it('finds the one long G-single among thousands of G2-item cycles through it', () => {
    const length = 100;
    const noise = 10;
    const operations: Operation[] = [];
    const run = (process: number, value: readonly unknown[]): void => {
      for (const type of ['invoke', 'ok'] as const)
        operations.push({ index: operations.length, time: operations.length, process, type, f: 'txn', value });
    };
    // A ring of appends to one list, whose last member misses what the first one wrote: one anti-dependency, a hundred writes.
    for (let i = 0; i < length; i++) {
      const other = i === 0 ? ['append', 'first', 1] : i < length - 1 ? ['append', i, 0] : ['r', 'first', []];
      run(0, [['append', 'ring', i], other]);
    }
    run(1, [['r', 'ring', Array.from({ length }, (_, i) => i)]]);
    // From each member a branch of appends that comes back to the first one over two anti-dependencies.
    for (let i = 1; i < length - 1; i++) {
      for (let j = 1; j < noise; j++) run(2, [['append', i, j]]);
      run(2, [
        ['r', i, Array.from({ length: noise }, (_, j) => j)],
        ['r', `after ${i}`, []],
      ]);
      run(2, [
        ['append', `after ${i}`, 0],
        ['r', 'ring', []],
      ]);
    }
    const verdict = checkIsolation(new History(operations), { level: 'snapshot-isolation', workload: 'list-append' });
    expect(verdict.verdict === 'violated' && verdict.anomalies).toMatchObject([{ kind: 'G-single', count: 1 }]);
    const [told] = verdict.verdict === 'violated' ? verdict.anomalies : [];
    expect(told!.cycle!.map(({ type }) => type).filter((type) => type === 'rw')).toHaveLength(1);
    expect(told!.operations).toHaveLength(length);
  });
});

import { describe, expect, it } from 'vitest';
import type { Assumption } from '../../../../src/checkers/isolation/assumption.ts';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../../../../src/checkers/isolation/level.ts';
import type { Anomaly, Verdict } from '../../../../src/checkers/verdict.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';

interface Question {
  readonly level?: IsolationLevel;
  readonly timing?: 'overlap' | 'sequence';
  readonly assume?: readonly Assumption[];
}

function check(
  text: string,
  { level = 'strict-serializable', timing = 'overlap', assume = [] }: Question = {},
): Verdict {
  return checkIsolation(shorthand(text, timing), {
    level,
    workload: 'rw-register',
    assume,
  });
}

function anomalies(text: string, question?: Question): readonly Anomaly[] {
  const verdict = check(text, question);
  return verdict.verdict === 'violated' ? verdict.anomalies : [];
}

function kinds(text: string, question?: Question): readonly string[] {
  return [...new Set(anomalies(text, question).map(({ kind }) => kind))];
}

const cases: readonly { kind: string; bad: string; good: string; timing?: 'sequence' }[] = [
  { kind: 'thin-air', bad: 'wx1 | rx2', good: 'wx1 | rx1' },
  { kind: 'G1a', bad: 'fail::wx1 | rx1', good: 'info::wx1 | rx1' },
  { kind: 'G1b', bad: 'wx1wx2 | rx1', good: 'wx1wx2 | rx2' },
  { kind: 'G1c', bad: 'wx1ry1 | wy1rx1', good: 'wx1ry1 | wy1rx_' },
  { kind: 'internal', bad: 'wx1rx_', good: 'wx1rx1' },
  { kind: 'internal', bad: 'rx_rx1 | wx1', good: 'rx1rx1 | wx1' },
  { kind: 'future-read', bad: 'rx1wx1', good: 'rx_wx1' },
  { kind: 'G1a', bad: 'fail::wx1 | wx2rx1', good: 'fail::wx1 | wx2rx2' },
  { kind: 'G1b', bad: 'wx1wx2 | wx3rx1', good: 'wx1wx2 | wx3rx3' },
  { kind: 'future-read', bad: 'wx1rx2wx2', good: 'wx1rx1wx2' },
  { kind: 'lost-update', bad: 'rx_wx1 | rx_wx2', good: 'rx_wx1 | rx1wx2' },
  { kind: 'G-single', bad: 'rx_ry1 | wy1wx2', good: 'rx2ry1 | wy1wx2' },
  { kind: 'G2-item', bad: 'rx_wy1 | ry_wx1', good: 'rx_wy1 | ry1wx1' },
  { kind: 'G-single-realtime', bad: 'wx1 | wx2 | rx1', good: 'wx1 | wx2 | rx2', timing: 'sequence' },
  { kind: 'G-single-realtime', bad: 'wx1 | rx_', good: 'wx1 | rx1', timing: 'sequence' },
];

describe('rw-register anomalies', () => {
  it.each(cases)('$kind: $bad, but not $good', ({ kind, bad, good, timing }) => {
    const question = timing === undefined ? {} : { timing };
    expect(kinds(bad, question)).toContain(kind);
    expect(kinds(good, question)).toEqual([]);
  });

  it('finds contradictions that need the order of blind writes, and tells the steps', () => {
    // Whoever of the two writers comes first, a reader in between must have seen the other.
    const text = 'wx1wy1 | wx2wy2 | rx1ry2';
    const [anomaly] = anomalies(text, { level: 'serializable' });
    expect(anomaly!.kind).toBe('G-single');
    expect(anomaly!.steps!.join(' ')).toContain('the other way round there would be a cycle');
    expect(kinds('wx1wy1 | wx2wy2 | rx2ry2', { level: 'serializable' })).toEqual([]);
  });

  it('tells several contradictions that need the order of blind writes, counted by kind', () => {
    // Two pairs of keys, each with the contradiction above, and a write skew that the data shows only once blind writes are ordered.
    const told = anomalies('wx1wy1 | wx2wy2 | rx1ry2 | wa1wb1 | wa2wb2 | ra1rb2', { level: 'serializable' });
    expect(told.map(({ kind, count }) => [kind, count])).toEqual([
      ['G-single', 2],
      ['G-single', 2],
    ]);
    const keys = told.map(({ cycle }) => new Set(cycle!.map(({ key }) => key)));
    expect(keys.map((used) => used.has('x') || used.has('y'))).not.toEqual([true, true]);
  });

  it('tells a G-single over real time with values and times', () => {
    const [anomaly] = anomalies('wx1 | wx2 | rx1', { timing: 'sequence' });
    expect(anomaly!.message).toBe(
      'T5 must come before T3, because T5 read key "x" as 1, of T1, and T3 wrote 2 after that; but T3 must come before T5, because T3 ' +
        'completed (operation 3, at 3 ms) before T5 was invoked (operation 4, at 4 ms): a contradiction',
    );
  });

  it('refuses values that are not unique, and writes of the initial value', () => {
    expect(() => check('wx1 | wx1')).toThrow('1 is written to key "x" twice (before by operation 0)');
    expect(() => check('wx_')).toThrow('null is the initial value');
  });
});

describe('assumptions about registers', () => {
  it('are named in the verdict', () => {
    const verdict = check('wx1 | rx1', { assume: ['linearizable-keys', { versions: new Map() }] });
    expect(verdict).toMatchObject({
      verdict: 'holds',
      assumed: ['initial-state', 'linearizable-keys', 'given versions'],
    });
  });

  it('linearizable-keys and sequential-keys find versions that go back', () => {
    const text = 'ok:0:wx1 | ok:0:wx2 | ok:0:rx1';
    const question = { level: 'read-uncommitted', timing: 'sequence' } as const;
    expect(kinds(text, { ...question, assume: ['linearizable-keys'] })).toEqual(['cyclic-versions']);
    expect(kinds(text, { ...question, assume: ['sequential-keys'] })).toEqual(['cyclic-versions']);
    expect(kinds(text, question)).toEqual([]);
  });

  it('the order of versions decides what is open without it', () => {
    const text = 'rx_wy2 | wx3wy4';
    expect(kinds(text, { level: 'serializable' })).toEqual([]);
    expect(kinds(text, { level: 'serializable', assume: [{ versions: new Map([['y', [4, 2]]]) }] })).toEqual([
      'G-single',
    ]);
    expect(kinds(text, { level: 'serializable', assume: [{ versions: new Map([['y', [2, 4]]]) }] })).toEqual([]);
  });

  it('the order of transactions does, too', () => {
    const text = 'rx_wy2 | wx3wy4';
    const reversed = {
      transactionOrder: new Map([
        [2, 2],
        [3, 1],
      ]),
    };
    expect(kinds(text, { level: 'serializable', assume: [reversed] })).toEqual(['G-single']);
    const straight = {
      transactionOrder: new Map([
        [2, 1],
        [3, 2],
      ]),
    };
    expect(kinds(text, { level: 'serializable', assume: [straight] })).toEqual([]);
  });

  it('an unknown one is refused', () => {
    expect(() => check('wx1', { assume: ['monotonic-keys' as Assumption] })).toThrow(
      'unknown assumption "monotonic-keys"',
    );
  });
});

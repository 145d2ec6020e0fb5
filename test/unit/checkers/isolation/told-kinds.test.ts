import { describe, expect, it } from 'vitest';
import type { Assumption } from '../../../../src/checkers/isolation/assumption.ts';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../../../../src/checkers/isolation/level.ts';
import type { History } from '../../../../src/history/history.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';
import { timeline, type Step } from '../../../helpers/timeline.ts';

function kindsOf(history: History, level: IsolationLevel, assume: readonly Assumption[] = []): readonly string[] {
  const verdict = checkIsolation(history, { level, workload: 'rw-register', assume });
  return verdict.verdict === 'violated' ? [...new Set(verdict.anomalies.map(({ kind }) => kind))] : [];
}

describe('anomalies of weak levels', () => {
  it.each([
    // The reader sees a transaction on one key and, afterwards, not on the other; the other way round the view only grows.
    ['monotonic-atomic-view', 'non-monotonic-view', 'wx1wy1 | rx1ry_', 'wx1wy1 | ry_rx1'],
    [
      'monotonic-atomic-view',
      'non-monotonic-view',
      'wx1wy1 | wx2wy2 | rx2ry1 | rx1ry2',
      'wx1wy1 | wx2wy2 | rx2ry2 | rx1ry2',
    ],
    // Half of each of two transactions: one of them is overwritten by the other on both keys.
    ['read-atomic', 'fractured-read', 'wx1wy1 | ry_rx1', 'wx1wy1 | ry1rx1'],
    ['read-atomic', 'fractured-read', 'wx1wy1 | wx2wy2 | rx1ry2', 'wx1wy1 | wx2 | rx1ry1 | rx2ry1'],
    // What was seen by whom one reads from was seen by oneself.
    ['causal', 'causality-violation', 'wx1 | rx1wy1 | ry1rx_', 'wx1 | rx1wy1 | ry1rx1'],
    ['causal', 'causality-violation', 'wx1 | rx1wx2 | rx2wy1 | ry1rx1', 'wx1 | rx1wx2 | rx2wy1 | ry1rx2'],
  ] as const)('%s: %s in %s, none in %s', (level, kind, bad, good) => {
    expect(kindsOf(shorthand(bad), level)).toEqual([kind]);
    expect(kindsOf(shorthand(good), level)).toEqual([]);
  });
});

describe('what no chain of reasons shows', () => {
  it('no-version-order: two blind writes on each of two keys, and all four combinations read', () => {
    // Each key changes once, so a serial order passes through three states.
    const three = 'wx1 | wx2 | wy1 | wy2 | rx1ry1 | rx2ry1 | rx2ry2';
    expect(kindsOf(shorthand(three), 'serializable')).toEqual([]);
    expect(kindsOf(shorthand(`${three} | rx1ry2`), 'serializable')).toEqual(['no-version-order']);
  });
});

describe('cycles of registers in every form', () => {
  const versions = { versions: new Map([['x', [2, 1]]]) };

  it.each([
    ['G0', 'wx1wy1 | wx2wy2', 'overlap', [versions, { versions: new Map([['y', [1, 2]]]) }]],
    ['G0-process', 'ok:1:wx1 | ok:1:wx2', 'sequence', [versions]],
    ['G0-realtime', 'ok:1:wx1 | ok:2:wx2', 'sequence', [versions]],
    ['G1c', 'wx1ry1 | wy1rx1', 'overlap', []],
    ['G1c-process', 'ok:1:rx1wy1 | ok:2:ry1 | ok:2:wx1', 'sequence', []],
    ['G1c-realtime', 'rx1 | wx1', 'sequence', []],
    ['G-single', 'wx1wy1 | rx1ry_', 'overlap', []],
    ['G-single-process', 'ok:1:wx1 | ok:1:rx_', 'sequence', []],
    ['G-single-realtime', 'ok:1:wx1 | ok:2:rx_', 'sequence', []],
    ['G-nonadjacent', 'wx1 | rx1ry_ | wy1 | ry1rx_', 'overlap', []],
    ['G-nonadjacent-process', 'ok:0:rx_rz1 | ok:1:wx1 | ok:1:rz_ | ok:2:wz1', 'sequence', []],
    ['G2-item', 'rx_wy1 | ry_wx1', 'overlap', []],
  ] as const)('%s: %s (%s)', (kind, text, timing, assume) => {
    expect(kindsOf(shorthand(text, timing), 'strict-serializable', assume)).toContain(kind);
  });

  it.each([
    ['wx1wy1 | wx2wy2', 'overlap', [versions, { versions: new Map([['y', [2, 1]]]) }]],
    ['ok:1:wx2 | ok:1:wx1', 'sequence', [versions]],
    ['ok:1:wx2 | ok:2:wx1', 'sequence', [versions]],
    ['wx1ry_ | wy1rx1', 'overlap', []],
    ['ok:1:rx_wy1 | ok:2:ry1 | ok:2:wx1', 'sequence', []],
    ['rx_ | wx1', 'sequence', []],
    ['wx1wy1 | rx1ry1', 'overlap', []],
    ['ok:1:wx1 | ok:1:rx1', 'sequence', []],
    ['ok:1:wx1 | ok:2:rx1', 'sequence', []],
    ['wx1 | rx1ry_ | wy1 | ry1rx1', 'overlap', []],
    ['ok:0:rx_rz_ | ok:1:wx1 | ok:1:rz_ | ok:2:wz1', 'sequence', []],
    ['rx_wy1 | ry1wx1', 'overlap', []],
  ] as const)('nothing: %s (%s)', (text, timing, assume) => {
    expect(kindsOf(shorthand(text, timing), 'strict-serializable', assume)).toEqual([]);
  });

  // Two transactions one after the other, of one client or of two, and one that overlaps both.
  const skew = (client: number, seen: number | null): readonly Step[] => [
    {
      client: 2,
      from: 0,
      to: 9,
      f: 'txn',
      value: [
        ['r', 'y', seen],
        ['w', 'x', 1],
      ],
    },
    { client: 1, from: 1, to: 2, f: 'txn', value: [['w', 'y', 1]] },
    { client, from: 3, to: 4, f: 'txn', value: [['r', 'x', null]] },
  ];

  it('G2-item-process and G2-item-realtime', () => {
    expect(kindsOf(timeline(...skew(1, null)), 'strict-serializable')).toContain('G2-item-process');
    expect(kindsOf(timeline(...skew(3, null)), 'strict-serializable')).toContain('G2-item-realtime');
    expect(kindsOf(timeline(...skew(3, 1)), 'strict-serializable')).toEqual([]);
  });

  it('G-nonadjacent-realtime', () => {
    const apart = (seen: number | null): readonly Step[] => [
      {
        client: 2,
        from: 0,
        to: 9,
        f: 'txn',
        value: [
          ['r', 'x', null],
          ['r', 'z', seen],
        ],
      },
      { client: 4, from: 0, to: 9, f: 'txn', value: [['w', 'z', 1]] },
      { client: 1, from: 1, to: 2, f: 'txn', value: [['w', 'x', 1]] },
      { client: 3, from: 3, to: 4, f: 'txn', value: [['r', 'z', null]] },
    ];
    expect(kindsOf(timeline(...apart(1)), 'strict-serializable')).toContain('G-nonadjacent-realtime');
    expect(kindsOf(timeline(...apart(null)), 'strict-serializable')).toEqual([]);
  });
});

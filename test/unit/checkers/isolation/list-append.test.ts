import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../../../../src/checkers/isolation/level.ts';
import type { Anomaly } from '../../../../src/checkers/verdict.ts';
import { History } from '../../../../src/history/history.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';
import { timeline } from '../../../helpers/timeline.ts';

function anomalies(
  text: string,
  timing: 'overlap' | 'sequence' = 'overlap',
  level: IsolationLevel = 'strict-serializable',
): readonly Anomaly[] {
  const verdict = checkIsolation(shorthand(text, timing), { level, workload: 'list-append' });
  return verdict.verdict === 'violated' ? verdict.anomalies : [];
}

function kinds(text: string, timing: 'overlap' | 'sequence' = 'overlap', level?: IsolationLevel): readonly string[] {
  return [...new Set(anomalies(text, timing, level).map(({ kind }) => kind))];
}

function anomaliesOf(history: History): readonly Anomaly[] {
  const verdict = checkIsolation(history, { level: 'strict-serializable', workload: 'list-append' });
  return verdict.verdict === 'violated' ? verdict.anomalies : [];
}

function kindsOf(history: History): readonly string[] {
  return [...new Set(anomaliesOf(history).map(({ kind }) => kind))];
}

/** Each anomaly, a history that has it, and one that is as close as can be and has none. */
const cases: readonly { kind: string; bad: string; good: string; timing?: 'sequence' }[] = [
  { kind: 'G0', bad: 'ax1ay1 | ax2ay2 | rx12ry21', good: 'ax1ay1 | ax2ay2 | rx12ry12' },
  { kind: 'G1a', bad: 'fail::ax1 | rx1', good: 'info::ax1 | rx1' },
  { kind: 'G1b', bad: 'ax1ax2 | rx1', good: 'ax1ax2 | rx12' },
  { kind: 'G1c', bad: 'ax1ry1 | ax2ay1 | rx12ry1', good: 'ax1ry | ax2ay1 | rx12ry1' },
  { kind: 'G-single', bad: 'ax1ay1 | ax2ry | rx12', good: 'ax1ay1 | ax2ry1 | rx12' },
  { kind: 'G-nonadjacent', bad: 'ax1at1 | rx1ry | ay1az2 | rz2rt', good: 'ax1at1 | rx1ry | ay1az2 | rz2rt1' },
  { kind: 'G2-item', bad: 'ax1ry | ay1rx', good: 'ax1ry | ay1rx1' },
  { kind: 'lost-update', bad: 'rxax1 | rxax2', good: 'rxax1 | rx1ax2' },
  { kind: 'internal', bad: 'ax1rx', good: 'ax1rx1' },
  { kind: 'internal', bad: 'rxrx1 | ax1', good: 'rx1rx1 | ax1' },
  { kind: 'internal', bad: 'rx1ax2rx2 | ax1', good: 'rx1ax2rx12 | ax1' },
  { kind: 'internal-write-order', bad: 'ax1ax2 | ax3 | rx213', good: 'ax1ax2 | ax3 | rx123' },
  { kind: 'internal-write-order', bad: 'ax1ax2 | rx2', good: 'ax1 | ax2 | rx2' },
  { kind: 'incompatible-order', bad: 'ax1 | ax2 | rx12 | rx21', good: 'ax1 | ax2 | rx12 | rx1' },
  { kind: 'duplicate-elements', bad: 'ax1 | ax2 | rx121', good: 'ax1 | ax2 | rx12' },
  { kind: 'thin-air', bad: 'ax1 | rx12', good: 'ax1 | rx1' },
  { kind: 'dirty-update', bad: 'fail::ax1 | ax2 | rx12', good: 'fail::ax1 | ax2 | rx2' },
  { kind: 'future-read', bad: 'rx1ax1', good: 'rxax1' },
  { kind: 'future-read', bad: 'ax1rx01ax0ax3', good: 'ax0 | ax1rx01ax2ax3' },
  { kind: 'G1b', bad: 'ax1ax2 | ax3rx1', good: 'ax1ax2 | ax3rx123' },
  { kind: 'G0-process', bad: 'ok:1:ax1 | ok:1:ax2 | rx21', good: 'ok:1:ax1 | ok:1:ax2 | rx12', timing: 'sequence' },
  {
    kind: 'G1c-process',
    bad: 'ok:1:rx1ay1 | ok:2:ry1 | ok:2:ax1',
    good: 'ok:1:rx1ay1 | ok:2:ry | ok:3:ax1',
    timing: 'sequence',
  },
  {
    kind: 'G-single-process',
    bad: 'ok:0:ax1 | ok:1:ax2 | ok:1:rx1 | ok:2:rx12',
    good: 'ok:0:ax1 | ok:1:ax2 | ok:1:rx12',
    timing: 'sequence',
  },
  {
    kind: 'G-nonadjacent-process',
    bad: 'ok:0:rxrz1 | ok:1:ax1 | ok:1:rz | ok:2:az1',
    good: 'ok:0:rxrz | ok:1:ax1 | ok:1:rz | ok:2:az1',
    timing: 'sequence',
  },
  { kind: 'G0-realtime', bad: 'ax1 | ax2 | rx21', good: 'ax1 | ax2 | rx12', timing: 'sequence' },
  { kind: 'G-single-realtime', bad: 'ax1 | rx', good: 'ax1 | rx1', timing: 'sequence' },
  { kind: 'G1c-realtime', bad: 'rx1 | ax1', good: 'rx | ax1', timing: 'sequence' },
  { kind: 'G-nonadjacent', bad: 'ax1 | rx1ry | ay1 | ry1rx', good: 'ax1 | rx1ry | ay1 | ry1rx1', timing: 'sequence' },
];

describe('list-append anomalies', () => {
  it.each(cases)('$kind: $bad, but not $good', ({ kind, bad, good, timing }) => {
    expect(kinds(bad, timing)).toContain(kind);
    const without = kinds(good, timing);
    if (kind === 'G1c' || kind === 'G1c-process') expect(without).not.toContain(kind);
    else expect(without).toEqual([]);
  });

  // Two transactions one after the other, of one client or of two, and others that overlap both.
  it.each([
    ['G2-item-process', 1, [['r', 'y', []]]],
    ['G2-item-realtime', 3, [['r', 'y', []]]],
    ['nothing', 3, [['r', 'y', [1]]]],
  ] as const)('%s over two anti-dependencies in a row', (kind, client, reads) => {
    const history = timeline(
      { client: 2, from: 0, to: 9, f: 'txn', value: [...reads, ['append', 'x', 1]] },
      { client: 1, from: 1, to: 2, f: 'txn', value: [['append', 'y', 1]] },
      { client, from: 3, to: 4, f: 'txn', value: [['r', 'x', []]] },
    );
    if (kind === 'nothing') expect(kindsOf(history)).toEqual([]);
    else expect(kindsOf(history)).toContain(kind);
  });

  it.each([
    ['G-nonadjacent-process', 1, [1]],
    ['G-nonadjacent-realtime', 3, [1]],
    ['nothing', 3, []],
  ] as const)('%s over two anti-dependencies apart', (kind, client, list) => {
    const history = timeline(
      {
        client: 2,
        from: 0,
        to: 9,
        f: 'txn',
        value: [
          ['r', 'x', []],
          ['r', 'z', list],
        ],
      },
      { client: 4, from: 0, to: 9, f: 'txn', value: [['append', 'z', 1]] },
      { client: 1, from: 1, to: 2, f: 'txn', value: [['append', 'x', 1]] },
      { client, from: 3, to: 4, f: 'txn', value: [['r', 'z', []]] },
    );
    if (kind === 'nothing') expect(kindsOf(history)).toEqual([]);
    else expect(kindsOf(history)).toContain(kind);
  });

  it('tells the shortest cycle as a contradiction, and as data', () => {
    const [anomaly] = anomalies('ax1ay1 | ax2ry | rx12');
    expect(anomaly).toMatchObject({
      kind: 'G-single',
      message:
        'T4 must come before T3, because T4 read key "y" as [] and T3 appended 1, which is not in the longest read of the key and so ' +
        'comes later; but T3 must come before T4, because T3 appended 1 and T4 2 to key "x", in this order: a contradiction',
      operations: [4, 3],
      cycle: [
        { from: 4, to: 3, type: 'rw', key: 'y', value: [], nextValue: 1 },
        { from: 3, to: 4, type: 'ww', key: 'x', value: 1, nextValue: 2 },
      ],
    });
  });

  it('tells the ends of a long cycle in the sentence, and all of it in the steps', () => {
    const names = Array.from({ length: 16 }, (_, i) => `k${i}`);
    const ring = names.map((key, i) => [
      ['append', key, 1],
      ['r', names[(i + 1) % names.length]!, []],
    ]);
    const [anomaly] = anomaliesOf(
      timeline(...ring.map((value, client) => ({ client, from: client, to: 99 - client, f: 'txn', value }))),
    );
    expect(anomaly).toMatchObject({ kind: 'G2-item' });
    expect(anomaly!.steps).toHaveLength(16);
    expect(anomaly!.message.match(/must come before/g)).toHaveLength(6);
    expect(anomaly!.message).toContain('; and so on for 10 more steps, up to T');
  });

  it('tells which completion came before which invocation', () => {
    const [anomaly] = anomalies('ax1 | rx', 'sequence');
    expect(anomaly!.steps).toEqual([
      'T3 < T1: T3 read key "x" as [] and T1 appended 1, which is not in the longest read of the key and so comes later',
      'T1 < T3: T1 completed (operation 1, at 1 ms) before T3 was invoked (operation 2, at 2 ms)',
    ]);
  });

  it('orders appends that nobody read where snapshot isolation needs it', () => {
    // Write skew between two transactions that also append to a common key: one of them must come first, and either way the other misses it.
    const skew = 'ryaz1ax1 | rzay1ax2';
    expect(kinds(skew, 'overlap', 'snapshot-isolation')).toEqual(['G-single']);
    expect(kinds('ryaz1ax1 | rzay1at2', 'overlap', 'snapshot-isolation')).toEqual([]);
  });

  it('knows that who read a whole list and appended to it came before other appends that nobody read', () => {
    expect(kinds('ay1ax1 | ryay2', 'sequence', 'per-key-linearizable')).toEqual(['G-single-realtime']);
    expect(kinds('ryay2 | ay1ax1', 'sequence', 'per-key-linearizable')).toEqual([]);
  });

  it('counts cycles over the same transactions once', () => {
    const [anomaly] = anomalies('ax1ry | ay1rx | az1rt | at1rz');
    expect(anomaly).toMatchObject({ kind: 'G2-item', count: 2 });
  });

  it('takes a transaction of unknown outcome for committed once a part of it is read', () => {
    expect(kinds('info::ax1ay1 | rx1ry')).toContain('G-single');
    expect(kinds('info::ax1ay1 | rxry')).toEqual([]);
    expect(kinds('info::ax1 | rx | rx1', 'sequence')).toEqual([]);
  });

  it('tells many readers of nothing apart from their own appends without a quadratic number of edges', () => {
    const readers = Array.from({ length: 20 }, () => 'rx').join(' | ');
    const writers = Array.from({ length: 9 }, (_, i) => `ax${i + 1}`).join(' | ');
    expect(kinds(`${readers} | ${writers}`)).toEqual([]);
    expect(kinds(`${readers} | ${writers} | rxay1 | ry1rx`, 'overlap')).toEqual([]);
    expect(kinds(`${writers} | ${readers}`, 'sequence')).toContain('G-single-realtime');
  });

  it('refuses appends of one element twice, and reads that are no lists', () => {
    expect(() => kinds('ax1 | ax1')).toThrow('1 is appended to key "x" twice (before by operation 0)');
    const events = [
      { process: 0, type: 'invoke', f: 'txn', value: [['r', 'x', null]] },
      { process: 0, type: 'ok', f: 'txn', value: [['r', 'x', 3]] },
    ] as const;
    const history = new History(events.map((event, index) => ({ index, time: index, ...event })));
    expect(() => checkIsolation(history, { level: 'serializable', workload: 'list-append' })).toThrow(
      'operation 1, field "value": a list-append read must return a list or null, not 3',
    );
  });
});

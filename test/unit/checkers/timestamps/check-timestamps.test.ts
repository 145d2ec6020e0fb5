import { describe, expect, it } from 'vitest';
import { checkTimestamps } from '../../../../src/checkers/timestamps/check-timestamps.ts';
import { TimestampMonitor } from '../../../../src/checkers/timestamps/timestamp-monitor.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { timeline, type Step } from '../../../helpers/timeline.ts';

type Access = readonly [f: 'r' | 'w' | 'append', key: string, value: unknown];

/** A read-write transaction from start to commit on the axis of timestamps, and in real time. */
function txn(start: number, commit: number, accesses: readonly Access[], from = start, to = commit): Step {
  const extra = { startTimestamp: start, commitTimestamp: commit };
  return { client: commit, from, to, f: 'txn', value: accesses, extra };
}

function snapshot(at: number, accesses: readonly Access[]): Step {
  return { client: 100 + at, from: at, to: at + 0.5, f: 'txn', value: accesses, extra: { readTimestamp: at } };
}

const WRITE: Access = ['w', 'x', 1];

describe('snapshot isolation by timestamps', () => {
  it.each([
    ['a snapshot of what is committed below', [txn(1, 2, [WRITE]), snapshot(3, [['r', 'x', 1]])], 'holds'],
    ['a snapshot at the moment of a commit', [txn(1, 2, [WRITE]), snapshot(2, [['r', 'x', 1]])], 'holds'],
    [
      'a snapshot that misses a commit',
      [txn(1, 2, [WRITE]), snapshot(3, [['r', 'x', null]])],
      'violated missing-commit',
    ],
    [
      'a snapshot that shows a later commit',
      [txn(1, 4, [WRITE]), snapshot(3, [['r', 'x', 1]])],
      'violated future-commit',
    ],
    [
      'reads of the start, not of the commit',
      [
        txn(3, 4, [WRITE]),
        txn(2, 5, [
          ['r', 'x', null],
          ['w', 'y', 2],
        ]),
      ],
      'holds',
    ],
    ['two writers of one key at a time', [txn(1, 3, [WRITE]), txn(2, 4, [['w', 'x', 2]])], 'violated lost-update'],
    ['two writers one after the other', [txn(1, 3, [WRITE]), txn(3, 4, [['w', 'x', 2]])], 'holds'],
    ['a commit before its start', [txn(3, 2, [WRITE], 1, 4)], 'violated start-after-commit'],
    ['an own write that is not read', [txn(1, 2, [WRITE, ['r', 'x', null]])], 'violated internal'],
    [
      'lists in the order of commits',
      [txn(1, 2, [['append', 'x', 1]]), txn(3, 4, [['append', 'x', 2]]), snapshot(5, [['r', 'x', [1, 2]]])],
      'holds',
    ],
    [
      'lists in another order',
      [txn(1, 2, [['append', 'x', 1]]), txn(3, 4, [['append', 'x', 2]]), snapshot(5, [['r', 'x', [2, 1]]])],
      'violated commit-order',
    ],
    [
      'lists with an element twice',
      [txn(1, 2, [['append', 'x', 1]]), snapshot(3, [['r', 'x', [1, 1]]])],
      'violated duplicate-elements',
    ],
    [
      'a value that failed',
      [{ ...txn(1, 2, [WRITE]), type: 'fail' }, snapshot(3, [['r', 'x', 1]])],
      'violated aborted-read',
    ],
    [
      'a value that failed and is not read',
      [{ ...txn(1, 2, [WRITE]), type: 'fail' }, snapshot(3, [['r', 'x', null]])],
      'holds',
    ],
    ['a value of nobody', [txn(1, 2, [WRITE]), snapshot(3, [['r', 'x', 7]])], 'violated thin-air'],
  ] as const)('%s: %s', (_, steps, summary) => {
    expect(summaryOf(checkTimestamps(timeline(...steps), { level: 'snapshot-isolation' }))).toBe(summary);
  });

  it('is write skew where serializable is not', () => {
    const skew = timeline(
      txn(1, 3, [
        ['r', 'x', null],
        ['w', 'y', 1],
      ]),
      txn(2, 4, [
        ['r', 'y', null],
        ['w', 'x', 1],
      ]),
    );
    expect(checkTimestamps(skew, { level: 'snapshot-isolation' })).toMatchObject({
      verdict: 'holds',
      assumed: ['timestamps'],
      levels: { asked: 'snapshot-isolation', strongest: ['snapshot-isolation'] },
    });
    const verdict = checkTimestamps(skew, { level: 'serializable' });
    expect(summaryOf(verdict)).toBe('violated missing-commit');
    expect(messageOf(verdict)).toContain('which misses 1 of T2 (client 3, commit timestamp 3 µs');
    expect(verdict).toMatchObject({ levels: { refuted: ['serializable'] } });
  });

  it('respects sessions and real time where the level does', () => {
    const late = (client: number): Step[] => [
      { ...txn(5, 6, [WRITE], 1, 2), client: 1 },
      { ...txn(3, 4, [['w', 'y', 1]], 7, 8), client },
    ];
    const summary = (client: number, level: string): string =>
      summaryOf(checkTimestamps(timeline(...late(client)), { level }));
    expect(summary(1, 'snapshot-isolation')).toBe('holds');
    expect(summary(1, 'strong-session-snapshot-isolation')).toBe('violated stale-order');
    expect(summary(2, 'strong-session-snapshot-isolation')).toBe('holds');
    expect(summary(2, 'strong-snapshot-isolation')).toBe('violated stale-order');
    expect(summary(2, 'serializable')).toBe('holds');
    expect(summary(2, 'strict-serializable')).toBe('violated stale-order');
  });

  it('refuses other levels, a start that is missing, and says nothing without timestamps', () => {
    const plain: Step = { client: 1, from: 1, to: 2, f: 'txn', value: [WRITE] };
    expect(() => checkTimestamps(timeline(plain), { level: 'causal' })).toThrow("timestamps can't decide causal");
    expect(() => checkTimestamps(timeline(plain), { level: 'repeatable-read' })).toThrow(
      "can't decide repeatable-read",
    );
    expect(checkTimestamps(timeline(plain), { level: 'serializable' }).verdict).toBe('vacuous');
    const noStart = timeline({ ...plain, extra: { commitTimestamp: 3 } });
    expect(checkTimestamps(noStart, { level: 'serializable' }).verdict).toBe('holds');
    expect(() => checkTimestamps(noStart, { level: 'snapshot-isolation' })).toThrow('field "startTimestamp"');
  });
});

describe('the monitor', () => {
  it('tells an anomaly once the watermark has passed it, and only once', () => {
    const monitor = new TimestampMonitor({ level: 'snapshot-isolation' });
    const { operations } = timeline(txn(1, 2, [WRITE]), snapshot(4, [['r', 'x', null]]));
    for (const operation of operations) monitor.push(operation);
    expect(monitor.advance(3)).toEqual([]);
    expect(monitor.advance(4).map(({ kind }) => kind)).toEqual(['missing-commit']);
    expect(monitor.advance(9)).toEqual([]);
  });

  it('refuses a timestamp that the watermark has passed', () => {
    const monitor = new TimestampMonitor({ level: 'serializable' });
    const [invoke, completion] = timeline(txn(1, 2, [WRITE])).operations;
    monitor.push(invoke!);
    monitor.advance(2);
    expect(() => monitor.push(completion!)).toThrow('operation 1: 2 µs is not above the watermark of 2 µs');
  });

  it('holds no more than is open or newest, however long it runs', () => {
    const monitor = new TimestampMonitor({ level: 'strict-serializable' });
    let most = 0;
    for (let i = 0; i < 3000; i++) {
      const step = txn(2 * i + 1, 2 * i + 2, [
        ['r', `k${(i + 9) % 10}`, i === 0 ? null : i],
        ['w', `k${i % 10}`, i + 1],
      ]);
      for (const operation of timeline(step).operations) monitor.push(operation);
      expect(monitor.advance(2 * i - 20)).toEqual([]);
      most = Math.max(most, monitor.held);
    }
    expect(most).toBeLessThan(50);
  });
});

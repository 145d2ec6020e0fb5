import { describe, expect, it } from 'vitest';
import { checkExternalConsistency } from '../../../../src/checkers/external-consistency/check-external-consistency.ts';
import { timeline, type Step } from '../../../helpers/timeline.ts';

type Access = readonly [string, string, unknown];

function commit(client: number, from: number, to: number, commitTimestamp: number, ...value: readonly Access[]): Step {
  return { client, from, to, f: 'txn', value, extra: { commitTimestamp } };
}

function snapshot(client: number, from: number, to: number, readTimestamp: number, ...value: readonly Access[]): Step {
  return { client, from, to, f: 'snapshot', value, extra: { readTimestamp } };
}

function strongRead(
  client: number,
  from: number,
  to: number,
  readTimestamp: number,
  ...value: readonly Access[]
): Step {
  return { client, from, to, f: 'txn', value, extra: { readTimestamp } };
}

function unknown(client: number, from: number, ...value: readonly Access[]): Step {
  return { client, from, f: 'txn', value };
}

function kinds(...steps: readonly Step[]): readonly string[] {
  const verdict = checkExternalConsistency(timeline(...steps));
  return verdict.verdict === 'violated' ? verdict.anomalies.map(({ kind }) => kind) : [verdict.verdict];
}

describe('checkExternalConsistency', () => {
  it('is vacuous where no operation tells a timestamp', () => {
    expect(kinds({ client: 0, from: 0, to: 1, f: 'txn', value: [['append', 'x', 1]] })).toEqual(['vacuous']);
  });

  describe('real time', () => {
    const first = commit(0, 0, 2, 1000, ['append', 'x', 1]);

    it('wants a higher timestamp of what follows', () => {
      expect(kinds(first, commit(1, 3, 4, 1001, ['append', 'y', 1]))).toEqual(['holds']);
      expect(kinds(first, commit(1, 3, 4, 1000, ['append', 'y', 1]))).toEqual(['stale-order']);
      expect(kinds(first, commit(1, 3, 4, 999, ['append', 'y', 1]))).toEqual(['stale-order']);
    });

    it('lets concurrent commits have any order', () => {
      expect(kinds(first, commit(1, 1, 4, 900, ['append', 'y', 1]))).toEqual(['holds']);
    });

    it('lets a strong read have the same timestamp, but no lower one', () => {
      expect(kinds(first, strongRead(1, 3, 4, 1000, ['r', 'x', [1]]))).toEqual(['holds']);
      expect(kinds(first, strongRead(1, 3, 4, 999, ['r', 'x', []]))).toEqual(['stale-order']);
    });

    it('exempts stale reads', () => {
      expect(kinds(first, snapshot(1, 3, 4, 999, ['r', 'x', []]))).toEqual(['holds']);
    });

    it('counts a commit as done once a completed read has seen it', () => {
      const slow = commit(0, 0, 9, 1000, ['append', 'x', 1]);
      const seen = snapshot(1, 2, 3, 1000, ['r', 'x', [1]]);
      expect(kinds(slow, seen, commit(2, 4, 5, 990, ['append', 'y', 1]))).toEqual(['stale-order']);
      expect(kinds(slow, seen, commit(2, 4, 5, 1001, ['append', 'y', 1]))).toEqual(['holds']);
    });

    it('says who came first, with timestamps and times', () => {
      const verdict = checkExternalConsistency(timeline(first, commit(1, 3, 4, 900, ['append', 'y', 1])));
      expect(verdict.verdict === 'violated' && verdict.anomalies[0]).toEqual({
        kind: 'stale-order',
        message:
          'T3 (client 1, commit timestamp 900 µs, from 3 ms to 4 ms) was invoked (operation 2) after T1 (client 0, commit timestamp ' +
          '1000 µs, from 0 ms to 2 ms) had completed (operation 1), which committed at 1000 µs: T1 came first in real time, yet 900 ' +
          'is below 1000',
        operations: [1, 3],
        count: 1,
      });
    });
  });

  describe('timestamps', () => {
    it('are distinct where transactions share a key that one of them writes', () => {
      const a = commit(0, 0, 9, 500, ['append', 'x', 1]);
      expect(kinds(a, commit(1, 0, 9, 500, ['append', 'x', 2]))).toEqual(['duplicate-timestamp']);
      expect(kinds(a, commit(1, 0, 9, 500, ['append', 'y', 2]))).toEqual(['holds']);
      expect(kinds(a, commit(1, 0, 9, 501, ['append', 'x', 2]))).toEqual(['holds']);
    });

    it('may be equal for two that only read the shared key', () => {
      const a = commit(0, 0, 9, 500, ['r', 'x', []], ['append', 'y', 1]);
      expect(kinds(a, commit(1, 0, 9, 500, ['r', 'x', []], ['append', 'z', 1]))).toEqual(['holds']);
      expect(kinds(a, commit(1, 0, 9, 500, ['append', 'x', 1]))).toEqual(['duplicate-timestamp']);
    });

    it('must be integers', () => {
      expect(() => kinds(commit(0, 0, 1, 1.5))).toThrow(
        'operation 1, field "commitTimestamp": commitTimestamp must be an integer',
      );
    });
  });

  describe('reads of lists', () => {
    const one = commit(0, 0, 9, 100, ['append', 'x', 1]);
    const two = commit(1, 0, 9, 200, ['append', 'x', 2]);

    it('see all commits at or below a read timestamp', () => {
      expect(kinds(one, two, snapshot(2, 0, 9, 200, ['r', 'x', [1, 2]]))).toEqual(['holds']);
      expect(kinds(one, two, snapshot(2, 0, 9, 199, ['r', 'x', [1]]))).toEqual(['holds']);
      expect(kinds(one, two, snapshot(2, 0, 9, 200, ['r', 'x', [1]]))).toEqual(['missing-commit']);
      expect(kinds(one, two, snapshot(2, 0, 9, 199, ['r', 'x', [1, 2]]))).toEqual(['future-commit']);
    });

    it('of a read-write transaction see all below its commit timestamp, and its own appends', () => {
      const reads = (timestamp: number, list: readonly number[]): Step =>
        commit(2, 0, 9, timestamp, ['append', 'x', 3], ['r', 'x', list]);
      expect(kinds(one, two, reads(201, [1, 2, 3]))).toEqual(['holds']);
      expect(kinds(one, two, reads(150, [1, 3]))).toEqual(['holds']);
      expect(kinds(one, two, reads(201, [1, 3]))).toEqual(['missing-commit']);
      expect(kinds(one, two, reads(201, [1, 2]))).toEqual(['internal']);
    });

    it('follow the order of timestamps', () => {
      expect(kinds(one, two, snapshot(2, 0, 9, 300, ['r', 'x', [2, 1]]))).toEqual(['commit-order']);
    });

    it('show nothing that was never appended, was aborted, or stands twice', () => {
      const failed: Step = { client: 3, from: 0, to: 9, type: 'fail', f: 'txn', value: [['append', 'x', 7]] };
      expect(kinds(one, snapshot(2, 0, 9, 300, ['r', 'x', [1, 5]]))).toEqual(['thin-air']);
      expect(kinds(one, failed, snapshot(2, 0, 9, 300, ['r', 'x', [1, 7]]))).toEqual(['aborted-read']);
      expect(kinds(one, snapshot(2, 0, 9, 300, ['r', 'x', [1, 1]]))).toEqual(['duplicate-elements']);
    });
  });

  describe('reads of registers', () => {
    const one = commit(0, 0, 9, 100, ['w', 'x', 1]);
    const two = commit(1, 0, 9, 200, ['w', 'x', 2]);

    it('see the latest commit', () => {
      expect(kinds(one, two, snapshot(2, 0, 9, 200, ['r', 'x', 2]))).toEqual(['holds']);
      expect(kinds(one, two, snapshot(2, 0, 9, 199, ['r', 'x', 1]))).toEqual(['holds']);
      expect(kinds(one, two, snapshot(2, 0, 9, 99, ['r', 'x', null]))).toEqual(['holds']);
      expect(kinds(one, two, snapshot(2, 0, 9, 200, ['r', 'x', 1]))).toEqual(['missing-commit']);
      expect(kinds(one, two, snapshot(2, 0, 9, 100, ['r', 'x', null]))).toEqual(['missing-commit']);
      expect(kinds(one, two, snapshot(2, 0, 9, 199, ['r', 'x', 2]))).toEqual(['future-commit']);
      expect(kinds(one, two, snapshot(2, 0, 9, 199, ['r', 'x', 4]))).toEqual(['thin-air']);
    });

    it('may be single operations', () => {
      const write: Step = { client: 0, from: 0, to: 1, f: 'write', value: ['x', 1], extra: { commitTimestamp: 100 } };
      const read = (value: unknown): Step => ({
        client: 1,
        from: 2,
        to: 3,
        f: 'read',
        value: ['x', value],
        extra: { readTimestamp: 150 },
      });
      expect(kinds(write, read(1))).toEqual(['holds']);
      expect(kinds(write, read(null))).toEqual(['missing-commit']);
    });
  });

  describe('unknown outcomes', () => {
    const one = commit(0, 0, 9, 100, ['append', 'x', 1]);
    const two = commit(1, 0, 9, 200, ['append', 'x', 2]);
    const lost = unknown(5, 0, ['append', 'x', 9], ['append', 'y', 9]);

    it('may be seen at any place, or never', () => {
      for (const list of [
        [1, 2],
        [9, 1, 2],
        [1, 9, 2],
        [1, 2, 9],
      ])
        expect(kinds(one, two, lost, snapshot(2, 0, 9, 300, ['r', 'x', list]))).toEqual(['holds']);
    });

    it('stay where they were first seen', () => {
      const seen = snapshot(2, 0, 9, 300, ['r', 'x', [1, 2, 9]]);
      expect(kinds(one, two, lost, seen, snapshot(3, 0, 9, 301, ['r', 'x', [1, 2, 9]]))).toEqual(['holds']);
      expect(kinds(one, two, lost, seen, snapshot(3, 0, 9, 301, ['r', 'x', [1, 2]]))).toEqual(['missing-commit']);
      expect(kinds(one, two, lost, seen, snapshot(3, 0, 9, 250, ['r', 'x', [1, 2]]))).toEqual(['holds']);
    });

    it('can not have been committed between commits of which a read saw only the second', () => {
      const without = snapshot(2, 0, 9, 250, ['r', 'x', [1, 2]]);
      expect(kinds(one, two, lost, without, snapshot(3, 0, 9, 300, ['r', 'x', [1, 9, 2]]))).toEqual(['missing-commit']);
      expect(kinds(one, two, lost, without, snapshot(3, 0, 9, 300, ['r', 'x', [1, 2, 9]]))).toEqual(['holds']);
    });

    it('are committed as a whole', () => {
      const seen = snapshot(2, 0, 9, 300, ['r', 'x', [1, 2, 9]]);
      expect(kinds(one, two, lost, seen, snapshot(3, 0, 9, 301, ['r', 'y', [9]]))).toEqual(['holds']);
      expect(kinds(one, two, lost, seen, snapshot(3, 0, 9, 301, ['r', 'y', []]))).toEqual(['missing-commit']);
      expect(kinds(one, two, lost, seen, snapshot(3, 0, 9, 250, ['r', 'y', []]))).toEqual(['holds']);
    });

    it('come after what completed before they were invoked', () => {
      const early = commit(0, 0, 1, 100, ['append', 'x', 1]);
      const late = unknown(5, 2, ['append', 'x', 9]);
      expect(kinds(early, late, snapshot(2, 3, 4, 300, ['r', 'x', [1, 9]]))).toEqual(['holds']);
      expect(kinds(early, late, snapshot(2, 3, 4, 300, ['r', 'x', [9, 1]]))).toEqual(['future-commit']);
    });

    it('of a register are its value from then on', () => {
      const write = commit(0, 0, 9, 100, ['w', 'x', 1]);
      const maybe = unknown(5, 0, ['w', 'x', 9]);
      const seen = snapshot(2, 0, 9, 150, ['r', 'x', 9]);
      expect(kinds(write, maybe, seen, snapshot(3, 0, 9, 151, ['r', 'x', 9]))).toEqual(['holds']);
      expect(kinds(write, maybe, seen, snapshot(3, 0, 9, 151, ['r', 'x', 1]))).toEqual(['missing-commit']);
      expect(kinds(write, maybe, seen, snapshot(3, 0, 9, 140, ['r', 'x', 1]))).toEqual(['holds']);
      const overwrite = commit(1, 0, 9, 200, ['w', 'x', 2]);
      expect(kinds(write, maybe, overwrite, seen, snapshot(3, 0, 9, 201, ['r', 'x', 9]))).toEqual(['missing-commit']);
      expect(kinds(write, maybe, overwrite, snapshot(3, 0, 9, 201, ['r', 'x', 9]))).toEqual(['holds']);
    });
  });
});

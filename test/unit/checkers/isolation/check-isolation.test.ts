import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import { IsolationError } from '../../../../src/checkers/isolation/isolation-error.ts';
import { impliedLevels, isolationLevels, type IsolationLevel } from '../../../../src/checkers/isolation/level.ts';
import type { Workload } from '../../../../src/checkers/isolation/transactions.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';

describe('checkIsolation', () => {
  it('refuses levels and workloads that it does not decide, by name', () => {
    const history = shorthand('ax1');
    const ask = (level: string, workload: string): unknown =>
      checkIsolation(history, { level: level as IsolationLevel, workload: workload as Workload });
    expect(() => ask('cursor-stability', 'list-append')).toThrow(IsolationError);
    expect(() => ask('cursor-stability', 'list-append')).toThrow("can't be decided: histories do not record cursors");
    expect(() => ask('very-serializable', 'list-append')).toThrow(
      'unknown isolation level "very-serializable"; known are strict-',
    );
    expect(() => ask('serializable', 'bank')).toThrow('unknown workload "bank"');
  });

  it('refuses assumptions where reads show the order', () => {
    expect(() =>
      checkIsolation(shorthand('ax1'), { level: 'serializable', workload: 'list-append', assume: ['sequential-keys'] }),
    ).toThrow('list-append takes no assumptions');
  });

  it('is vacuous when nothing was acknowledged', () => {
    const verdict = checkIsolation(shorthand('info::ax1 | fail::ax2'), {
      level: 'serializable',
      workload: 'list-append',
    });
    expect(verdict).toMatchObject({ verdict: 'vacuous', exercised: { transactions: 2, ok: 0, fail: 1, info: 1 } });
  });

  it('counts what was exercised', () => {
    const verdict = checkIsolation(shorthand('ax1ay1 | rx1 | info::az1'), {
      level: 'serializable',
      workload: 'list-append',
    });
    expect(verdict.exercised).toEqual({
      transactions: 3,
      ok: 2,
      fail: 0,
      info: 1,
      reads: 1,
      writes: 3,
      keys: 3,
      multiOperationTransactions: 1,
      concurrentTransactions: 3,
      readWriteConflicts: 1,
    });
  });

  it('places a history in the lattice of levels', () => {
    const skew = checkIsolation(shorthand('ax1ry | ay1rx'), { level: 'snapshot-isolation', workload: 'list-append' });
    expect(skew).toMatchObject({
      verdict: 'holds',
      levels: {
        asked: 'snapshot-isolation',
        strongest: ['per-key-linearizable', 'strong-snapshot-isolation'],
        refuted: ['repeatable-read'],
      },
    });
  });

  it('gives an order that explains every result', () => {
    const verdict = checkIsolation(shorthand('rx12 | ax1 | rx1ax2'), {
      level: 'serializable',
      workload: 'list-append',
    });
    expect(verdict).toMatchObject({ certificate: { kind: 'serial-order', operations: [4, 5, 3] } });
  });

  describe('a budget', () => {
    // Three writers of each of two keys: six pairs of writers to order.
    const history = shorthand('wx1wy1 | wx2wy2 | wx3wy3 | rx1ry1 | rx2ry2 | rx3ry3');
    const within = (stepBudget: number) =>
      checkIsolation(history, { level: 'serializable', workload: 'rw-register', stepBudget });

    it('ends in unknown when it is spent, not in a pass', () => {
      expect(within(700)).toMatchObject({ verdict: 'holds' });
      const steps = Array.from({ length: 700 }, (_, i) => within(i).verdict);
      expect(new Set(steps)).toEqual(new Set(['unknown', 'holds']));
      expect(steps.indexOf('holds')).toBe(steps.lastIndexOf('unknown') + 1);
    });

    it('says what did not fit in', () => {
      expect(within(3)).toMatchObject({
        reason: 'the order of 6 pairs of writes is not certain, and the budget allows a search over 0',
      });
    });

    it('is told as what ran out where a search had begun', () => {
      const violation = shorthand('wx1 | wx2 | rx1wy1 | rx2wz1 | ry1rx2 | rz1rx1');
      const options = { level: 'causal-cerone', workload: 'rw-register', stepBudget: 3 } as const;
      expect(checkIsolation(violation, options)).toMatchObject({
        verdict: 'unknown',
        reason: 'the budget of 3 steps ran out',
      });
    });

    it('names the levels that it left open', () => {
      const verdict = checkIsolation(history, { level: 'read-committed', workload: 'rw-register', stepBudget: 300 });
      expect(verdict).toMatchObject({ verdict: 'holds' });
      const levels = 'levels' in verdict ? verdict.levels : undefined;
      expect(levels?.strongest).toContain('causal');
      expect(levels?.undecided).toEqual(expect.arrayContaining(['serializable', 'snapshot-isolation']));
      expect(levels?.undecided).not.toContain('causal');
    });
  });

  it('says what was assumed, if anything', () => {
    expect(checkIsolation(shorthand('ax1 | rx1'), { level: 'serializable', workload: 'list-append' })).toMatchObject({
      assumed: [],
    });
    expect(checkIsolation(shorthand('wx1 | rx1'), { level: 'serializable', workload: 'rw-register' })).toMatchObject({
      assumed: ['initial-state'],
    });
  });

  it('tells how a transaction sees another one over several steps', () => {
    // T6 learns of 1 through y, T7 of 2 through z, and each reads x as the other one left it.
    const history = shorthand('wx1 | wx2 | rx1wy1 | rx2wz1 | ry1rx2 | rz1rx1');
    const verdict = checkIsolation(history, { level: 'causal-cerone', workload: 'rw-register' });
    const [anomaly] = verdict.verdict === 'violated' ? verdict.anomalies : [];
    expect(anomaly?.kind).toBe('causality-violation');
    expect(anomaly?.message).toContain(
      'T10 sees T6 (T8 read key "x" as 1, which T6 wrote, and T10 read key "y" as 1, which T8 wrote), which wrote key "x", and ' +
        'yet read it as 2 of T7',
    );
  });

  it.each([
    // What the level forbids, and what it still allows: a fractured read, a stale own read, a causal gap, write skew, a lost update.
    ['read-atomic', 'ax1ay1 | rx1ry', 'ax1ay1 | rx1ry1'],
    ['monotonic-atomic-view', 'ax1ay1 | rx1ry', 'ax1ay1 | rxry1'],
    ['causal', 'ok:1:ax1 | ok:1:rx', 'ok:1:ax1 | ok:2:rx'],
    ['causal', 'ok:1:ax1 | ok:2:rx1ay1 | ok:3:ry1rx', 'ok:1:ax1 | ok:2:rx1ay1 | ok:3:ryrx'],
    ['prefix', 'ax1 | ay1 | rx1ry | rxry1', 'ax1 | ay1 | rx1ry | rx1ry1'],
    ['parallel-snapshot-isolation', 'rxax1 | rxax2 | rx12', 'ax1 | ay1 | rx1ry | rxry1'],
    ['snapshot-isolation', 'ax1 | ay1 | rx1ry | rxry1', 'ax1ry | ay1rx'],
    ['serializable', 'ax1ry | ay1rx', 'ok:1:ax1 | ok:1:rx'],
    ['strong-session-serializable', 'ok:1:ax1 | ok:1:rx', 'ok:1:ax1 | ok:2:rx'],
    ['per-key-linearizable', 'ok:1:ax1 | ok:2:rx', 'ok:1:ax1ay1 | ok:2:rx1'],
  ] as const)('%s is broken by %s, and not by %s', (level, bad, good) => {
    const verdictOf = (text: string): string =>
      checkIsolation(shorthand(text, text.includes('ok:') ? 'sequence' : 'overlap'), { level, workload: 'list-append' })
        .verdict;
    expect([verdictOf(bad), verdictOf(good)]).toEqual(['violated', 'holds']);
  });
});

describe('the lattice of levels', () => {
  it('has one top among the levels without keys, and one bottom', () => {
    for (const level of isolationLevels) {
      expect(impliedLevels('strict-serializable').has(level)).toBe(true);
      if (level !== 'per-key-linearizable') expect(impliedLevels(level).has('read-uncommitted')).toBe(true);
    }
  });

  it('never implies what is stronger', () => {
    const circles = isolationLevels.flatMap((level) =>
      [...impliedLevels(level)].filter((weaker) => weaker !== level && impliedLevels(weaker).has(level)),
    );
    expect(circles).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { checkIsolation, type IsolationOptions } from '../../src/checkers/isolation/check-isolation.ts';
import { isolationLevels } from '../../src/checkers/isolation/level.ts';
import type { Workload } from '../../src/checkers/isolation/transactions.ts';
import type { Verdict } from '../../src/checkers/verdict.ts';
import type { History } from '../../src/history/history.ts';
import { compareLevels, emptyTally } from '../helpers/isolation/compare-levels.ts';

const workloads: readonly Workload[] = ['list-append', 'rw-register'];

/** The first seeds of what `npm run soak:isolation` goes through by the million. */
const HISTORIES = 4_000;

describe.each(workloads)('%s histories of right and wrong stores', (workload) => {
  it('are judged at every level as a complete search judges them, with proofs that hold', () => {
    const tally = emptyTally();
    const problems = Array.from({ length: HISTORIES }, (_, seed) => compareLevels(workload, seed, tally));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    for (const level of isolationLevels) {
      expect(tally.holds[level], level).toBeGreaterThan(HISTORIES / 4);
      expect(tally.refuted[level], level).toBeGreaterThan(HISTORIES / 100);
    }
    expect(tally.vacuous).toBeGreaterThan(0);
    expect(tally.orders).toBeGreaterThan(HISTORIES / 20);
    expect(tally.cycles).toBeGreaterThan(HISTORIES / 20);
  });
});

describe('the comparison with a complete search', () => {
  const complaints = (lie: (verdict: Verdict) => Verdict): readonly string[] => {
    const check = (history: History, options: IsolationOptions): Verdict => lie(checkIsolation(history, options));
    const tally = emptyTally();
    return Array.from({ length: 800 }, (_, seed) => compareLevels('list-append', seed, tally, check) ?? '');
  };
  const leveled = (verdict: Verdict, strongest: readonly string[], refuted: readonly string[]): Verdict =>
    'levels' in verdict && verdict.levels !== undefined
      ? { ...verdict, levels: { ...verdict.levels, strongest, refuted } }
      : verdict;

  it('sees a level that is held and is not, and one that is refuted and is not', () => {
    expect(complaints((verdict) => leveled(verdict, ['strict-serializable'], [])).join()).toContain(
      'strict-serializable holds, but the definition forbids it',
    );
    expect(
      complaints((verdict) => leveled(verdict, [], ['read-uncommitted', 'per-key-linearizable'])).join(),
    ).toContain('read-uncommitted is refuted, but the definition allows it');
  });

  it('sees an order that explains nothing, and a cycle with an edge that does not follow', () => {
    const reordered = complaints((verdict) => {
      if (verdict.verdict !== 'holds' || verdict.certificate?.kind !== 'serial-order') return verdict;
      const operations = verdict.certificate.operations.toReversed();
      return { ...verdict, certificate: { kind: 'serial-order', operations } };
    });
    expect(reordered.join()).toMatch(/operation \d+ read /);
    const turned = complaints((verdict) => {
      if (verdict.verdict !== 'violated') return verdict;
      const [first, ...rest] = verdict.anomalies;
      const cycle = first.cycle?.toReversed().map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
      return cycle === undefined ? verdict : { ...verdict, anomalies: [{ ...first, cycle }, ...rest] };
    });
    expect(turned.join()).toContain('nothing supports ');
  });
});

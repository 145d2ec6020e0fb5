import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../src/checkers/isolation/check-isolation.ts';
import { impliedLevels, isolationLevels, type IsolationLevel } from '../../src/checkers/isolation/level.ts';
import type { Workload } from '../../src/checkers/isolation/transactions.ts';
import type { Anomaly } from '../../src/checkers/verdict.ts';
import type { History } from '../../src/history/history.ts';
import { isAllowed } from '../helpers/isolation/brute-force.ts';
import { randomTransactions, sloppyTransactions } from '../helpers/isolation/random-transactions.ts';
import { hasSerialOrder } from '../helpers/isolation/replay-search.ts';
import { replaySerialOrder } from '../helpers/isolation/replay-serial-order.ts';
import { validateListCycle } from '../helpers/isolation/validate-cycle.ts';
import { validateRegisterCycle } from '../helpers/isolation/validate-register-cycle.ts';

const RUNS = { numRuns: 400 };
const workloads: readonly Workload[] = ['list-append', 'rw-register'];

function isHeld(history: History, level: IsolationLevel, workload: Workload): boolean {
  const { verdict } = checkIsolation(history, { level, workload });
  expect(verdict).not.toBe('unknown');
  return verdict !== 'violated';
}

function problemOf(history: History, workload: Workload, anomaly: Anomaly): string | undefined {
  if (anomaly.cycle === undefined) return undefined;
  return workload === 'list-append' ? validateListCycle(history, anomaly) : validateRegisterCycle(history, anomaly);
}

describe.each(workloads)('isolation of %s histories', (workload) => {
  it('every level is decided as its definition says', () => {
    fc.assert(
      fc.property(randomTransactions(workload), fc.constantFrom(...isolationLevels), (history, level) => {
        expect({ level, holds: isHeld(history, level, workload) }).toEqual({ level, holds: isAllowed(history, level) });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['serializable', 'none'],
    ['strong-session-serializable', 'session'],
    ['strict-serializable', 'realtime'],
  ] as const)('%s is what a complete search by replay finds, whatever the store did', (level, order) => {
    fc.assert(
      fc.property(sloppyTransactions(workload), (history) => {
        expect(isHeld(history, level, workload)).toBe(hasSerialOrder(history, order));
      }),
      { numRuns: 500 },
    );
  });

  it('what the verdict says of the other levels agrees with asking for them', () => {
    fc.assert(
      fc.property(randomTransactions(workload), fc.constantFrom(...isolationLevels), (history, asked) => {
        const verdict = checkIsolation(history, { level: asked, workload });
        if (!('levels' in verdict) || verdict.levels === undefined) return;
        const { strongest, refuted } = verdict.levels;
        for (const level of isolationLevels) {
          const follows = strongest.some((held) => impliedLevels(held as IsolationLevel).has(level));
          const fails = refuted.some((broken) => impliedLevels(level).has(broken as IsolationLevel));
          expect({ level, follows, fails }).toEqual({
            level,
            follows: !fails,
            fails: !isHeld(history, level, workload),
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a stronger level never holds where a weaker one does not', () => {
    fc.assert(
      fc.property(fc.oneof(randomTransactions(workload), sloppyTransactions(workload)), (history) => {
        const held = new Set(isolationLevels.filter((level) => isHeld(history, level, workload)));
        for (const level of held)
          for (const weaker of impliedLevels(level))
            expect([level, weaker, held.has(weaker)]).toEqual([level, weaker, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('orders replay and cycles follow from the history', () => {
    fc.assert(
      fc.property(
        randomTransactions(workload),
        fc.constantFrom('serializable', 'strict-serializable'),
        (history, level) => {
          const verdict = checkIsolation(history, { level, workload });
          if (verdict.verdict === 'holds') {
            const order = verdict.certificate?.kind === 'serial-order' ? verdict.certificate.operations : undefined;
            expect(order).toBeDefined();
            expect(replaySerialOrder(history, order!, level === 'strict-serializable')).toBeUndefined();
          }
          if (verdict.verdict !== 'violated') return;
          for (const anomaly of verdict.anomalies) expect(problemOf(history, workload, anomaly)).toBeUndefined();
        },
      ),
      RUNS,
    );
  });
});

import { expect, test } from 'vitest';
import type { Verdict } from '../../../src/checkers/verdict.ts';
import type { Judgement, Price } from '../../../src/claims/judgement.ts';
import { overallVerdict } from '../../../src/claims/judge.ts';
import { scoreRuns, type ScoredRun } from '../../../src/claims/scorecard.ts';

const PRICE: Price = {
  operations: 10,
  ok: 7,
  refused: 2,
  unknown: 1,
  minorityOperations: 3,
  minorityAnswered: 1,
  serveAgainMicros: undefined,
};

function run(seed: number, liveness: Verdict, price: Partial<Price> = {}): ScoredRun {
  const judgement: Judgement = {
    verdict: overallVerdict([liveness.verdict]),
    guarantees: [{ name: 'liveness', verdict: liveness }],
    tradeoffs: [{ name: 'stale-reads', observed: seed, of: 10, example: seed > 1 ? `example ${seed}` : undefined }],
    price: { ...PRICE, ...price },
  };
  return { seed, judgement };
}

const holds = (reads: number): Verdict => ({ verdict: 'holds', exercised: { reads } });
const vacuous: Verdict = { verdict: 'vacuous', exercised: { reads: 0, writes: 4 }, reason: 'no read' };
const unknown: Verdict = { verdict: 'unknown', exercised: {}, reason: 'the budget ran out' };
const violated = (kind: string): Verdict => {
  return { verdict: 'violated', exercised: { reads: 1 }, anomalies: [{ kind, message: kind, operations: [1] }] };
};

test('one run that holds among vacuous ones is enough; what was exercised adds up', () => {
  const { verdict, guarantees } = scoreRuns([run(1, vacuous), run(2, holds(3)), run(3, holds(4))]);
  expect(verdict).toBe('holds');
  expect(guarantees).toEqual([
    {
      name: 'liveness',
      verdict: 'holds',
      runs: { holds: 2, violated: 0, unknown: 0, vacuous: 1 },
      exercised: { reads: 7, writes: 4 },
      firstFailingSeed: undefined,
      anomalies: [],
      reason: undefined,
    },
  ]);
});

test('one violated run among others: its seed and its witness are kept, those of the first', () => {
  const score = scoreRuns([run(1, holds(1)), run(2, unknown), run(3, violated('stuck')), run(4, violated('late'))]);
  expect(score.verdict).toBe('violated');
  expect(score.guarantees[0]).toMatchObject({
    runs: { holds: 1, violated: 2, unknown: 1, vacuous: 0 },
    firstFailingSeed: 3,
    anomalies: [{ kind: 'stuck' }],
  });
});

test('unknown and vacuous say why', () => {
  expect(scoreRuns([run(1, holds(1)), run(2, unknown)]).guarantees[0]).toMatchObject({
    verdict: 'unknown',
    reason: 'the budget ran out',
  });
  expect(scoreRuns([run(1, vacuous)]).guarantees[0]).toMatchObject({ verdict: 'vacuous', reason: 'no read' });
});

test('prices and trade-offs add up, and the longest time to serve again is kept', () => {
  const { price, tradeoffs, runs } = scoreRuns([
    run(1, holds(1), { serveAgainMicros: 30 }),
    run(2, holds(1)),
    run(3, holds(1), { serveAgainMicros: 20 }),
  ]);
  expect(runs).toBe(3);
  expect(price).toEqual({
    operations: 30,
    ok: 21,
    refused: 6,
    unknown: 3,
    minorityOperations: 9,
    minorityAnswered: 3,
    serveAgainMicros: 30,
  });
  expect(tradeoffs).toEqual([{ name: 'stale-reads', observed: 6, of: 30, example: 'example 2' }]);
});

test('no runs say nothing', () => {
  expect(scoreRuns([])).toMatchObject({ verdict: 'vacuous', runs: 0, guarantees: [] });
});

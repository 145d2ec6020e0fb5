import type { Judgement, Price } from '../../../src/claims/judgement.ts';
import type { RunResult } from '../../../src/search/run-result.ts';

const PRICE: Price = {
  operations: 200,
  ok: 181,
  refused: 14,
  unknown: 5,
  minorityOperations: 20,
  minorityAnswered: 0,
  serveAgainMicros: 420_000,
};

/** A result with everything that a test doesn't care about filled in. */
export function sampleResult(given: Partial<RunResult> = {}): RunResult {
  return {
    system: 'spanner',
    variant: null,
    preset: 'everything',
    pastContract: null,
    seed: 1,
    digest: '0123456789abcdef',
    checkpoints: [],
    events: 48_211,
    faults: ['partition'],
    coverage: { 'fault partition': 2, 'leader fails over': 1, 'lease expires in a commit': 0 },
    judgement: sampleJudgement(),
    ...given,
  };
}

/** A judgement of a run in which all went well. */
export function sampleJudgement(given: Partial<Judgement> = {}): Judgement {
  return {
    verdict: 'holds',
    guarantees: [
      {
        name: 'external-consistency',
        verdict: { verdict: 'holds', exercised: { transactions: 84, realTimeOrders: 61 } },
      },
      {
        name: 'linearizable-registers',
        verdict: { verdict: 'holds', exercised: { operations: 97, concurrentReads: 31 } },
      },
      { name: 'no-lost-commit', verdict: { verdict: 'holds', exercised: { acknowledged: 120, failOvers: 2 } } },
      {
        name: 'minority-refuses',
        verdict: {
          verdict: 'vacuous',
          exercised: { minorityOperations: 0 },
          reason: 'nobody asked on a minority side',
        },
      },
      { name: 'liveness', verdict: { verdict: 'holds', exercised: { finalOperations: 40 } } },
    ],
    tradeoffs: [],
    price: PRICE,
    ...given,
  };
}

export function sampleDynamoResult(given: Partial<RunResult> = {}): RunResult {
  const judgement: Judgement = {
    verdict: 'holds',
    guarantees: [
      { name: 'total-availability', verdict: { verdict: 'holds', exercised: { inPartitions: 66, answered: 66 } } },
      {
        name: 'no-lost-addition',
        verdict: { verdict: 'holds', exercised: { additions: 72, concurrentAdditions: 19 } },
      },
      { name: 'convergence', verdict: { verdict: 'holds', exercised: { keys: 24, replicas: 72 } } },
      { name: 'no-phantom-values', verdict: { verdict: 'holds', exercised: { valuesRead: 310 } } },
      { name: 'liveness', verdict: { verdict: 'holds', exercised: { finalOperations: 40 } } },
    ],
    tradeoffs: [
      {
        name: 'resurrected-items',
        observed: 3,
        of: 41,
        example: 'item 17 of cart "c2", removed by operation 88, was there again at operation 301',
      },
      { name: 'stale-reads', observed: 9, of: 120, example: undefined },
    ],
    price: { ...PRICE, ok: 199, refused: 0, unknown: 1, minorityAnswered: 20, serveAgainMicros: undefined },
  };
  return sampleResult({
    system: 'dynamo',
    judgement,
    coverage: { 'hint is handed over': 12, 'merkle trees differ': 0 },
    ...given,
  });
}

import type { Anomaly, Verdict } from '../checkers/verdict.ts';
import type { Judgement } from '../claims/judgement.ts';
import { groupBy } from '../group-by.ts';
import { drawPlan } from './draw-plan.ts';
import type { PlanRequest } from './plan.ts';
import { runPlan } from './run-plan.ts';
import type { RunResult } from './run-result.ts';

/** The result of a run that was drawn from a request: it has all that the request had. */
export interface SeedResult extends RunResult {
  readonly operations: number;
}

/** A run that could not be judged because the code under test, or the harness, failed. */
export interface BrokenRun {
  readonly request: PlanRequest;
  readonly message: string;
}

/** What came of one request. */
export type RunOutcome = { readonly result: SeedResult } | { readonly broken: BrokenRun };

/** Of each guarantee so many kinds of anomalies are told, with one witness each; a replay finds the others again. */
const KINDS_TOLD = 3;

/** Draws, runs and judges several plans, one after the other. What comes back is plain data, so it can cross threads. */
export function runBatch(requests: readonly PlanRequest[]): readonly RunOutcome[] {
  return requests.map((request) => {
    try {
      const { result } = runPlan(drawPlan(request));
      return { result: { ...result, operations: request.operations, judgement: shortenJudgement(result.judgement) } };
    } catch (error) {
      return { broken: { request, message: error instanceof Error ? error.message : String(error) } };
    }
  });
}

/** A bad variant may have hundreds of anomalies, each with its argument: far more than what a result is for. */
function shortenJudgement(judgement: Judgement): Judgement {
  return {
    ...judgement,
    guarantees: judgement.guarantees.map(({ name, verdict }) => ({ name, verdict: shortenVerdict(verdict) })),
  };
}

function shortenVerdict(verdict: Verdict): Verdict {
  if (verdict.verdict !== 'violated') return verdict;
  const { exercised, anomalies } = verdict;
  const [first, ...others] = [...groupBy(anomalies, ({ kind }) => kind).values()]
    .slice(0, KINDS_TOLD)
    .flatMap(tellFirst);
  return { verdict: 'violated', exercised, anomalies: [first ?? anomalies[0], ...others] };
}

function tellFirst(ofOneKind: readonly Anomaly[]): readonly Anomaly[] {
  const [first] = ofOneKind;
  if (first === undefined) return [];
  const { kind, message, operations } = first;
  const found = ofOneKind.reduce((sum, { count = 1 }) => sum + count, 0);
  return [{ kind, message, operations, ...(found > 1 ? { count: found } : {}) }];
}

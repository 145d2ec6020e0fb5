import { drawPlan } from './draw-plan.ts';
import type { PlanRequest } from './plan.ts';
import { runPlan } from './run-plan.ts';
import type { RunResult } from './run-result.ts';

/** A run that could not be judged because the code under test, or the harness, failed. */
export interface BrokenRun {
  readonly request: PlanRequest;
  readonly message: string;
}

/** What came of one request. */
export type RunOutcome = { readonly result: RunResult } | { readonly broken: BrokenRun };

/** Draws, runs and judges several plans, one after the other. What comes back is plain data, so it can cross threads. */
export function runBatch(requests: readonly PlanRequest[]): readonly RunOutcome[] {
  return requests.map((request) => {
    try {
      return { result: runPlan(drawPlan(request)).result };
    } catch (error) {
      return { broken: { request, message: error instanceof Error ? error.message : String(error) } };
    }
  });
}

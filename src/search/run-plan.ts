import { judge } from '../claims/judge.ts';
import { systemNamed } from '../models/registry.ts';
import { optionalOf, type Plan } from './plan.ts';
import type { RunResult } from './run-result.ts';
import { type Run, simulate } from './simulate.ts';

/** A run and what the judge says of it. */
export interface JudgedRun {
  readonly run: Run;
  readonly result: RunResult;
}

/**
 * Runs a plan and judges its history by the system's claim.
 *
 * @throws SimulationError when the code under test failed.
 */
export function runPlan(plan: Plan, options: { readonly trace?: boolean } = {}): JudgedRun {
  const run = simulate(plan, options);
  const { system, variant, preset, pastContract, seed } = plan;
  const { digest, checkpoints, events, coverage } = run;
  const faults = [...new Set(plan.faults.map(({ kind }) => kind))].sort();
  const judgement = judge(run.history, systemNamed(system).claim);
  return {
    run,
    result: {
      ...{ system, variant, preset, pastContract, seed, digest, checkpoints, events, faults, coverage, judgement },
      ...optionalOf(plan),
    },
  };
}

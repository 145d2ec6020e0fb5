import type { PresetName } from '../../claims/vocabulary.ts';
import { drawPlan } from '../draw-plan.ts';
import { runPlan } from '../run-plan.ts';
import type { StrategyName } from '../strategy/strategy-name.ts';
import { threadCpuMicros } from './cpu-time.ts';

/** The correct system, under the faults that show a mistake of its variants. */
export interface CleanTask {
  readonly system: string;
  readonly preset: PresetName;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly operations: number;
  readonly strategy: StrategyName;
}

/** How its runs went. */
export interface CleanRuns {
  readonly runs: number;
  /** Seeds that broke a guarantee: none, if the system and the checkers are right. */
  readonly violatedSeeds: readonly number[];
  readonly cpuMicros: number;
}

/** Runs the correct system and notes the seeds that break its claim. */
export function runClean({ firstSeed, seeds, ...request }: CleanTask): CleanRuns {
  const begun = threadCpuMicros();
  const violatedSeeds = Array.from({ length: seeds }, (_, nth) => firstSeed + nth).filter((seed) => {
    const { result } = runPlan(drawPlan({ ...request, variant: null, pastContract: null, seed }));
    return result.judgement.verdict === 'violated';
  });
  return { runs: seeds, violatedSeeds, cpuMicros: threadCpuMicros() - begun };
}

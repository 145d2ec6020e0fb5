import { test } from 'vitest';
import type { PresetName } from '../claims/vocabulary.ts';
import type { System } from '../models/system.ts';
import { drawPlan } from '../search/draw-plan.ts';
import { type Run, simulate as runPlan } from '../search/simulate.ts';

/** What is run, and how often. */
export interface SimulateTestOptions {
  readonly system: System;
  /** Seeds from `first` to `last`, both included. */
  readonly seeds: readonly [first: number, last: number];
  readonly preset?: PresetName;
  readonly operations?: number;
  readonly variant?: string;
}

/** Declares one test a seed: each runs the system under the preset and hands the run over to be judged. */
export function simulate(name: string, options: SimulateTestOptions, judgeRun: (run: Run) => void): void {
  const { system, seeds, preset = 'everything', operations = 200, variant = null } = options;
  const [first, last] = seeds;
  for (let seed = first; seed <= last; seed++) {
    test(`${name} (${system.name}, ${preset}, seed ${seed})`, () => {
      const request = { system: system.name, variant, seed, preset, pastContract: null, operations };
      judgeRun(runPlan(drawPlan(request, system), { system }));
    });
  }
}

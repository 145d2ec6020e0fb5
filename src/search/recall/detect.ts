import type { GuaranteeName, PresetName } from '../../claims/vocabulary.ts';
import { systemNamed, variantNamed } from '../../models/registry.ts';
import { drawPlan } from '../draw-plan.ts';
import type { Plan } from '../plan.ts';
import type { StrategyName } from '../strategy/strategy-name.ts';
import { runPlan } from '../run-plan.ts';
import { startProber } from '../shrink/prober.ts';
import { shrinkPlan } from '../shrink/shrink-plan.ts';
import { shrunkFrom, type ShrunkFrom } from '../shrink/shrunk-from.ts';
import { type Signature, signatureOf } from '../shrink/signature.ts';
import { threadCpuMicros } from './cpu-time.ts';

/** A variant, and where to look for it. */
export interface DetectTask {
  readonly system: string;
  readonly variant: string;
  readonly preset: PresetName;
  /** The guarantee whose checker must report it. */
  readonly guarantee: GuaranteeName;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly operations: number;
  /** How plans are drawn. */
  readonly strategy: StrategyName;
  /** Runs to spend on shrinking the first failing seed; 0: it isn't shrunk. */
  readonly shrinkBudget: number;
}

/** How one range of seeds went. */
export interface Detection {
  /** The first seed that shows the mistake; null when none of the range does. */
  readonly seed: number | null;
  /** Seeds run, the last one included, and the CPU time of drawing, running and judging them. */
  readonly seedsRun: number;
  readonly cpuMicros: number;
  readonly signature: Signature | null;
  /** Other guarantees that the same run breaks. */
  readonly alsoBroken: readonly GuaranteeName[];
  readonly shrunk: DetectionShrunk | null;
}

/** How far the failing seed could be shrunk, and what that took. */
export interface DetectionShrunk extends ShrunkFrom {
  readonly plan: Plan;
  readonly cpuMicros: number;
}

/** Runs seed after seed until the variant is caught by the guarantee that names its mistake. */
export async function detect(task: DetectTask): Promise<Detection> {
  const { firstSeed, seeds, guarantee, operations, shrinkBudget, ...request } = task;
  const system = systemNamed(task.system);
  variantNamed(system, task.variant);
  const begun = threadCpuMicros();
  for (let nth = 0; nth < seeds; nth++) {
    const plan = drawPlan({ ...request, seed: firstSeed + nth, pastContract: null, operations });
    const { judgement } = runPlan(plan).result;
    const signature = signatureOf(judgement, system, task.variant, guarantee);
    if (signature === undefined) continue;
    const cpuMicros = threadCpuMicros() - begun;
    const alsoBroken = judgement.guarantees
      .filter(({ name, verdict }) => name !== guarantee && verdict.verdict === 'violated')
      .map(({ name }) => name);
    const shrunk = shrinkBudget === 0 ? null : await shrinkFound(plan, signature, shrinkBudget);
    return { seed: plan.seed, seedsRun: nth + 1, cpuMicros, signature, alsoBroken, shrunk };
  }
  const cpuMicros = threadCpuMicros() - begun;
  return { seed: null, seedsRun: seeds, cpuMicros, signature: null, alsoBroken: [], shrunk: null };
}

async function shrinkFound(plan: Plan, signature: Signature, budget: number): Promise<DetectionShrunk | null> {
  const begun = threadCpuMicros();
  const shrunk = await shrinkPlan(plan, { signature, budget, prober: startProber(1) });
  if (shrunk === undefined) return null;
  const cpuMicros = threadCpuMicros() - begun;
  return { ...shrunkFrom(plan, shrunk, signature), plan: shrunk.plan, cpuMicros };
}

import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import type { GuaranteeName, PresetName } from '../../claims/vocabulary.ts';
import type { System, Variant } from '../../models/system.ts';
import type { StrategyName } from '../strategy/strategy-name.ts';
import type { Detection, DetectTask } from './detect.ts';
import { performRecallTask, type RecallOutcome, type RecallTask } from './recall-task.ts';
import type { CleanRuns, CleanTask } from './run-clean.ts';

/** How much is run. */
export interface RecallOptions {
  /** Ranges of seeds for each variant, and the most seeds of each. */
  readonly ranges: number;
  readonly seeds: number;
  readonly operations: number;
  /** How plans are drawn. */
  readonly strategy: StrategyName;
  /** Seeds of the correct system under each preset; the variants' seeds start where these do. */
  readonly cleanSeeds: number;
  readonly shrinkBudget: number;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onDone?: (task: RecallTask, outcome: RecallOutcome) => void;
}

/** How one variant was found: one detection a range. */
export interface VariantRecall {
  readonly system: string;
  readonly variant: string;
  readonly preset: PresetName;
  readonly guarantee: GuaranteeName;
  readonly detections: readonly Detection[];
}

/** The correct system under one preset. */
export interface CleanRecall extends CleanRuns {
  readonly system: string;
  readonly preset: PresetName;
}

/** What a recall found. */
export interface Recall {
  readonly variants: readonly VariantRecall[];
  readonly correct: readonly CleanRecall[];
  readonly isInterrupted: boolean;
}

/** Ranges begin so far apart: none reaches the next. */
const SEEDS_BETWEEN_RANGES = 1_000_000;
/** Runs of the correct system that go to a thread at once. */
const CLEAN_SEEDS_A_TASK = 10;

/** Looks for every variant of the systems in several ranges of seeds, and runs the correct systems beside them. */
export async function recall(systems: readonly System[], options: RecallOptions): Promise<Recall> {
  const detectTasks = systems.flatMap((system) =>
    system.variants.flatMap((variant) => detectTasksOf(system, variant, options)),
  );
  const cleanTasks = systems.flatMap((system) => cleanTasksOf(system, options));
  const tasks: RecallTask[] = [...detectTasks.map((detect) => ({ detect })), ...cleanTasks.map((clean) => ({ clean }))];
  const outcomes = await performAll(tasks, options);
  const detectionOf = (task: DetectTask): readonly Detection[] => {
    const outcome = outcomes[detectTasks.indexOf(task)];
    return outcome !== undefined && 'detection' in outcome ? [outcome.detection] : [];
  };
  const variants = systems.flatMap(({ name: system, variants: known }) =>
    known.map(({ name: variant, preset, guarantee }): VariantRecall => {
      const ofVariant = detectTasks.filter((task) => task.system === system && task.variant === variant);
      return { system, variant, preset, guarantee, detections: ofVariant.flatMap(detectionOf) };
    }),
  );
  const done = cleanTasks.flatMap((task, nth) => {
    const outcome = outcomes[detectTasks.length + nth];
    return outcome !== undefined && 'cleanRuns' in outcome ? [{ task, runs: outcome.cleanRuns }] : [];
  });
  return { variants, correct: joinClean(done), isInterrupted: outcomes.includes(undefined) };
}

function detectTasksOf(system: System, variant: Variant, options: RecallOptions): readonly DetectTask[] {
  const { ranges, seeds, operations, strategy, shrinkBudget } = options;
  const { name, preset, guarantee } = variant;
  const common = { system: system.name, variant: name, preset, guarantee, strategy, seeds, operations, shrinkBudget };
  return Array.from({ length: ranges }, (_, range) => {
    return { ...common, firstSeed: 1 + range * SEEDS_BETWEEN_RANGES };
  });
}

function cleanTasksOf({ name: system, variants }: System, options: RecallOptions): CleanTask[] {
  const { cleanSeeds, operations, strategy } = options;
  return [...new Set(variants.map(({ preset }) => preset))].flatMap((preset) =>
    Array.from({ length: Math.ceil(cleanSeeds / CLEAN_SEEDS_A_TASK) }, (_, nth) => {
      const begun = nth * CLEAN_SEEDS_A_TASK;
      const seeds = Math.min(CLEAN_SEEDS_A_TASK, cleanSeeds - begun);
      return { system, preset, strategy, firstSeed: 1 + begun, seeds, operations };
    }),
  );
}

/** Runs of one system and preset together. */
function joinClean(done: readonly { readonly task: CleanTask; readonly runs: CleanRuns }[]): readonly CleanRecall[] {
  const joined = new Map<string, CleanRecall>();
  for (const { task, runs } of done) {
    const { system, preset } = task;
    const before = joined.get(`${system} ${preset}`);
    joined.set(`${system} ${preset}`, {
      system,
      preset,
      runs: (before?.runs ?? 0) + runs.runs,
      violatedSeeds: [...(before?.violatedSeeds ?? []), ...runs.violatedSeeds],
      cpuMicros: (before?.cpuMicros ?? 0) + runs.cpuMicros,
    });
  }
  return [...joined.values()];
}

/** The outcomes in the order of the tasks; undefined for those that an interruption left undone. */
async function performAll(
  tasks: readonly RecallTask[],
  { workers, signal, onDone }: RecallOptions,
): Promise<readonly (RecallOutcome | undefined)[]> {
  const outcomes: (RecallOutcome | undefined)[] = tasks.map(() => undefined);
  const pool = workers > 1 ? startPool(workers) : undefined;
  let next = 0;
  const drain = async (): Promise<void> => {
    for (let at = next++; at < tasks.length && signal?.aborted !== true; at = next++) {
      const task = tasks[at];
      if (task === undefined) return;
      await setImmediate();
      const outcome = await (pool === undefined ? performRecallTask(task) : pool.run(task));
      outcomes[at] = outcome;
      onDone?.(task, outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, drain));
  } finally {
    await pool?.close();
  }
  return outcomes;
}

function startPool(workers: number): Piscina<RecallTask, RecallOutcome> {
  const filename = new URL('./recall-worker.js', import.meta.url).href;
  return new Piscina<RecallTask, RecallOutcome>({ filename, minThreads: workers, maxThreads: workers });
}

import { median } from '../search/recall/median.ts';
import type { CleanRecall, Recall, RecallOptions, VariantRecall } from '../search/recall/recall.ts';
import type { RecallCases } from './recall-cases.ts';

/** One variant of a recall, with what is typical of its ranges. Medians are null where nothing was found. */
export interface VariantEntry extends VariantRecall {
  /** Ranges in which it was found. */
  readonly found: number;
  readonly medianSeeds: number | null;
  readonly medianCpuMillis: number | null;
  /** CPU time of drawing, running and judging one seed. */
  readonly cpuMillisPerSeed: number;
  readonly medianShrunkFaults: number | null;
  readonly medianShrunkOperations: number | null;
}

/** What `capcheck recall --json` prints. */
export interface RecallDocument {
  readonly format: 'capcheck-recall/1';
  readonly codeVersion: string;
  /** `found`: every variant in every range, the correct systems broke nothing, and each case that was kept can be repeated. */
  readonly verdict: 'found' | 'lost' | 'interrupted';
  readonly effort: Pick<
    RecallOptions,
    'ranges' | 'seeds' | 'operations' | 'strategy' | 'cleanSeeds' | 'shrinkBudget' | 'workers'
  >;
  readonly variants: readonly VariantEntry[];
  readonly correct: readonly CleanRecall[];
  /** The cases that were kept; null without `--cases`. */
  readonly cases: RecallCases | null;
  /** Everything that was drawn, run and judged, without shrinking. */
  readonly total: { readonly seeds: number; readonly cpuMillisPerSeed: number; readonly seedsPerCpuSecond: number };
}

const MICROS_PER_MILLI = 1000;
const MICROS_PER_SECOND = 1_000_000;

export function composeRecall(
  codeVersion: string,
  found: Recall,
  effort: RecallDocument['effort'],
  cases: RecallCases | null = null,
): RecallDocument {
  const variants = found.variants.map(composeVariant);
  const isFound = variants.every((variant) => variant.found === effort.ranges);
  const isClean = found.correct.every(({ violatedSeeds }) => violatedSeeds.length === 0);
  const isRepeatable = cases === null || cases.unlike.length === 0;
  const detections = variants.flatMap((variant) => variant.detections);
  const seeds = sum(detections.map(({ seedsRun }) => seedsRun)) + sum(found.correct.map(({ runs }) => runs));
  const cpuMicros = sum([...detections, ...found.correct].map((part) => part.cpuMicros));
  return {
    format: 'capcheck-recall/1',
    codeVersion,
    verdict: found.isInterrupted ? 'interrupted' : isFound && isClean && isRepeatable ? 'found' : 'lost',
    effort,
    variants,
    correct: found.correct,
    cases,
    total: {
      seeds,
      cpuMillisPerSeed: cpuMicros / MICROS_PER_MILLI / Math.max(1, seeds),
      seedsPerCpuSecond: (seeds * MICROS_PER_SECOND) / Math.max(1, cpuMicros),
    },
  };
}

function composeVariant(variant: VariantRecall): VariantEntry {
  const { detections } = variant;
  const caught = detections.filter(({ seed }) => seed !== null);
  const shrunk = caught.flatMap((detection) => detection.shrunk ?? []);
  const cpuMicros = sum(detections.map((detection) => detection.cpuMicros));
  const medianCpuMicros = median(caught.map((detection) => detection.cpuMicros));
  return {
    ...variant,
    found: caught.length,
    medianSeeds: median(caught.map(({ seedsRun }) => seedsRun)) ?? null,
    medianCpuMillis: medianCpuMicros === undefined ? null : medianCpuMicros / MICROS_PER_MILLI,
    cpuMillisPerSeed: cpuMicros / MICROS_PER_MILLI / Math.max(1, sum(detections.map(({ seedsRun }) => seedsRun))),
    medianShrunkFaults: median(shrunk.map(({ after }) => after.faults)) ?? null,
    medianShrunkOperations: median(shrunk.map(({ after }) => after.operations)) ?? null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

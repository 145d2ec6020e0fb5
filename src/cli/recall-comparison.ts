import type { StrategyName } from '../search/strategy/strategy-name.ts';
import type { RecallDocument, VariantEntry } from './recall-document.ts';

/** What one strategy took for one variant: means over the ranges; a range in which it was lost counts with all its seeds. */
export interface Cost {
  readonly found: number;
  readonly meanSeeds: number;
  readonly meanCpuMillis: number;
}

/** One variant under every strategy, in their order. */
export interface ComparedVariant {
  readonly system: string;
  readonly variant: string;
  readonly costs: readonly Cost[];
}

/** What `capcheck recall --json` prints for more than one strategy. */
export interface RecallComparison {
  readonly format: 'capcheck-recall-comparison/1';
  readonly codeVersion: string;
  readonly verdict: RecallDocument['verdict'];
  readonly strategies: readonly StrategyName[];
  readonly variants: readonly ComparedVariant[];
  /** The recall of each strategy. */
  readonly recalls: readonly RecallDocument[];
}

const MICROS_PER_MILLI = 1000;

/** Puts recalls of the same systems and effort side by side. */
export function compareRecalls(recalls: readonly [RecallDocument, ...RecallDocument[]]): RecallComparison {
  const [first] = recalls;
  const verdicts = recalls.map(({ verdict }) => verdict);
  const verdict = verdicts.includes('interrupted') ? 'interrupted' : verdicts.includes('lost') ? 'lost' : 'found';
  return {
    format: 'capcheck-recall-comparison/1',
    codeVersion: first.codeVersion,
    verdict,
    strategies: recalls.map(({ effort }) => effort.strategy),
    variants: first.variants.map(({ system, variant }, nth) => {
      return { system, variant, costs: recalls.flatMap(({ variants }) => variants.slice(nth, nth + 1).map(costOf)) };
    }),
    recalls,
  };
}

function costOf({ detections, found }: VariantEntry): Cost {
  const count = Math.max(1, detections.length);
  return {
    found,
    meanSeeds: detections.reduce((sum, { seedsRun }) => sum + seedsRun, 0) / count,
    meanCpuMillis: detections.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0) / count / MICROS_PER_MILLI,
  };
}

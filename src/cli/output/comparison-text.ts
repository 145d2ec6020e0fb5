import { formatTable } from '../../reporters/text/table.ts';
import type { ComparedVariant, Cost, RecallComparison } from '../recall-comparison.ts';
import { markdownTable, type Rows } from './markdown-table.ts';

/** A variant that the first strategy finds in fewer seeds on average tells nothing of a strategy: whatever is tried finds it. */
const HARD_SEEDS = 4;
const MILLIS_PER_SECOND = 1000;

/** Strategies side by side, for a terminal. */
export function formatComparison(comparison: RecallComparison): string {
  return [...formatTable(rowsOf(comparison)), '', ...summaryOf(comparison), ''].join('\n');
}

/** Strategies side by side, as lines of a page of the documentation. */
export function formatComparisonTable(comparison: RecallComparison): readonly string[] {
  return [...markdownTable(rowsOf(comparison)), '', ...summaryOf(comparison).map((line) => `- ${line}`)];
}

function rowsOf({ strategies, variants }: RecallComparison): Rows {
  const [hard, easy] = [variants.filter(isHard), variants.filter((variant) => !isHard(variant))];
  return [
    ['variant', ...strategies],
    ...hard.map(({ system, variant, costs }) => [`${system}/${variant}`, ...costs.map(costText)]),
    [`the other ${easy.length}, on average`, ...strategies.map((_, nth) => costText(averageOf(easy, nth)))],
  ];
}

/** `12.3 seeds, 0.6 s`. */
function costText({ meanSeeds, meanCpuMillis }: Cost): string {
  return `${meanSeeds.toFixed(1)} seeds, ${(meanCpuMillis / MILLIS_PER_SECOND).toFixed(2)} s`;
}

function isHard({ costs }: ComparedVariant): boolean {
  return (costs[0]?.meanSeeds ?? 0) >= HARD_SEEDS;
}

function averageOf(variants: readonly ComparedVariant[], strategy: number): Cost {
  const costs = variants.flatMap((variant) => variant.costs.slice(strategy, strategy + 1));
  const mean = (of: (cost: Cost) => number): number =>
    costs.reduce((sum, cost) => sum + of(cost), 0) / Math.max(1, costs.length);
  return {
    found: mean(({ found }) => found),
    meanSeeds: mean(({ meanSeeds }) => meanSeeds),
    meanCpuMillis: mean(({ meanCpuMillis }) => meanCpuMillis),
  };
}

/** Of each strategy: what it takes beside the first one, and what it lost. */
function summaryOf({ strategies, variants, recalls }: RecallComparison): readonly string[] {
  const hard = variants.filter(isHard);
  return strategies.map((strategy, nth) => {
    const ratio = (of: (cost: Cost) => number): string =>
      geometricMean(
        hard.map(({ costs: [first, ...others] }) => {
          const own = [first, ...others][nth];
          return first === undefined || own === undefined ? 1 : of(own) / of(first);
        }),
      ).toFixed(2);
    const ranges = recalls[nth]?.effort.ranges ?? 0;
    const lost = variants.reduce((sum, { costs }) => sum + ranges - (costs[nth]?.found ?? 0), 0);
    const all = variants.reduce((sum, { costs }) => sum + (costs[nth]?.meanCpuMillis ?? 0), 0) / MILLIS_PER_SECOND;
    const violated = recalls[nth]?.correct.flatMap(({ violatedSeeds }) => violatedSeeds).length ?? 0;
    return (
      `${strategy}: ${all.toFixed(1)} CPU s for all variants, once each; over the ${hard.length} hard ones ${ratio(({ meanSeeds }) => meanSeeds)} times ` +
      `the seeds and ${ratio(({ meanCpuMillis }) => meanCpuMillis)} times the CPU time of ${strategies[0] ?? ''} (geometric mean); ` +
      `${lost} of ${variants.length * ranges} ranges lost; ${violated} runs of correct systems violated`
    );
  });
}

function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / Math.max(1, ratios.length));
}

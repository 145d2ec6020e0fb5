import type { History } from '../../history/history.ts';
import type { Plan } from '../plan.ts';
import type { LikelihoodPoint } from './explanation.ts';
import type { Shows } from './necessity.ts';

const NANOS_PER_MICRO = 1000;

/** A step of a run after which the future is redrawn. */
interface RunStep {
  readonly atMicros: number;
  readonly line: number | null;
}

/** How many futures are drawn after each of how many steps. */
export interface LikelihoodEffort {
  readonly futures: number;
  readonly steps: number;
}

/**
 * How likely the anomaly is when the future is redrawn after each step: the beginning, then what clients and faults did
 * up to the last line of the witness. Where it jumps is where it happened (the "bug likelihood over time" of Antithesis).
 */
export async function measureLikelihood(
  plan: Plan,
  history: History,
  witness: readonly number[],
  { futures, steps }: LikelihoodEffort,
  shows: Shows,
): Promise<readonly LikelihoodPoint[]> {
  const all = stepsOf(history, Math.max(0, ...witness));
  const chosen = spread(all, steps);
  return Promise.all(
    chosen.map(async ({ atMicros, line }) => {
      const outcomes = await Promise.all(
        Array.from({ length: futures }, (_, nth) => shows({ ...plan, reseed: { atMicros, salt: nth + 1 } })),
      );
      return { atMicros, line, futures, showing: outcomes.filter(Boolean).length };
    }),
  );
}

/** Position of the steepest rise; null where there is none. */
export function steepestRise(points: readonly LikelihoodPoint[]): number | null {
  let steepest: number | null = null;
  let most = 0;
  points.forEach(({ showing }, nth) => {
    const rise = nth === 0 ? 0 : showing - (points[nth - 1]?.showing ?? 0);
    if (rise <= most) return;
    most = rise;
    steepest = nth;
  });
  return steepest;
}

function stepsOf({ operations }: History, lastLine: number): readonly RunStep[] {
  const steps: RunStep[] = [{ atMicros: 0, line: null }];
  for (const { index, time, process, f } of operations.slice(0, lastLine + 1)) {
    if ((typeof process === 'string' && process !== 'nemesis') || f === 'topology') continue;
    const atMicros = time / NANOS_PER_MICRO;
    // What happens at one instant is one step: the last line of it tells which.
    if (steps.at(-1)?.atMicros === atMicros) steps.pop();
    steps.push({ atMicros, line: index });
  }
  return steps;
}

/** The first, the last, and the others evenly between. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const positions = Array.from({ length: most }, (_, nth) => Math.round((nth * (items.length - 1)) / (most - 1)));
  return [...new Set(positions)].flatMap((position) => items.slice(position, position + 1));
}

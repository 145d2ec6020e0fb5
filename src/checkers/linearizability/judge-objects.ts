import { show } from '../../history/history-error.ts';
import type { Columns } from '../../history/columns.ts';
import { Decision } from './engine/decide.ts';
import { Machine } from './engine/machine.ts';
import { draftOf, problemOf } from './explain/draft.ts';
import { proveViolation, type ProvenViolation } from './explain/find-violation.ts';
import { decideFast } from './fast/decide-fast.ts';
import type { Partition } from './partition.ts';
import type { Spec } from './spec.ts';
import { ValueNumbers } from './value-numbers.ts';

/** How to judge the objects of a history. */
export interface JudgeOptions {
  readonly initial: unknown;
  /** Skips the polynomial checkers. */
  readonly generic: boolean;
  /** Budget for all searches together. */
  readonly steps: number;
  /** Memory for the search of one object. */
  readonly bytes: number;
}

/** What is known of all objects of a history. */
export interface Judgement {
  /** The objects whose calls have an order: rows of their calls. */
  readonly objects: readonly { readonly partition: Partition; readonly order: ArrayLike<number> }[];
  readonly violations: readonly ProvenViolation[];
  /** Why some object is undecided. */
  readonly undecided: string | undefined;
  /** Why the polynomial checker did not decide some objects. */
  readonly fallbacks: readonly string[];
  readonly polynomial: number;
  readonly searched: number;
  readonly steps: number;
}

interface Open {
  readonly partition: Partition;
  readonly machine: Machine;
  readonly decision: Decision;
}

const FIRST_ROUND_STEPS = 8_192;
const ROUND_FACTOR = 8;

/**
 * Judges each object: by the spec's polynomial checker where its preconditions hold, the others by search. Searches run in
 * rounds of growing budgets, so that one hard object does not keep a violation elsewhere from being found; after a violation
 * the others get no more than that round.
 */
export function judgeObjects(
  columns: Columns,
  partitions: readonly Partition[],
  spec: Spec,
  options: JudgeOptions,
): Judgement {
  const values = new ValueNumbers(columns.values);
  const objects: { partition: Partition; order: ArrayLike<number> }[] = [];
  const violations: ProvenViolation[] = [];
  const fallbacks = new Map<string, number>();
  const toSearch: Partition[] = [];
  for (const partition of partitions) {
    const outcome = options.generic ? undefined : decideFast(spec, partition.calls, values, options.initial);
    if (outcome === undefined) toSearch.push(partition);
    else if (outcome.kind === 'inapplicable') {
      toSearch.push(partition);
      fallbacks.set(outcome.reason, (fallbacks.get(outcome.reason) ?? 0) + 1);
    } else if (outcome.kind === 'linearizable') objects.push({ partition, order: outcome.order });
    else {
      const machine = new Machine(spec, values, options.initial);
      violations.push(proveViolation(columns, partition, machine, outcome, options.bytes));
    }
  }
  let steps = 0;
  let open = toSearch.map((partition): Open => {
    const machine = new Machine(spec, values, options.initial);
    return { partition, machine, decision: new Decision(problemOf(draftOf(machine, partition.calls))) };
  });
  for (let round = FIRST_ROUND_STEPS; open.length > 0 && steps < options.steps; round *= ROUND_FACTOR) {
    const still: Open[] = [];
    for (const object of open) {
      const { partition, machine, decision } = object;
      const before = decision.search.steps;
      const state = decision.continue(Math.min(round, options.steps - steps), options.bytes);
      steps += decision.search.steps - before;
      if (state === 'linearizable') objects.push({ partition, order: decision.search.order() });
      else if (state === 'searching') still.push(object);
      else violations.push(proveViolation(columns, partition, machine, decision, options.bytes));
    }
    open = still;
    if (violations.length > 0) break;
    if (open.every(({ decision }) => decision.search.bytes > options.bytes)) break;
  }
  return {
    objects,
    violations,
    undecided: open[0] === undefined ? undefined : whyUndecided(columns, open[0], open.length, options),
    fallbacks: [...fallbacks].map(([reason, count]) => `${reason} (${count} of ${partitions.length} objects searched)`),
    polynomial: partitions.length - toSearch.length,
    searched: toSearch.length,
    steps,
  };
}

function whyUndecided(columns: Columns, { partition, decision }: Open, count: number, options: JudgeOptions): string {
  const { search, timeline } = decision;
  const next = timeline.returns[search.furthest]!;
  const budget =
    search.bytes > options.bytes ? `memory budget of ${options.bytes} bytes` : `budget of ${options.steps} steps`;
  const object = partition.key < 0 ? '' : `key ${show(columns.keys[partition.key])}: `;
  const others = count > 1 ? `, and ${count - 1} other keys are undecided` : '';
  return `${object}the ${budget} ran out; what returned before operation ${columns.index[partition.calls.call[next]!]!} returned is consistent, with ${search.frontier} ways to go on left${others}`;
}

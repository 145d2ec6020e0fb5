import { show } from '../../history/history-error.ts';
import type { Columns } from '../../history/columns.ts';
import { componentsOf, mergeOrders } from './components.ts';
import { Decision } from './engine/decide.ts';
import { Machine } from './engine/machine.ts';
import { draftOf, problemOf } from './explain/draft.ts';
import { briefViolation } from './explain/brief-violation.ts';
import { proveViolation, type FoundViolation } from './explain/find-violation.ts';
import { decideFast } from './fast/decide-fast.ts';
import type { FastViolation } from './fast/fast-outcome.ts';
import type { Partition } from './partition.ts';
import type { Spec } from './spec.ts';
import { ValueNumbers } from './value-numbers.ts';

/** How to judge the objects of a history. */
export interface JudgeOptions {
  readonly initial: unknown;
  /** Skips the polynomial checkers. */
  readonly generic: boolean;
  /** Whether violations get a proof, and the objects after the first one that is wrong are judged too. */
  readonly explain: boolean;
  /** Budget for all searches together. */
  readonly steps: number;
  /** Memory for all searches together. */
  readonly bytes: number;
}

/** What is known of all objects of a history. */
export interface Judgement {
  /** The objects whose calls have an order: rows of their calls. */
  readonly objects: readonly { readonly partition: Partition; readonly order: ArrayLike<number> }[];
  readonly violations: readonly FoundViolation[];
  /** Of each undecided object, why it is. */
  readonly undecided: readonly string[];
  /** Why the polynomial checker did not decide some objects, and how many. */
  readonly fallbacks: ReadonlyMap<string, number>;
  readonly polynomial: number;
  readonly searched: number;
  readonly steps: number;
}

interface Open {
  readonly partition: Partition;
  readonly machine: Machine;
  readonly decision: Decision;
  /** Memory that it held when it was last looked at. */
  bytes: number;
}

const FIRST_ROUND_STEPS = 8_192;
const ROUND_FACTOR = 8;
/** Once something is wrong, no other object gets a round of more steps than this. */
const LAST_ROUND_AFTER_VIOLATION = FIRST_ROUND_STEPS * ROUND_FACTOR ** 2;

/**
 * Judges each object, or each part of its state that can be told apart: by the spec's polynomial checker where its preconditions hold, the others by search. Searches run in
 * rounds of growing budgets, so that one hard object does not keep a violation elsewhere from being found; after a violation
 * the others get only a few more.
 */
export function judgeObjects(
  columns: Columns,
  partitions: readonly Partition[],
  spec: Spec,
  options: JudgeOptions,
): Judgement {
  const values = new ValueNumbers(columns.values);
  const components = partitions.map((partition) => componentsOf(partition, spec, values));
  const parts = components.flatMap((all) => all.map(({ partition }) => partition));
  const orders = new Map<Partition, ArrayLike<number>>();
  const violations: FoundViolation[] = [];
  const report = (partition: Partition, machine: Machine, found: FastViolation | Decision, bytes: number): void => {
    if (options.explain) violations.push(proveViolation(columns, partition, machine, found, bytes));
    else violations.push(briefViolation(columns, partition, found));
  };
  const isOver = (): boolean => !options.explain && violations.length > 0;
  const fallbacks = new Map<string, number>();
  const toSearch: Partition[] = [];
  for (const partition of parts) {
    if (isOver()) break;
    const outcome = options.generic ? undefined : decideFast(spec, partition.calls, values, options.initial);
    if (outcome === undefined) toSearch.push(partition);
    else if (outcome.kind === 'inapplicable') {
      toSearch.push(partition);
      fallbacks.set(outcome.reason, (fallbacks.get(outcome.reason) ?? 0) + 1);
    } else if (outcome.kind === 'linearizable') orders.set(partition, outcome.order);
    else report(partition, new Machine(spec, values, options.initial), outcome, options.bytes);
  }
  let steps = 0;
  let open = (isOver() ? [] : toSearch).map((partition): Open => {
    const machine = new Machine(spec, values, options.initial);
    const decision = new Decision(problemOf(draftOf(machine, partition.calls)));
    return { partition, machine, decision, bytes: decision.search.bytes };
  });
  let held = open.reduce((sum, { bytes }) => sum + bytes, 0);
  const undecided: string[] = [];
  for (let round = FIRST_ROUND_STEPS; open.length > 0 && steps < options.steps; round *= ROUND_FACTOR) {
    const still: Open[] = [];
    for (const object of open) {
      if (isOver()) break;
      const { partition, machine, decision } = object;
      const { search } = decision;
      const before = search.steps;
      held -= object.bytes;
      const bytes = options.bytes - held;
      const state = decision.continue(Math.min(round, options.steps - steps), bytes);
      steps += search.steps - before;
      if (state === 'linearizable') orders.set(partition, search.order());
      else if (state === 'violation') report(partition, machine, decision, bytes);
      else if (search.bytes > bytes)
        undecided.push(whyUndecided(columns, object, `memory budget of ${options.bytes} bytes`));
      else {
        object.bytes = search.bytes;
        held += object.bytes;
        still.push(object);
      }
    }
    open = still;
    if (isOver() || (violations.length > 0 && round >= LAST_ROUND_AFTER_VIOLATION)) break;
  }
  undecided.push(...open.map((object) => whyUndecided(columns, object, `budget of ${options.steps} steps`)));
  const objects = partitions.flatMap((partition, i) => {
    const found = components[i]!.flatMap((component) => {
      const order = orders.get(component.partition);
      return order === undefined ? [] : [{ component, order }];
    });
    if (found.length < components[i]!.length) return [];
    return [{ partition, order: found.length === 1 ? found[0]!.order : mergeOrders(partition.calls, found) }];
  });
  return {
    objects,
    violations,
    undecided,
    fallbacks,
    polynomial: parts.length - toSearch.length,
    searched: toSearch.length,
    steps,
  };
}

function whyUndecided(columns: Columns, { partition, decision }: Open, budget: string): string {
  const { search, timeline } = decision;
  const last = timeline.returns[search.furthest - 1];
  const verified =
    last === undefined
      ? 'nothing is verified'
      : `verified up to the return of operation ${columns.index[partition.calls.call[last]!]!}`;
  const object = partition.key < 0 ? '' : `key ${show(columns.keys[partition.key])}: `;
  return `${object}the ${budget} ran out; ${verified}, with a frontier of ${search.frontier} configurations`;
}

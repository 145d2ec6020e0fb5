import type { Plan } from '../plan.ts';
import type { Sighting } from './sighting.ts';

/** The smallest plan so far that shows the anomaly, and how its run went. */
export interface Best extends Sighting {
  readonly plan: Plan;
}

/** One plan to try, and where the search goes on when it shows the anomaly and when it doesn't. */
export interface Step {
  readonly candidate: Plan;
  readonly onSuccess: (best: Best) => Step | undefined;
  readonly onFailure: () => Step | undefined;
}

/** One way of making plans smaller: its first step from a plan, or undefined when there is nothing to do. */
export interface Pass {
  readonly name: string;
  readonly begin: (best: Best) => Step | undefined;
}

/** Items of a plan that may be dropped, and the plan without some of them. */
export interface Droppable<Item> {
  itemsOf(best: Best): readonly Item[];
  without(best: Best, dropped: ReadonlySet<Item>): Plan;
}

/**
 * Drops items in chunks of half, a quarter, an eighth … of them, from the last to the first: later ones depend on earlier
 * ones more often than the other way round. (A delta debugging after Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", IEEE TSE 28(2), 2002, without its tests of complements, which seldom succeed.)
 */
export function dropInChunks<Item>(droppable: Droppable<Item>): Pass['begin'] {
  const at = (best: Best, size: number, end: number): Step | undefined => {
    const items = droppable.itemsOf(best);
    if (items.length === 0) return undefined;
    if (end <= 0) return size === 1 ? undefined : at(best, Math.ceil(size / 2), items.length);
    const from = Math.max(0, end - size);
    return {
      candidate: droppable.without(best, new Set(items.slice(from, end))),
      onSuccess: (smaller) => at(smaller, Math.min(size, Math.max(1, droppable.itemsOf(smaller).length)), from),
      onFailure: () => at(best, size, from),
    };
  };
  return (best) => {
    const { length } = droppable.itemsOf(best);
    return at(best, Math.max(1, Math.ceil(length / 2)), length);
  };
}

/** Tries simpler plans one after the other; after each that shows the anomaly, goes on at the same place in the new list. */
export function tryEach(simplerThan: (best: Best) => readonly Plan[]): Pass['begin'] {
  const at = (plans: readonly Plan[], nth: number): Step | undefined => {
    const candidate = plans[nth];
    if (candidate === undefined) return undefined;
    return {
      candidate,
      onSuccess: (simpler) => at(simplerThan(simpler), nth),
      onFailure: () => at(plans, nth + 1),
    };
  };
  return (best) => at(simplerThan(best), 0);
}

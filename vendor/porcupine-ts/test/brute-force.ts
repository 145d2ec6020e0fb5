import type { Model, Operation, State } from '../src/index.ts';

/** Everything there is to know about a small history, found by trying every order. */
export interface BruteForceAnswer {
  readonly linearizable: boolean;
  /** For each operation, the length of the longest legal prefix with it; 0 when there is none. */
  readonly longest: readonly number[];
}

/** The slow, obviously right twin of the search: no memory, no shared code, exponential time. */
export function checkByBruteForce<S extends State, I, O>(
  model: Model<S, I, O>,
  history: readonly Operation<I, O>[],
): BruteForceAnswer {
  const longest = history.map(() => 0);
  const extend = (prefix: readonly number[], state: S): void => {
    for (const id of prefix) longest[id] = Math.max(longest[id]!, prefix.length);
    const left = history.map((_, id) => id).filter((id) => !prefix.includes(id));
    for (const id of left) {
      const operation = history[id]!;
      if (left.some((other) => history[other]!.return < operation.call)) continue;
      const next = model.step(state, operation.input, operation.output);
      if (next !== undefined) extend([...prefix, id], next);
    }
  };
  extend([], model.init());
  return { linearizable: longest.every((length) => length === history.length), longest };
}

/** Whether `order` keeps to real time and to the model: an independent check of a certificate. */
export function isLegalPrefix<S extends State, I, O>(
  model: Model<S, I, O>,
  history: readonly Operation<I, O>[],
  order: readonly number[],
): boolean {
  let state: S | undefined = model.init();
  for (const [place, id] of order.entries()) {
    const operation = history[id]!;
    const before = new Set(order.slice(0, place));
    if (before.has(id)) return false;
    if (history.some((other, index) => !before.has(index) && index !== id && other.return < operation.call))
      return false;
    state = model.step(state, operation.input, operation.output);
    if (state === undefined) return false;
  }
  return true;
}

import type { Model, State } from '../model.ts';
import type { Operation } from '../operation.ts';
import { compareTimes, type Time } from '../time.ts';

/** An operation that real time allows to be the next of a linearization. */
export interface NextOperation {
  /** Its place in the partition. */
  readonly id: number;
  /** Whether the model allows it, too. */
  readonly allowed: boolean;
}

/** What may come after `prefix`, which ends in `state`: what is called before anything that is left returns. */
export function nextOperations<S extends State, I, O, M>(
  model: Model<S, I, O, M>,
  partition: readonly Operation<I, O, M>[],
  prefix: readonly number[],
  state: S,
): NextOperation[] {
  const linearized = new Set(prefix);
  const left = partition.map((_, id) => id).filter((id) => !linearized.has(id));
  const firstReturn = left.reduce<Time>((first, id) => {
    return compareTimes(partition[id]!.return, first) < 0 ? partition[id]!.return : first;
  }, Infinity);
  return left
    .filter((id) => compareTimes(partition[id]!.call, firstReturn) <= 0)
    .map((id) => ({ id, allowed: model.step(state, partition[id]!.input, partition[id]!.output) !== undefined }));
}

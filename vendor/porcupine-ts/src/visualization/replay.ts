import type { Model, State } from '../model.ts';
import type { Operation } from '../operation.ts';

/**
 * The states after each step of a linearization.
 *
 * @throws Error when the model does not allow a step, which means that it is not the model of the check
 */
export function replay<S extends State, I, O, M>(
  model: Model<S, I, O, M>,
  partition: readonly Operation<I, O, M>[],
  linearization: readonly number[],
): S[] {
  let state = model.init();
  return linearization.map((id) => {
    const next = model.step(state, partition[id]!.input, partition[id]!.output);
    if (next === undefined) {
      throw new Error(
        `The model does not allow operation ${id} in its linearization; visualize needs the model of the check.`,
      );
    }
    return (state = next);
  });
}

import { HistoryError, show } from '../../history/history-error.ts';
import type { Spec } from './spec.ts';

/**
 * The state before the first call: that of the spec unless another one is given.
 *
 * @throws HistoryError for what is no state of the spec
 */
export function initialOf(spec: Spec, given: unknown): unknown {
  if (given === undefined) return spec.initial;
  if (spec.beginning === undefined) return given;
  const state = spec.beginning.from(given);
  if (state !== undefined) return state;
  throw new HistoryError(
    `${show(given)} is no initial state of the spec ${spec.name}; expected ${spec.beginning.expected}`,
  );
}

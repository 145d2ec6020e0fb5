import { writeFileSync } from 'node:fs';
import type { LinearizationInfo } from '../linearization-info.ts';
import type { Model, State } from '../model.ts';
import { visualize } from './visualize.ts';

/**
 * Writes what `visualize` makes to a file, in place of what is there.
 *
 * @throws Error when the model does not allow a linearization that is in `info`, or the file cannot be written
 */
export function visualizePath<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  info: LinearizationInfo<I, O, M>,
  path: string,
): void {
  writeFileSync(path, visualize(model, info));
}

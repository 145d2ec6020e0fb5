import { show } from '../../../history/history-error.ts';
import type { Columns } from '../../../history/columns.ts';
import type { Decision } from '../engine/decide.ts';
import type { FastViolation } from '../fast/fast-outcome.ts';
import type { Partition } from '../partition.ts';
import type { FoundViolation } from './find-violation.ts';

/** A violation without the search for a small proof of it. */
export function briefViolation(
  columns: Columns,
  { key, calls }: Partition,
  found: FastViolation | Decision,
): FoundViolation {
  const object = key < 0 ? '' : `key ${show(columns.keys[key])}: `;
  if (!('search' in found))
    return { anomaly: { kind: found.anomaly, message: `${object}no order of the operations exists`, operations: [] } };
  const row = found.timeline.returns[found.search.furthest]!;
  const index = columns.index[calls.call[row]!]!;
  const message = `${object}no order of the operations that were invoked before operation ${index} returned exists`;
  return { anomaly: { kind: 'non-linearizable', message, operations: [index] } };
}

import type { Columns } from '../../history/columns.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import { OPEN, type CallTable } from './call-table.ts';
import { INDEPENDENT_HINT, looksIndependent } from './explain/hints.ts';
import type { Partition } from './partition.ts';
import type { Shape, Spec } from './spec.ts';

interface Misfit {
  /** Position in the history. */
  readonly position: number;
  readonly message: string;
}

/**
 * Refuses a history with a call whose values are not what the spec says.
 *
 * @throws HistoryError for the first one in the history: the operation, what was found and what is expected
 */
export function refuseMalformed(columns: Columns, partitions: readonly Partition[], spec: Spec): void {
  let first: Misfit | undefined;
  for (const [f, { argument, result }] of Object.entries(spec.shapes ?? {})) {
    const code = spec.operations.indexOf(f);
    if (argument !== undefined) {
      const fits = fitsOf(columns, argument);
      for (const { calls } of partitions)
        first = earlier(
          first,
          misfitIn(columns, calls, code, calls.argument, calls.call, fits, `${f} takes ${argument.expected}`),
        );
    }
    if (result !== undefined) {
      const fits = fitsOf(columns, result);
      for (const { calls } of partitions)
        first = earlier(
          first,
          misfitIn(columns, calls, code, calls.result, calls.ret, fits, `${f} is answered by ${result.expected}`),
        );
    }
  }
  if (first === undefined) return;
  const hint = looksIndependent(columns) ? `; ${INDEPENDENT_HINT}` : '';
  throw new HistoryError(`${first.message} (spec ${spec.name})${hint}`, { operation: first.position, field: 'value' });
}

/** Whether a value fits, by its number. Each value is looked at once. */
function fitsOf({ values }: Columns, shape: Shape): (id: number) => boolean {
  const known = new Uint8Array(values.length);
  return (id) => (known[id] ||= shape.fits(values[id]) ? 1 : 2) === 1;
}

function misfitIn(
  columns: Columns,
  calls: CallTable,
  code: number,
  ids: Int32Array,
  positions: Int32Array,
  fits: (id: number) => boolean,
  expected: string,
): Misfit | undefined {
  let first: Misfit | undefined;
  for (let row = 0; row < calls.length; row++) {
    const position = positions[row]!;
    if (calls.f[row] !== code || position === OPEN || fits(ids[row]!)) continue;
    if (first === undefined || position < first.position)
      first = { position, message: `${show(columns.values[ids[row]!])} does not fit: ${expected}` };
  }
  return first;
}

function earlier(a: Misfit | undefined, b: Misfit | undefined): Misfit | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.position < a.position ? b : a;
}

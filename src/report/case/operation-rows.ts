import type { Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import type { CaseView } from './case-view.ts';
import type { Window } from '../timeline/window.ts';
import { overlaps } from '../timeline/window.ts';

/** A row of a table of operations: a client operation, or a line of the nemesis or a server. */
export interface OperationRow {
  readonly first: Operation;
  readonly invocation: Invocation | undefined;
}

/** Every line of the history, a client operation as one row, in the order of the history. */
export function allRows({ history }: CaseView): readonly OperationRow[] {
  const rows: OperationRow[] = [];
  // Invocations stand in the order of their first lines.
  let next = 0;
  history.operations.forEach((first, position) => {
    if (first.type !== 'invoke' && (history.pairs[position] ?? -1) >= 0) return;
    const invocation = history.invocations[next]?.invoke === first ? history.invocations[next++] : undefined;
    rows.push({ first, invocation });
  });
  return rows;
}

/**
 * The cited rows, and the rows near them: client operations that were open in one of the windows, and faults that began
 * or ended there. At most `most`; those that were open at the same time as a cited one go first.
 */
export function rowsNear(view: CaseView, windows: readonly Window[], most: number): readonly OperationRow[] {
  const ranked = allRows(view)
    .map((row) => ({ row, rank: rankOf(view, windows, row) }))
    .filter(({ rank }) => rank < Infinity);
  const kept = new Set(ranked.toSorted((a, b) => a.rank - b.rank).slice(0, most));
  return ranked.filter((one) => kept.has(one)).map(({ row }) => row);
}

function rankOf({ citations }: CaseView, windows: readonly Window[], { first, invocation }: OperationRow): number {
  if (citations.of(first) !== undefined) return 0;
  if (invocation === undefined && first.process !== 'nemesis') return Infinity;
  if (first.f === 'topology') return Infinity;
  const span = { fromNanos: first.time, toNanos: invocation?.completion?.time ?? first.time };
  if (citations.cited.some((cited) => overlaps(cited, span))) return 1;
  return windows.some((window) => overlaps(window, span)) ? 2 : Infinity;
}

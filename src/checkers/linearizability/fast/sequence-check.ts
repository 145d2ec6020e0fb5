import type { CallTable } from '../call-table.ts';
import { NONE } from '../value-numbers.ts';

/**
 * Whether real time allows calls in a given sequence: each at the latest invocation so far, which must be before it returns.
 * Answers the first two rows that contradict it: the later in the sequence returned before the earlier was invoked.
 */
export function contradictionIn(calls: CallTable, sequence: ArrayLike<number>): readonly [number, number] | undefined {
  let latest = NONE;
  for (let i = 0; i < sequence.length; i++) {
    const row = sequence[i]!;
    if (latest !== NONE && calls.ret[row]! < calls.call[latest]!) return [latest, row];
    if (latest === NONE || calls.call[row]! > calls.call[latest]!) latest = row;
  }
  return undefined;
}

import { HistoryError } from './history-error.ts';
import type { Operation } from './operation.generated.ts';
import { codeOfType } from './operation-type.ts';
import { Processes } from './processes.ts';

export interface PairingOptions {
  /** Lets `time` go back: Jepsen takes it before it knows the order. Default: false. */
  readonly approximateTime?: boolean;
}

/**
 * Pairs each client invocation with its completion: for each position the position of the counterpart, or -1.
 * A process is a logical single thread: one open invocation at a time, and none after an unknown outcome.
 *
 * @throws HistoryError for a completion without invocation, a second invocation while one is open, a process that
 *   goes on after `info`, or time that goes back.
 */
export function pairOperations(operations: readonly Operation[], options: PairingOptions = {}): Int32Array {
  const pairs = new Int32Array(operations.length).fill(-1);
  const processes = new Processes();
  let previous = -Infinity;
  operations.forEach(({ time, process, type }, position) => {
    if (time < previous && options.approximateTime !== true)
      throw new HistoryError(`time goes back from ${previous} to ${time}`, { operation: position, field: 'time' });
    previous = time;
    const invocation = processes.step(processes.idOf(process), codeOfType(type), position);
    if (invocation < 0) return;
    pairs[invocation] = position;
    pairs[position] = invocation;
  });
  return pairs;
}

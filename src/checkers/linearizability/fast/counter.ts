import { OPEN, type CallTable } from '../call-table.ts';
import type { ValueNumbers } from '../value-numbers.ts';
import { sweepEvents } from './event-sweep.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { IntHeap } from './int-heap.ts';
import { inapplicable, violation } from './item-intervals.ts';

const READ = 0;

/**
 * Decides a counter that is only ever raised by one, in O(n log n). A sweep over time raises it as late as it can: when an `add`
 * returns, or when a `read` that saw more does; it then spends the call that returns soonest. Being late never hurts, for
 * reads wait, and what returns soonest is needed first.
 */
export function checkCounter(calls: CallTable, values: ValueNumbers, initial: unknown): FastOutcome {
  const { f, argument, result, ret, length } = calls;
  const numbers = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    if (f[row] === READ && ret[row] === OPEN) continue;
    const value = values.valueOf(f[row] === READ ? result[row]! : argument[row]!);
    if (f[row] === READ ? !Number.isSafeInteger(value) : value !== 1)
      return inapplicable(`a counter is ${f[row] === READ ? 'read as' : 'raised by'} ${JSON.stringify(value)}`);
    numbers[row] = value as number;
  }
  if (!Number.isSafeInteger(initial)) return inapplicable('a counter does not begin with an integer');
  let count = initial as number;
  const order: number[] = [];
  const isDone = new Uint8Array(length);
  const adds = new IntHeap();
  const waiting = new Map<number, number[]>();
  const done = (row: number): void => {
    isDone[row] = 1;
    order.push(row);
  };
  const raise = (): boolean => {
    const row = adds.pop();
    if (row === undefined) return false;
    done(row);
    count++;
    waiting.get(count)?.forEach(done);
    waiting.delete(count);
    return true;
  };
  // The reads for which something was added before it had to be: with the additions that returned they say how high it is.
  const raising: number[] = [];
  const found = sweepEvents<FastOutcome>(
    calls,
    (row) => {
      if (f[row] !== READ) adds.push(row, ret[row]!);
      else if (ret[row] === OPEN) return undefined;
      else if (numbers[row]! < count) return violation('stale-read', [], [...raising, row]);
      else if (numbers[row] === count) done(row);
      else {
        const others = waiting.get(numbers[row]!);
        if (others === undefined) waiting.set(numbers[row]!, [row]);
        else others.push(row);
      }
      return undefined;
    },
    (row) => {
      if (f[row] === READ && isDone[row] === 0) raising.push(row);
      while (isDone[row] === 0) if (!raise()) return violation('future-read', [], [row]);
      return undefined;
    },
  );
  return found ?? { kind: 'linearizable', order };
}

import type { CallTable } from '../call-table.ts';
import type { Spec } from '../spec.ts';
import type { ValueNumbers } from '../value-numbers.ts';
import { checkAppendOnlyLog } from './append-only-log.ts';
import { checkBag } from './bag.ts';
import { checkCounter } from './counter.ts';
import type { FastName } from './fast-name.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { checkFencedLease } from './fenced-lease.ts';
import { checkFifoQueue } from './fifo-queue.ts';
import { inapplicable } from './item-intervals.ts';
import { checkKeyValue } from './key-value.ts';
import { checkOwnerMutex } from './owner-mutex.ts';
import { checkPriorityQueue } from './priority-queue.ts';
import { checkRegister } from './register.ts';
import { checkSet } from './set.ts';
import { checkStack } from './stack.ts';
import { checkUniqueIds } from './unique-ids.ts';
import { checkVersionedRegister } from './versioned-register.ts';

type FastChecker = (calls: CallTable, values: ValueNumbers, initial: unknown) => FastOutcome;

const checkers: Readonly<Record<FastName, FastChecker>> = {
  'append-only-log': checkAppendOnlyLog,
  bag: fromEmpty(checkBag),
  counter: checkCounter,
  'fenced-lease': checkFencedLease,
  'fifo-queue': fromEmpty(checkFifoQueue),
  'key-value': checkKeyValue,
  'owner-mutex': checkOwnerMutex,
  'priority-queue': fromEmpty(checkPriorityQueue),
  register: (calls, values, initial) => checkRegister(calls, values, values.idOf(initial)),
  set: fromEmpty(checkSet),
  stack: fromEmpty(checkStack),
  'unique-ids': fromEmpty(checkUniqueIds),
  'versioned-register': checkVersionedRegister,
};

/** What the polynomial checker of a spec says; undefined when it has none. */
export function decideFast(
  spec: Spec,
  calls: CallTable,
  values: ValueNumbers,
  initial: unknown,
): FastOutcome | undefined {
  return spec.fast === undefined ? undefined : checkers[spec.fast](calls, values, initial);
}

function fromEmpty(check: FastChecker): FastChecker {
  return (calls, values, initial) =>
    (initial as readonly unknown[]).length > 0
      ? inapplicable('something is in it at first')
      : check(calls, values, initial);
}

import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { LocalNumbers } from './local-numbers.ts';

/** Position of the insertion in `operations` of the collections' specs; the other operation takes. */
const INSERT = 0;

/**
 * Calls on a collection by item, each inserted once and taken at most once. Times are positions in the history; what never
 * happened has time OPEN and row NONE. Items of an insertion of unknown outcome that nobody took are not here.
 */
export interface ItemIntervals {
  readonly count: number;
  /** Value numbers. */
  readonly values: Int32Array;
  readonly insertRows: Int32Array;
  readonly takeRows: Int32Array;
  /** Invocation and return of the insertion. */
  readonly insertCalls: Int32Array;
  readonly insertReturns: Int32Array;
  /** Invocation and return of the call that took the item. */
  readonly takeCalls: Int32Array;
  readonly takeReturns: Int32Array;
  /** Rows that found the collection empty. */
  readonly empties: readonly number[];
  /** Rows of unknown outcome that may have taken any item. */
  readonly openTakes: readonly number[];
}

/** Collects the items of a collection, unless an item alone already decides. */
export function itemIntervals(calls: CallTable, values: ValueNumbers): ItemIntervals | FastOutcome {
  const { f, argument, result, call, ret, length } = calls;
  const nothing = values.idOf(null);
  const numbers = new LocalNumbers(length, values.count);
  const inserted = new Int32Array(length).fill(NONE);
  const taken = new Int32Array(length).fill(NONE);
  const empties: number[] = [];
  const openTakes: number[] = [];
  let twice = NONE;
  for (let row = 0; row < length; row++) {
    if (f[row] === INSERT) {
      const item = numbers.of(argument[row]!);
      if (inserted[item] !== NONE) return repeated(values, argument[row]!);
      inserted[item] = row;
    } else if (ret[row] === OPEN) openTakes.push(row);
    else if (result[row] === nothing) empties.push(row);
    else {
      const item = numbers.of(result[row]!);
      if (taken[item] !== NONE) twice = result[row]!;
      taken[item] = row;
    }
  }
  if (twice !== NONE) return violation('duplicate', [twice], []);
  const items: number[] = [];
  for (let item = 0; item < numbers.count; item++) {
    const insert = inserted[item]!;
    const take = taken[item]!;
    if (insert === NONE) return violation('thin-air', [numbers.globalOf(item)], []);
    if (take === NONE && ret[insert] === OPEN) continue;
    if (take !== NONE && ret[take]! < call[insert]!) return violation('future-read', [numbers.globalOf(item)], []);
    items.push(item);
  }
  const timesOf = (rows: Int32Array, times: Int32Array): Int32Array =>
    Int32Array.from(items, (item) => (rows[item] === NONE ? OPEN : times[rows[item]!]!));
  return {
    count: items.length,
    values: Int32Array.from(items, (item) => numbers.globalOf(item)),
    insertRows: Int32Array.from(items, (item) => inserted[item]!),
    takeRows: Int32Array.from(items, (item) => taken[item]!),
    insertCalls: timesOf(inserted, call),
    insertReturns: timesOf(inserted, ret),
    takeCalls: timesOf(taken, call),
    takeReturns: timesOf(taken, ret),
    empties,
    openTakes,
  };
}

/** Calls that can't be ordered even when only these values, and of calls that can be left out only these rows, are kept. */
export function violation(anomaly: string, values: readonly number[], reads: readonly number[]): FastOutcome {
  return { kind: 'violation', anomaly, values: [...new Set(values)], reads };
}

/** A precondition does not hold. */
export function inapplicable(reason: string): FastOutcome {
  return { kind: 'inapplicable', reason };
}

function repeated(values: ValueNumbers, id: number): FastOutcome {
  return inapplicable(`item ${JSON.stringify(values.valueOf(id))} is inserted twice`);
}

import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { sweepEvents } from './event-sweep.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { IntHeap } from './int-heap.ts';
import { inapplicable, violation } from './item-intervals.ts';
import { LocalNumbers } from './local-numbers.ts';

const ADD = 0;
const REMOVE = 1;
const CONTAINS = 2;
const FULL_READ = 3;

/** What a call says of its item: it puts it in or takes it out, saw it in or out, or nothing at all. */
const PUTS_IN = 1;
const TAKES_OUT = 0;
const SAW_IN = 3;
const SAW_OUT = 2;
const SAYS_NOTHING = 4;

/** One item of the set during the sweep. */
class Item {
  isIn = 0;
  /** Calls that may still put it in, or take it out, by their return. */
  readonly changes: readonly [takeOut: IntHeap, putIn: IntHeap] = [new IntHeap(), new IntHeap()];
  waiting: number[] = [];
}

/**
 * Decides a set of which no call reads all items, in O(n log n); items may come and go many times. A sweep over time changes an
 * item as late as it can: when a call that changed it returns, or one that saw it otherwise does; it then spends the call that
 * returns soonest.
 */
export function checkSet(calls: CallTable, values: ValueNumbers): FastOutcome {
  const kinds = kindsOf(calls, values);
  if ('kind' in kinds) return kinds;
  const numbers = new LocalNumbers(calls.length, values.count);
  const items: Item[] = [];
  const order: number[] = [];
  const isDone = new Uint8Array(calls.length);
  const itemOf = (row: number): Item => {
    const number = numbers.of(calls.argument[row]!);
    return (items[number] ??= new Item());
  };
  const done = (row: number): void => {
    isDone[row] = 1;
    order.push(row);
  };
  const change = (item: Item): boolean => {
    const row = item.changes[item.isIn === 1 ? TAKES_OUT : PUTS_IN].pop();
    if (row === undefined) return false;
    done(row);
    item.isIn = 1 - item.isIn;
    // All that waited saw the item as it is now.
    item.waiting.forEach(done);
    item.waiting = [];
    return true;
  };
  const found = sweepEvents<FastOutcome>(
    calls,
    (row) => {
      const kind = kinds[row]!;
      if (kind === SAYS_NOTHING) return undefined;
      const item = itemOf(row);
      if (kind === PUTS_IN || kind === TAKES_OUT) item.changes[kind].push(row, calls.ret[row]!);
      else if ((kind === SAW_IN) === (item.isIn === 1)) done(row);
      else item.waiting.push(row);
      return undefined;
    },
    (row) => {
      const kind = kinds[row]!;
      if (isDone[row] === 1 || kind === SAYS_NOTHING) return undefined;
      const item = itemOf(row);
      const isBlocked = (kind === PUTS_IN && item.isIn === 1) || (kind === TAKES_OUT && item.isIn === 0);
      if ((!isBlocked || change(item)) && change(item)) return undefined;
      return violation(kind >= SAW_OUT ? 'stale-read' : 'lost-update', [calls.argument[row]!], rowsOn(calls, row));
    },
  );
  return found ?? { kind: 'linearizable', order };
}

function rowsOn(calls: CallTable, row: number): readonly number[] {
  const rows: number[] = [];
  for (let other = 0; other < calls.length; other++)
    if (calls.argument[other] === calls.argument[row]) rows.push(other);
  return rows;
}

function kindsOf(calls: CallTable, values: ValueNumbers): Uint8Array | FastOutcome {
  const { f, argument, result, ret, length } = calls;
  const kinds = new Uint8Array(length);
  const yes = values.idOf(true);
  const no = values.idOf(false);
  const numbers = new LocalNumbers(length, values.count);
  const adders = new Int32Array(length).fill(NONE);
  for (let row = 0; row < length; row++) {
    if (ret[row] === OPEN && (f[row] === FULL_READ || f[row] === CONTAINS || result[row] === no))
      kinds[row] = SAYS_NOTHING;
    else if (f[row] === FULL_READ) return inapplicable('all items are read at once');
    else if (f[row] === CONTAINS) {
      kinds[row] = result[row] === yes ? SAW_IN : SAW_OUT;
      if (result[row] !== yes && result[row] !== no)
        return inapplicable('contains is answered by neither true nor false');
    } else if (result[row] === no) kinds[row] = f[row] === ADD ? SAW_IN : SAW_OUT;
    else kinds[row] = f[row] === ADD ? PUTS_IN : TAKES_OUT;
    if (f[row] === REMOVE && ret[row] !== OPEN && result[row] !== yes && result[row] !== no)
      return inapplicable('remove does not answer whether it removed something');
    if (f[row] !== ADD) continue;
    // An add that does not say whether it changed something did, if nothing else ever put the item in.
    const item = numbers.of(argument[row]!);
    const other = adders[item]!;
    adders[item] = row;
    const isSilent = (add: number): boolean => ret[add] !== OPEN && result[add] !== yes && result[add] !== no;
    if (other !== NONE && (isSilent(row) || isSilent(other)))
      return inapplicable(
        `${JSON.stringify(values.valueOf(argument[row]!))} is added twice without saying what changed`,
      );
  }
  return kinds;
}

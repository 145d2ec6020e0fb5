import { MalformedHistoryError } from '../malformed-history-error.ts';
import type { Operation } from '../operation.ts';
import { compareTimes } from '../time.ts';

/** The place before the first entry and after the last; the list is a ring, so that no link is ever missing. */
export const HEAD = 0;

/**
 * The calls and returns of a history in the order of time, as a doubly linked list from which an operation can be taken
 * out and put back in constant time ("dancing links"). Operations are numbered by the order of their calls.
 */
export class EntryList {
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** For a call, its return; for a return, `HEAD`. */
  readonly returnOf: Int32Array;
  /** The operation that an entry belongs to. */
  readonly operationOf: Int32Array;
  /** For each operation, its place in the history that the list was made from. */
  readonly historyIndex: Int32Array;

  /** @throws MalformedHistoryError when an operation's return is before its call, or a time is not a number. */
  constructor(history: readonly Operation<unknown, unknown>[]) {
    validateIntervals(history);
    const length = 2 * history.length + 1;
    this.next = new Int32Array(length);
    this.previous = new Int32Array(length);
    this.returnOf = new Int32Array(length);
    this.operationOf = new Int32Array(length);
    this.historyIndex = Int32Array.from(sortBy(history, 'call'));
    for (let entry = 1; entry < length; entry++) {
      this.next[entry - 1] = entry;
      this.previous[entry] = entry - 1;
    }
    this.previous[HEAD] = length - 1;
    this.placeEntries(history, sortBy(history, 'return'));
  }

  /** Merges calls and returns. At equal times calls come first, because intervals are closed. */
  private placeEntries(history: readonly Operation<unknown, unknown>[], byReturn: readonly number[]): void {
    const callEntry = new Int32Array(history.length);
    let entry = 1;
    let call = 0;
    for (const index of byReturn) {
      while (call < history.length && history[this.historyIndex[call]!]!.call <= history[index]!.return) {
        callEntry[this.historyIndex[call]!] = entry;
        this.operationOf[entry++] = call++;
      }
      this.returnOf[callEntry[index]!] = entry;
      this.operationOf[entry] = this.operationOf[callEntry[index]!]!;
      entry++;
    }
  }

  /** Takes a call and its return out of the list. */
  lift(call: number): void {
    this.unlink(call);
    this.unlink(this.returnOf[call]!);
  }

  /** Puts back what `lift` took; the last taken must be the first back. */
  unlift(call: number): void {
    this.relink(this.returnOf[call]!);
    this.relink(call);
  }

  private unlink(entry: number): void {
    const before = this.previous[entry]!;
    const after = this.next[entry]!;
    this.next[before] = after;
    this.previous[after] = before;
  }

  private relink(entry: number): void {
    this.next[this.previous[entry]!] = entry;
    this.previous[this.next[entry]!] = entry;
  }
}

function validateIntervals(history: readonly Operation<unknown, unknown>[]): void {
  history.forEach((operation, index) => {
    if (operation.call <= operation.return) return;
    throw new MalformedHistoryError(
      `Operation ${index} returns at ${operation.return}, which is not at or after its call at ${operation.call}.`,
      index,
    );
  });
}

/** Places in the history, by time; equal times keep the order of the history. */
function sortBy(history: readonly Operation<unknown, unknown>[], end: 'call' | 'return'): number[] {
  return history
    .map((_, index) => index)
    .sort((left, right) => compareTimes(history[left]![end], history[right]![end]));
}

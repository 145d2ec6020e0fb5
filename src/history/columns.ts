import { ColumnsBuilder } from './columns-builder.ts';
import type { History } from './history.ts';
import { locate } from './history-error.ts';
import { splitPair } from './independent.ts';

/**
 * A history as parallel arrays, one entry an operation, in the order of recording: about a tenth of the memory of objects,
 * and integers where checkers compare. Row `i` everywhere belongs to the operation at position `i`.
 */
export interface Columns {
  readonly length: number;
  /** 0 invoke, 1 ok, 2 fail, 3 info (`operation-type.ts`). */
  readonly type: Uint8Array;
  /** Clients count from 0 and index `clients`; any other process is `-1 - i` for an index `i` of `observers`. */
  readonly process: Int32Array;
  /** Index into `fNames`. */
  readonly f: Int32Array;
  /** Index into `values`; 0 is always `null`. Equal values have equal numbers. */
  readonly value: Int32Array;
  /** Index into `keys`, or -1: the key of an operation of independent objects (`[key, value]` taken apart). */
  readonly key: Int32Array;
  /** Nanoseconds. */
  readonly time: Float64Array;
  /** The index that the history's file gave, for messages; the position where it gave none. */
  readonly index: Float64Array;
  /** Position of the counterpart (invocation or completion), or -1. */
  readonly pair: Int32Array;
  readonly clients: readonly number[];
  readonly observers: readonly string[];
  readonly fNames: readonly string[];
  readonly values: readonly unknown[];
  readonly keys: readonly unknown[];
}

export interface ColumnsOptions {
  /** Takes the value `[key, value]` of client operations apart. */
  readonly independent?: boolean;
}

/**
 * @throws HistoryError with the operation: for a value that nests too deep, and with `independent`, for a client's invocation or
 *   `ok` whose value is no pair
 */
export function columnsOf(history: History, options: ColumnsOptions = {}): Columns {
  const builder = new ColumnsBuilder();
  history.operations.forEach((operation, position) => {
    try {
      const pair = options.independent === true ? splitPair(operation) : undefined;
      builder.push(pair === undefined ? operation : { ...operation, key: pair[0], value: pair[1] });
    } catch (error) {
      throw locate(error, { operation: position });
    }
  });
  return builder.finish();
}

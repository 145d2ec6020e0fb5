/** `CallTable.ret` of a call that never returned, later than every event. */
export const OPEN = 0x7fff_ffff;

/** `CallTable.result` of a call whose outcome is unknown. */
export const UNSEEN = -1;

/**
 * Calls on one object as parallel arrays, in the order of their invocations. Calls that failed are not in it: they never
 * took effect. Times are positions in the history's columns, so no two events share one.
 */
export interface CallTable {
  readonly length: number;
  /** Position in the spec's `operations`. */
  readonly f: Uint8Array;
  /** Value number of the invocation's value. */
  readonly argument: Int32Array;
  /** Value number of the `ok` completion's value, or UNSEEN. */
  readonly result: Int32Array;
  /** Position of the invocation. */
  readonly call: Int32Array;
  /** Position of the `ok` completion, or OPEN. */
  readonly ret: Int32Array;
}

/** The rows from `start` to before `end`, sharing memory. */
export function sliceCalls(calls: CallTable, start: number, end: number): CallTable {
  return {
    length: end - start,
    f: calls.f.subarray(start, end),
    argument: calls.argument.subarray(start, end),
    result: calls.result.subarray(start, end),
    call: calls.call.subarray(start, end),
    ret: calls.ret.subarray(start, end),
  };
}

import type { Operation } from './operation.generated.ts';

/** The four types of an operation; the position of a name is its code in `Columns.type`. */
export const OPERATION_TYPES: readonly Operation['type'][] = ['invoke', 'ok', 'fail', 'info'];

export const INVOKE = 0;
export const OK = 1;
export const FAIL = 2;
export const INFO = 3;

const codes: Readonly<Record<Operation['type'], number>> = { invoke: INVOKE, ok: OK, fail: FAIL, info: INFO };

/** The code of a type, as `Columns.type` holds it. */
export function codeOfType(type: Operation['type']): number {
  return codes[type];
}

import { HistoryError } from '../../history/history-error.ts';
import type { History, Outcome } from '../../history/history.ts';
import { identityOf } from '../identity.ts';

export type Workload = 'list-append' | 'rw-register';

export const READ = 0;
export const WRITE = 1;

/**
 * The transactions of a history in columns. Transactions are numbered in the order of their invocations, micro-operations through all
 * transactions; those of transaction t are `opStart[t] .. opStart[t + 1] - 1`. Reads of a transaction that is not ok are left out:
 * nobody knows what they returned.
 */
export interface Transactions {
  readonly history: History;
  readonly workload: Workload;
  readonly count: number;
  readonly outcome: readonly Outcome[];
  readonly process: Int32Array;
  /** Positions in `history.operations`; -1 where the completion is missing. */
  readonly invokedAt: Int32Array;
  readonly completedAt: Int32Array;
  readonly opStart: Int32Array;
  readonly opKind: Uint8Array;
  readonly opKey: Int32Array;
  /** What was read or written: a list of elements, an element, or a register's value. Null is nothing. */
  readonly opValue: readonly unknown[];
  readonly opTransaction: Int32Array;
  readonly keys: readonly unknown[];
}

type MicroOperation = readonly [f: string, key: unknown, value?: unknown];

/**
 * Reads transactions (`[["r", k, v], ["append" | "w", k, v], ...]`) and, for registers, single reads, writes and compare-and-sets of
 * `[key, value]`. Client operations of any other shape are no transactions and are passed over.
 *
 * @throws HistoryError for a micro-operation that the workload does not know.
 */
export function readTransactions(history: History, workload: Workload): Transactions {
  const { operations, pairs } = history;
  const interner = new KeyInterner();
  const writes = workload === 'list-append' ? 'append' : 'w';
  const { transactionLimit, opLimit } = limitsOf(history);
  const outcome: Outcome[] = [];
  const opValue: unknown[] = [];
  const [process, invokedAt, completedAt] = [0, 1, 2].map(() => new Int32Array(transactionLimit)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const opStart = new Int32Array(transactionLimit + 1);
  const opKind = new Uint8Array(opLimit);
  const opKey = new Int32Array(opLimit);
  const opTransaction = new Int32Array(opLimit);
  let count = 0;
  let opCount = 0;
  for (let position = 0; position < operations.length; position++) {
    const invoke = operations[position]!;
    if (invoke.type !== 'invoke' || typeof invoke.process !== 'number') continue;
    const completion = operations[pairs[position]!];
    const result = completion === undefined || completion.type === 'invoke' ? 'info' : completion.type;
    const told = result === 'ok' ? completion! : invoke;
    const micros = microOperations(told.f, told.value, workload);
    if (micros === undefined) continue;
    for (const micro of micros) {
      const isRead = micro[0] === 'r';
      if (!isRead && micro[0] !== writes)
        throw unknownMicro(micro, workload, told === invoke ? position : pairs[position]!);
      if (isRead && result !== 'ok') continue;
      opKind[opCount] = isRead ? READ : WRITE;
      opKey[opCount] = interner.intern(micro[1]);
      opTransaction[opCount++] = count;
      opValue.push(micro[2] ?? null);
    }
    outcome.push(result);
    process[count] = invoke.process;
    invokedAt[count] = position;
    completedAt[count++] = pairs[position]!;
    opStart[count] = opCount;
  }
  return {
    history,
    workload,
    count,
    outcome,
    process: process.subarray(0, count),
    invokedAt: invokedAt.subarray(0, count),
    completedAt: completedAt.subarray(0, count),
    opStart: opStart.subarray(0, count + 1),
    opKind: opKind.subarray(0, opCount),
    opKey: opKey.subarray(0, opCount),
    opValue,
    opTransaction: opTransaction.subarray(0, opCount),
    keys: interner.keys,
  };
}

/** At most so many transactions and micro-operations are in a history. */
function limitsOf({ operations, pairs }: History): { transactionLimit: number; opLimit: number } {
  let transactionLimit = 0;
  let opLimit = 0;
  for (let position = 0; position < operations.length; position++) {
    const { type, value } = operations[position]!;
    if (type !== 'invoke') continue;
    transactionLimit++;
    const told = operations[pairs[position]!]?.value;
    opLimit += Math.max(Array.isArray(value) ? value.length : 0, Array.isArray(told) ? told.length : 0);
  }
  return { transactionLimit, opLimit };
}

/** Gives equal keys equal numbers; keys and values that are no primitives are compared by their JSON. */
class KeyInterner {
  readonly keys: unknown[] = [];
  readonly #numbers = new Map<unknown, number>();

  intern(key: unknown): number {
    const identity = identityOf(key);
    const known = this.#numbers.get(identity);
    if (known !== undefined) return known;
    this.#numbers.set(identity, this.keys.length);
    this.keys.push(key);
    return this.keys.length - 1;
  }
}

function microOperations(f: string, value: unknown, workload: Workload): readonly MicroOperation[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.every(isMicroOperation)) return value;
  if (workload === 'list-append' || value.length !== 2) return undefined;
  const [key, content] = value as [unknown, unknown];
  if (f === 'read') return [['r', key, content]];
  if (f === 'write') return [['w', key, content]];
  if (f !== 'cas' || !Array.isArray(content)) return undefined;
  return [
    ['r', key, content[0]],
    ['w', key, content[1]],
  ];
}

function isMicroOperation(value: unknown): value is MicroOperation {
  return Array.isArray(value) && value.length >= 2 && typeof value[0] === 'string';
}

function unknownMicro(micro: MicroOperation, workload: Workload, operation: number): HistoryError {
  const allowed = workload === 'list-append' ? '"r" and "append"' : '"r" and "w"';
  return new HistoryError(`micro-operation ${JSON.stringify(micro)} is unknown to ${workload}, which has ${allowed}`, {
    operation,
    field: 'value',
  });
}

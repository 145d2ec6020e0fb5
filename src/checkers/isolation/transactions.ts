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
  const outcome: Outcome[] = [];
  const process: number[] = [];
  const invokedAt: number[] = [];
  const completedAt: number[] = [];
  const opStart: number[] = [0];
  const opKind: number[] = [];
  const opKey: number[] = [];
  const opValue: unknown[] = [];
  const opTransaction: number[] = [];
  const interner = new KeyInterner();
  const writes = workload === 'list-append' ? 'append' : 'w';

  for (let position = 0; position < operations.length; position++) {
    const invoke = operations[position]!;
    if (invoke.type !== 'invoke' || typeof invoke.process !== 'number') continue;
    const completion = operations[pairs[position]!];
    const result = completion === undefined || completion.type === 'invoke' ? 'info' : completion.type;
    const told = result === 'ok' ? completion! : invoke;
    const micros = microOperations(told.f, told.value, workload);
    if (micros === undefined) continue;
    const transaction = outcome.length;
    for (const micro of micros) {
      const isRead = micro[0] === 'r';
      if (!isRead && micro[0] !== writes)
        throw unknownMicro(micro, workload, told === invoke ? position : pairs[position]!);
      if (isRead && result !== 'ok') continue;
      opKind.push(isRead ? READ : WRITE);
      opKey.push(interner.intern(micro[1]));
      opValue.push(micro[2] ?? null);
      opTransaction.push(transaction);
    }
    outcome.push(result);
    process.push(invoke.process);
    invokedAt.push(position);
    completedAt.push(pairs[position]!);
    opStart.push(opKind.length);
  }
  return {
    history,
    workload,
    count: outcome.length,
    outcome,
    process: Int32Array.from(process),
    invokedAt: Int32Array.from(invokedAt),
    completedAt: Int32Array.from(completedAt),
    opStart: Int32Array.from(opStart),
    opKind: Uint8Array.from(opKind),
    opKey: Int32Array.from(opKey),
    opValue,
    opTransaction: Int32Array.from(opTransaction),
    keys: interner.keys,
  };
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

import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { identityOf } from '../identity.ts';
import type { Workload } from './transactions.ts';

export type MicroOperation = readonly [f: string, key: unknown, value?: unknown];

/**
 * What an operation did, or was to do: a transaction (`[["r", k, v], ["append" | "w", k, v], ...]`) and, for registers, a single read,
 * write or compare-and-set of `[key, value]`. Undefined for any other shape.
 */
export function microOperations(f: string, value: unknown, workload: Workload): readonly MicroOperation[] | undefined {
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

/** @throws HistoryError for a transaction that is no list of micro-operations; operations of other names may be anything. */
export function refuseNoTransaction(f: string, value: unknown, operation: number): void {
  if (f !== 'txn') return;
  const problem = `a transaction must be a list of micro-operations [f, key, value], not ${show(value)}`;
  throw new HistoryError(problem, { operation, field: 'value' });
}

/** @throws HistoryError for a micro-operation that the workload does not know, or a write of nothing. */
export function refuseMalformed(micro: MicroOperation, workload: Workload, operation: number): void {
  const [f, key, value] = micro;
  const writes = workload === 'list-append' ? 'append' : 'w';
  if (f === 'r') return;
  const place = { operation, field: 'value' };
  if (f !== writes)
    throw new HistoryError(
      `micro-operation ${textOf(micro)} is unknown to ${workload}, which has "r" and "${writes}"`,
      place,
    );
  if (value !== undefined && value !== null) return;
  if (workload === 'list-append')
    throw new HistoryError(`nothing is appended to key ${show(key)}; an element must be a value`, place);
  throw new HistoryError(`null is written to key ${show(key)}; null is the initial value`, place);
}

/** @throws HistoryError for an acknowledged transaction that the workload does not know. */
export function refuseForeign({ type, f, value }: Operation, workload: Workload, operation: number): void {
  if (type !== 'ok' || f !== 'txn') return;
  const micros = microOperations(f, value, workload);
  if (micros === undefined) refuseNoTransaction(f, value, operation);
  for (const micro of micros ?? []) refuseMalformed(micro, workload, operation);
}

export function notAList(value: unknown, operation: number): HistoryError {
  const problem = `a list-append read must return a list or null, not ${JSON.stringify(value)}`;
  return new HistoryError(problem, { operation, field: 'value' });
}

/**
 * What a transaction is told to have done must be what it was asked to do, in everything but what its reads returned. An invocation without
 * micro-operations asked for nothing in particular.
 *
 * @throws HistoryError where they differ
 */
export function refuseOtherWork(
  asked: readonly MicroOperation[] | undefined,
  done: readonly MicroOperation[],
  operation: number,
): void {
  if (asked === undefined || asked.length === 0) return;
  const place = { operation, field: 'value' };
  if (asked.length !== done.length)
    throw new HistoryError(
      `the completion has ${done.length} micro-operations, its invocation asked for ${asked.length}`,
      place,
    );
  for (let i = 0; i < done.length; i++) {
    if (isSameWork(asked[i]!, done[i]!)) continue;
    throw new HistoryError(
      `the completion has ${textOf(done[i]!)} where its invocation asked for ${textOf(asked[i]!)}`,
      place,
    );
  }
}

/** What a read returned may be long, and is never what is wrong. */
function textOf([f, key, value]: MicroOperation): string {
  return JSON.stringify(f === 'r' ? [f, key] : [f, key, value]);
}

function isSameWork([askedF, askedKey, askedValue]: MicroOperation, [f, key, value]: MicroOperation): boolean {
  return f === askedF && isSame(key, askedKey) && (f === 'r' || isSame(value, askedValue));
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || identityOf(a) === identityOf(b);
}

import type { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

export type Micro = readonly [f: string, key: unknown, value: unknown];

/** The operation that a certificate cites; positions in the history, Infinity where the end is unknown. */
export interface Cited {
  readonly operation: Operation;
  readonly invokedAt: number;
  readonly completedAt: number;
}

export function findCited(history: History, index: number): Cited {
  const at = history.operations.findIndex((operation) => operation.index === index);
  const operation = history.operations[at]!;
  if (operation.type === 'invoke') return { operation, invokedAt: at, completedAt: Infinity };
  return { operation, invokedAt: history.pairs[at]!, completedAt: operation.type === 'ok' ? at : Infinity };
}

export function microsOf({ value }: Operation): readonly Micro[] {
  return value as readonly Micro[];
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

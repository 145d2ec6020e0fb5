import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { pairOf, resultOf, siblingsOf } from '../values.ts';

/** A write to a register that keeps siblings. Values are unique. */
export interface Put {
  readonly key: string;
  readonly value: string;
  readonly operation: Invocation;
}

/** What a read of such a register returned: the siblings, as canonical texts. */
export interface SiblingsRead {
  readonly key: string;
  readonly siblings: readonly string[];
  readonly operation: Invocation;
}

/** Puts that took effect or may have, by key. */
export function readPuts(history: History): ReadonlyMap<string, readonly Put[]> {
  const puts = new Map<string, Put[]>();
  for (const operation of history.of('put')) {
    if (operation.outcome === 'fail') continue;
    const [key, value] = pairOf(operation.invoke).map((part) => canonicalText(part)) as [string, string];
    const known = puts.get(key);
    if (known === undefined) puts.set(key, [{ key, value, operation }]);
    else known.push({ key, value, operation });
  }
  return puts;
}

/** Successful reads among these operations. */
export function readSiblings(operations: readonly Invocation[]): readonly SiblingsRead[] {
  return operations
    .filter(({ invoke, outcome }) => invoke.f === 'get' && outcome === 'ok')
    .map((operation) => {
      const [key, siblings] = siblingsOf(resultOf(operation));
      return { key: canonicalText(key), siblings: siblings.map((value) => canonicalText(value)), operation };
    });
}

/**
 * Whether another put can have replaced this one. It can only if its writer had seen this one before: not when the other
 * was over before this one began.
 */
export function mayBeReplaced(put: Put, puts: readonly Put[]): boolean {
  const begin = put.operation.invoke.index;
  return puts.some((other) => other !== put && (other.operation.completion?.index ?? Infinity) > begin);
}

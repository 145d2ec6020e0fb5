import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { readCartItems, readCartViews } from '../carts/cart-history.ts';
import { readPuts, readSiblings } from '../carts/register-puts.ts';
import { groupBy } from '../../group-by.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { pairOf, resultOf } from '../values.ts';

/** A read of an object, and the acknowledged updates that a read of the newest state would have had to show. */
export interface Look {
  readonly read: Invocation;
  readonly due: readonly { readonly update: Invocation; readonly isSeen: boolean }[];
}

/**
 * For every successful read: the updates of its object that were acknowledged before it began, and that nothing can have
 * undone before it ended. Only of those it is certain that a fresh read shows them.
 */
export function lookForUpdates(history: History): readonly Look[] {
  return [...lookIntoCarts(history), ...lookIntoSiblings(history), ...lookIntoRegisters(history)];
}

function lookIntoCarts(history: History): readonly Look[] {
  const items = groupBy(readCartItems(history).values(), ({ cart }) => cart);
  return readCartViews(history.of('cart')).map(({ cart, items: seen, read }) => ({
    read,
    due: (items.get(cart) ?? [])
      .filter(
        ({ add, removes }) => isAcknowledgedBefore(add, read) && !removes.some((remove) => mayPrecede(remove, read)),
      )
      .map(({ add, item }) => ({ update: add, isSeen: seen.includes(item) })),
  }));
}

function lookIntoSiblings(history: History): readonly Look[] {
  const puts = readPuts(history);
  return readSiblings(history.of('get')).map(({ key, siblings, operation: read }) => {
    const known = puts.get(key) ?? [];
    return {
      read,
      due: known
        .filter(({ operation }) => isAcknowledgedBefore(operation, read) && isLast(operation, known, read))
        .map(({ operation, value }) => ({ update: operation, isSeen: siblings.includes(value) })),
    };
  });
}

function lookIntoRegisters(history: History): readonly Look[] {
  const writes = groupBy(
    history
      .of('write')
      .filter(({ outcome }) => outcome !== 'fail')
      .map((operation) => ({ operation, pair: textsOf(operation.invoke) })),
    ({ pair }) => pair[0],
  );
  const reads = history.of('read').filter(({ outcome }) => outcome === 'ok');
  return reads.map((read) => {
    const [key, found] = textsOf(resultOf(read));
    const known = writes.get(key) ?? [];
    return {
      read,
      due: known
        .filter(({ operation }) => isAcknowledgedBefore(operation, read) && isLast(operation, known, read))
        .map(({ operation, pair }) => ({ update: operation, isSeen: pair[1] === found })),
    };
  });
}

function textsOf(operation: Operation): readonly [key: string, value: string] {
  const [key, held] = pairOf(operation);
  return [canonicalText(key), canonicalText(held)];
}

/** Whether no other write can have come between an update and a read. */
function isLast(update: Invocation, writes: readonly { readonly operation: Invocation }[], read: Invocation): boolean {
  return writes.every(
    ({ operation }) => operation === update || !mayPrecede(operation, read) || isAcknowledgedBefore(operation, update),
  );
}

function isAcknowledgedBefore({ outcome, completion }: Invocation, { invoke }: Invocation): boolean {
  return outcome === 'ok' && completion !== undefined && completion.index < invoke.index;
}

/** Whether an update may have taken effect before a read ended. */
function mayPrecede({ invoke }: Invocation, { completion }: Invocation): boolean {
  return invoke.index < (completion?.index ?? Infinity);
}

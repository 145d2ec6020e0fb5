import type { History, Invocation } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

const resultOf = ({ invoke, completion }: Invocation): Operation => completion ?? invoke;

type Micro = readonly [f: string, key: string, value: unknown];

const end = ({ completion }: Invocation): number => completion?.index ?? Infinity;
const isAfter = (later: Invocation, earlier: Invocation): boolean => later.invoke.index > end(earlier);

function finalReads(history: History, f: string): readonly Invocation[] {
  const final = history.operations.findIndex((operation) => operation.f === 'final');
  return history.invocations.filter(
    ({ invoke, outcome }) => invoke.f === f && outcome === 'ok' && invoke.index > final,
  );
}

/** Straight from the definition: some acknowledged item that nobody tried to remove is missing in some final read of its cart. */
export function losesItem(history: History): boolean {
  const sameItem = (a: Invocation, b: Invocation): boolean =>
    JSON.stringify(a.invoke.value) === JSON.stringify(b.invoke.value);
  return history.of('add').some((add) => {
    if (add.outcome !== 'ok') return false;
    if (history.of('remove').some((remove) => remove.outcome !== 'fail' && sameItem(remove, add))) return false;
    const { cart, item } = add.invoke.value as { cart: string; item: string };
    return finalReads(history, 'cart').some((read) => {
      const seen = resultOf(read).value as { cart: string; items: string[] };
      return isAfter(read, add) && seen.cart === cart && !seen.items.includes(item);
    });
  });
}

/** Some acknowledged put, such that every other put that may have taken effect was over before it, is missing in a final read. */
export function losesPut(history: History): boolean {
  return history.of('put').some((put) => {
    if (put.outcome !== 'ok') return false;
    const [key, value] = put.invoke.value as [string, number];
    const rivals = history.of('put').filter((other) => {
      return other !== put && other.outcome !== 'fail' && (other.invoke.value as [string])[0] === key;
    });
    if (!rivals.every((other) => isAfter(put, other))) return false;
    return finalReads(history, 'get').some((read) => {
      const [readKey, siblings] = resultOf(read).value as [string, number[]];
      return isAfter(read, put) && readKey === key && !siblings.includes(value);
    });
  });
}

interface ListRead {
  readonly transaction: Invocation;
  readonly key: string;
  readonly elements: readonly number[];
}

/** All reads of lists, in the order of the transactions' invocations. */
function listReads(history: History): readonly ListRead[] {
  return history.of('txn').flatMap((transaction) => {
    if (transaction.outcome !== 'ok') return [];
    const micros = resultOf(transaction).value as readonly Micro[];
    return micros
      .filter(([f]) => f === 'r')
      .map(([, key, elements]) => ({ transaction, key, elements: elements as number[] }));
  });
}

/** Some acknowledged append such that a later read lacks it, and no read that began after that one shows it. */
export function losesAppend(history: History): boolean {
  const reads = listReads(history);
  return history.of('txn').some((transaction) =>
    (transaction.invoke.value as readonly Micro[]).some(([f, key, element]) => {
      if (f !== 'append' || transaction.outcome !== 'ok') return false;
      const later = reads.filter((read) => read.key === key && isAfter(read.transaction, transaction));
      const newest = later.at(-1);
      return newest !== undefined && !newest.elements.includes(element as number);
    }),
  );
}

/**
 * Some transaction, two of its appends, a read by another transaction that shows the one, and the newest read of the
 * other's key, which lacks it although it is the same read or began after that.
 */
export function losesHalf(history: History): boolean {
  const reads = listReads(history);
  return history.of('txn').some((transaction) => {
    if (transaction.outcome === 'fail') return false;
    const parts = (transaction.invoke.value as readonly Micro[]).filter(([f]) => f === 'append');
    return parts.some(([, seenKey, seen]) =>
      parts.some(([, missedKey, missed]) => {
        const sights = reads.filter(
          (read) => read.transaction !== transaction && read.key === seenKey && read.elements.includes(seen as number),
        );
        const newest = reads.findLast((read) => read.key === missedKey);
        if (newest === undefined || newest.elements.includes(missed as number)) return false;
        return sights.some(
          (sight) => sight.transaction === newest.transaction || isAfter(newest.transaction, sight.transaction),
        );
      }),
    );
  });
}

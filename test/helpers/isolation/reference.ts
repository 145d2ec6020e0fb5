import { baseOf, orderOf, type IsolationLevel } from '../../../src/checkers/isolation/level.ts';
import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import { isAllowed } from './brute-force.ts';
import { hasSerialOrder } from './replay-search.ts';

type Micro = readonly [f: string, key: string, value: unknown];

/**
 * Whether a level allows a history of up to six transactions, whatever the store did, by trying every order: levels of one copy by replay, the others
 * by their axioms, and by what Adya's thesis says of aborted reads. Undefined where the definitions say nothing: at read uncommitted of lists
 * that are no prefixes of each other.
 */
export function isAllowedWhateverHappened(history: History, level: IsolationLevel): boolean | undefined {
  const base = baseOf(level);
  if (base === 'serializable') return hasSerialOrder(history, orderOf(level));
  if (base === 'per-key-linearizable')
    return keysOf(history).every((key) => hasSerialOrder(projected(history, key), 'realtime'));
  const shown = shownElements(history);
  const written = writtenBy(history);
  if (shown.some(({ key, element }) => !written.has(nameOf(key, element)))) return false;
  if (shown.some(({ isRepeated }) => isRepeated)) return false;
  const isAborted = ({ key, element }: Shown): boolean => written.get(nameOf(key, element)) === 'fail';
  if (base !== 'read-uncommitted') return !shown.some(isAborted) && isAllowed(history, level);
  if (!listsAgree(history)) return undefined;
  const clean = withoutAborted(history, (key, element) => written.get(nameOf(key, element)) === 'fail');
  return isAllowed(clean, level);
}

interface Shown {
  readonly key: string;
  readonly element: unknown;
  /** It stood in the same list before. */
  readonly isRepeated: boolean;
}

function nameOf(key: string, element: unknown): string {
  return `${key} ${String(element)}`;
}

function acknowledgedReads({ operations }: History): readonly Micro[] {
  return operations
    .filter(({ type }) => type === 'ok')
    .flatMap(({ value }) => (value as readonly Micro[]).filter(([f]) => f === 'r'));
}

function shownElements(history: History): readonly Shown[] {
  return acknowledgedReads(history).flatMap(([, key, value]) =>
    [value ?? []].flat().map((element, i, list) => ({ key, element, isRepeated: list.indexOf(element) < i })),
  );
}

/** What became of the transaction that wrote it. */
function writtenBy({ invocations }: History): ReadonlyMap<string, string> {
  return new Map(
    invocations.flatMap(({ invoke, outcome }) =>
      (invoke.value as readonly Micro[])
        .filter(([f]) => f !== 'r')
        .map(([, key, element]) => [nameOf(key, element), outcome]),
    ),
  );
}

function keysOf({ operations }: History): readonly string[] {
  return [...new Set(operations.flatMap(({ value }) => (value as readonly Micro[]).map(([, key]) => key)))];
}

function projected({ operations }: History, key: string): History {
  return mapped(operations, (micros) => micros.filter(([, k]) => k === key));
}

/** Reads of aborted appends with these left out; of an aborted register value nothing is left to say, so the read goes. */
function withoutAborted({ operations }: History, isAborted: (key: string, element: unknown) => boolean): History {
  return mapped(operations, (micros) =>
    micros.flatMap((micro): Micro[] => {
      const [f, key, value] = micro;
      if (f !== 'r') return [micro];
      if (Array.isArray(value)) return [[f, key, value.filter((element) => !isAborted(key, element))]];
      return value !== null && isAborted(key, value) ? [] : [micro];
    }),
  );
}

function mapped(operations: readonly Operation[], change: (micros: readonly Micro[]) => readonly Micro[]): History {
  return new History(
    operations.map((operation) => ({ ...operation, value: change(operation.value as readonly Micro[]) })),
  );
}

function listsAgree(history: History): boolean {
  const reads = acknowledgedReads(history);
  return reads.every(([, key, value]) =>
    reads.every(([, other, longer]) => {
      if (key !== other || !Array.isArray(value) || !Array.isArray(longer) || value.length > longer.length) return true;
      return value.every((element, i) => element === longer[i]);
    }),
  );
}

import type { RespectedOrder } from '../../../src/checkers/isolation/level.ts';
import type { History } from '../../../src/history/history.ts';

type Micro = readonly [f: string, key: string, value: unknown];

interface Transaction {
  readonly process: unknown;
  readonly invokedAt: number;
  /** Infinity where the outcome is unknown: it may be left out, or come at any time. */
  readonly completedAt: number;
  readonly micros: readonly Micro[];
}

/** By key what one copy of the data holds, as JSON. */
type State = ReadonlyMap<string, unknown>;

/**
 * Whether some order of the transactions, run one after the other on one copy of the data, returns what they returned: tries all, but for states that it
 * has been in. Knows nothing of versions, dependencies or anomalies. For a handful of transactions.
 */
export function hasSerialOrder(history: History, order: RespectedOrder): boolean {
  const transactions = history.invocations
    .filter(({ outcome }) => outcome !== 'fail')
    .map(({ invoke, completion, outcome }): Transaction => {
      const isOk = outcome === 'ok';
      const micros = (isOk ? completion! : invoke).value as readonly Micro[];
      return {
        process: invoke.process,
        invokedAt: history.operations.indexOf(invoke),
        completedAt: isOk ? history.operations.indexOf(completion!) : Infinity,
        micros: isOk ? micros : micros.filter(([f]) => f !== 'r'),
      };
    });
  const precedes = (a: Transaction, b: Transaction): boolean =>
    order !== 'none' && a.completedAt < b.invokedAt && (order === 'realtime' || a.process === b.process);
  const failed = new Set<string>();
  return search(transactions, new Map());

  function search(left: readonly Transaction[], state: State): boolean {
    if (left.every(({ completedAt }) => completedAt === Infinity)) return true;
    const here = JSON.stringify([
      left.map(({ invokedAt }) => invokedAt),
      [...state].sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    if (failed.has(here)) return false;
    const found = left.some((next) => {
      if (left.some((other) => precedes(other, next))) return false;
      const after = run(next, state);
      return (
        after !== undefined &&
        search(
          left.filter((other) => other !== next),
          after,
        )
      );
    });
    if (!found) failed.add(here);
    return found;
  }
}

/** The state after a transaction, or undefined where it would have returned something else. */
function run({ micros }: Transaction, before: State): State | undefined {
  const state = new Map(before);
  for (const [f, key, value] of micros) {
    const held = state.get(key);
    if (f === 'append') state.set(key, [...((held as readonly unknown[] | undefined) ?? []), value]);
    else if (f === 'w') state.set(key, value);
    else if (text(held) !== text(value)) return undefined;
  }
  return state;
}

/** An empty list is what a key begins with. */
function text(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? 'null' : JSON.stringify(value ?? null);
}

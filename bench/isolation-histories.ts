import { TransactionsBuilder } from '../src/checkers/isolation/transactions-builder.ts';
import type { Transactions } from '../src/checkers/isolation/transactions.ts';
import type { Operation } from '../src/history/operation.generated.ts';

export type Store = 'strict-serializable' | 'snapshot-isolation' | 'incompatible-orders';

interface Shape {
  readonly transactions: number;
  readonly clients: number;
  readonly concurrentKeys: number;
  /** A key is replaced by a new one after so many appends, as Jepsen's generator does. */
  readonly appendsPerKey: number;
}

type Micro = [f: string, key: number, value: unknown];

/** A small generator of random integers (xorshift); equal seeds give equal histories. */
export class RandomIntegers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  below(limit: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) % limit;
  }
}

interface Running {
  readonly micros: Micro[];
  /** By key how long its list was when the transaction began. */
  readonly snapshot: Map<number, number>;
}

/** Operations of list-append transactions of 1 to 4 micro-operations, run by a store that keeps just the promise it is named for. */
function runAppends(
  store: Store,
  { transactions, clients, concurrentKeys, appendsPerKey }: Shape,
  push: (operation: Operation) => void,
): void {
  const random = new RandomIntegers(7);
  const lists: number[][] = [];
  const active: number[] = [];
  const asked: number[] = [];
  const newKey = (): number => {
    lists.push([]);
    asked.push(0);
    return lists.length - 1;
  };
  for (let i = 0; i < concurrentKeys; i++) active.push(newKey());
  let index = 0;
  const running: (Running | undefined)[] = Array.from({ length: clients }, () => undefined);
  const record = (type: 'invoke' | 'ok' | 'fail', process: number, value: unknown): void => {
    push({ index, time: index * 1000, process, type, f: 'txn', value });
    index++;
  };
  const ask = (): Micro[] =>
    Array.from({ length: 1 + random.below(4) }, (): Micro => {
      const slot = random.below(concurrentKeys);
      const key = active[slot]!;
      if (random.below(2) === 0) return ['r', key, null];
      const value = ++asked[key]!;
      if (value >= appendsPerKey) active[slot] = newKey();
      return ['append', key, value];
    });
  const begin = (process: number): void => {
    const micros = ask();
    record('invoke', process, micros);
    running[process] = { micros, snapshot: new Map(micros.map(([, key]) => [key, lists[key]!.length])) };
  };
  const end = (process: number, { micros, snapshot }: Running): void => {
    const written = new Set(micros.filter(([f]) => f === 'append').map(([, key]) => key));
    const isSnapshot = store === 'snapshot-isolation';
    if (isSnapshot && [...written].some((key) => lists[key]!.length !== snapshot.get(key)))
      return record('fail', process, micros);
    const result = micros.map((micro): Micro => {
      const [f, key, value] = micro;
      const list = lists[key]!;
      if (f === 'append') {
        list.push(value as number);
        return micro;
      }
      const seen = isSnapshot && !written.has(key) ? list.slice(0, snapshot.get(key)) : list.slice();
      if (store === 'incompatible-orders' && seen.length > 2 && random.below(50) === 0) seen.reverse();
      return ['r', key, seen];
    });
    record('ok', process, result);
  };
  let begun = 0;
  let idle = clients;
  while (begun < transactions || idle < clients) {
    const process = random.below(clients);
    const current = running[process];
    if (current === undefined) {
      if (begun === transactions) continue;
      begun++;
      idle--;
      begin(process);
    } else {
      end(process, current);
      running[process] = undefined;
      idle++;
    }
  }
}

/** The columns of such a history, as `capcheck check` reads them from a file: no operation is kept. */
export function appendColumns(store: Store, shape: Shape): Transactions {
  const builder = new TransactionsBuilder('list-append');
  runAppends(store, shape, (operation) => builder.push(operation));
  return builder.finish();
}

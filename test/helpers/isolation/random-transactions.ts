import fc from 'fast-check';
import type { Workload } from '../../../src/checkers/isolation/transactions.ts';
import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

type Micro = [f: string, key: string, value: unknown];

interface Draft {
  readonly client: number;
  readonly isUnknown: boolean;
  /** Slots in time of invocation and completion. */
  readonly from: number;
  readonly to: number;
  readonly micros: readonly { readonly isRead: boolean; readonly key: number; readonly seen: number }[];
}

const KEYS = ['x', 'y'];

const draft: fc.Arbitrary<Draft> = fc.record({
  client: fc.nat(2),
  isUnknown: fc.nat(9).map((n) => n === 0),
  from: fc.nat(12),
  to: fc.nat(6),
  micros: fc.array(fc.record({ isRead: fc.boolean(), key: fc.nat(1), seen: fc.nat(20) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

/**
 * Histories of up to five transactions on two keys. Reads see any prefix of the appends, in the order in which these were drawn, or any written
 * value: every level is broken often, and kept often. No read sees an aborted or an unwritten value.
 */
export function randomTransactions(workload: Workload): fc.Arbitrary<History> {
  return fc
    .tuple(fc.array(draft, { minLength: 1, maxLength: 6 }), fc.nat(3))
    .map(([drafts, own]) => build(workload, drafts, own === 0));
}

function build(workload: Workload, drafts: readonly Draft[], seesOwn: boolean): History {
  const written: unknown[][] = KEYS.map(() => []);
  const writes = workload === 'list-append' ? 'append' : 'w';
  const micros = drafts.map(({ micros: own }) =>
    own.map(({ isRead, key }): Micro => {
      if (isRead) return ['r', KEYS[key]!, null];
      written[key]!.push(written[key]!.length + 1);
      return [writes, KEYS[key]!, written[key]!.length];
    }),
  );
  const results = drafts.map((one, t) =>
    one.micros.map(({ isRead, key, seen }, place) =>
      isRead ? readOf(micros[t]!, place, written[key]!, seen) : micros[t]![place]!,
    ),
  );
  return schedule(drafts, micros, results);

  function readOf(own: readonly Micro[], place: number, values: readonly unknown[], seen: number): Micro {
    const key = own[place]![1];
    const length = seen % (values.length + 1);
    const before = own
      .slice(0, place)
      .filter(([f, k]) => f !== 'r' && k === key)
      .map(([, , value]) => value);
    if (workload === 'rw-register') {
      if (before.length > 0 && !seesOwn) return ['r', key, before.at(-1)];
      return ['r', key, length === 0 ? null : values[length - 1]];
    }
    if (before.length > 0 && !seesOwn) return ['r', key, values.slice(0, values.indexOf(before.at(-1)) + 1)];
    return ['r', key, values.slice(0, length)];
  }
}

/** Lays the transactions out in time: each client runs its own one after the other; one of unknown outcome ends its client. */
function schedule(drafts: readonly Draft[], asked: readonly Micro[][], results: readonly Micro[][]): History {
  const events: { at: number; operation: Omit<Operation, 'index' | 'time'> }[] = [];
  const free = new Map<number, number>();
  const lives = new Map<number, number>();
  drafts.forEach(({ client, isUnknown, from, to }, t) => {
    const start = Math.max(from, free.get(client) ?? 0);
    const end = start + to + 0.5;
    const process = client + 3 * (lives.get(client) ?? 0);
    free.set(client, end + 0.25);
    events.push({ at: start, operation: { process, type: 'invoke', f: 'txn', value: asked[t]! } });
    if (isUnknown) lives.set(client, (lives.get(client) ?? 0) + 1);
    else events.push({ at: end, operation: { process, type: 'ok', f: 'txn', value: results[t]! } });
  });
  events.sort((a, b) => a.at - b.at);
  return new History(events.map(({ operation }, index) => ({ index, time: index, ...operation }) as Operation));
}

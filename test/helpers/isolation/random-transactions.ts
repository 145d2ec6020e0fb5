import fc from 'fast-check';
import type { Workload } from '../../../src/checkers/isolation/transactions.ts';
import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

type Micro = [f: string, key: string, value: unknown];

interface Draft {
  readonly client: number;
  /** 0 is unknown, 1 a failure where the store may be sloppy, all else ok. */
  readonly fate: number;
  /** Slots in time of invocation and completion. */
  readonly from: number;
  readonly to: number;
  readonly micros: readonly DraftedMicro[];
}

interface DraftedMicro {
  readonly isRead: boolean;
  readonly key: number;
  readonly seen: number;
  /** 0 to 2: what a sloppy store makes of a read. */
  readonly twist: number;
}

const KEYS = ['x', 'y'];

function drafts(minLength: number): fc.Arbitrary<Draft> {
  return fc.record({
    client: fc.nat(2),
    fate: fc.nat(9),
    from: fc.nat(12),
    to: fc.nat(6),
    micros: fc.array(fc.record({ isRead: fc.boolean(), key: fc.nat(1), seen: fc.nat(20), twist: fc.nat(24) }), {
      minLength,
      maxLength: 3,
    }),
  });
}

/**
 * Histories of up to six transactions on two keys. Reads see any prefix of the appends, in the order in which these were drawn, or any written
 * value: every level is broken often, and kept often. No read sees an aborted or an unwritten value.
 */
export function randomTransactions(workload: Workload): fc.Arbitrary<History> {
  return fc
    .tuple(fc.array(drafts(1), { minLength: 1, maxLength: 6 }), fc.nat(3))
    .map(([drawn, own]) => build(workload, drawn, own === 0, false));
}

/** The same of a store that does what none may: transactions that failed are seen, values of nobody, elements twice or in another order. Some are empty. */
export function sloppyTransactions(workload: Workload): fc.Arbitrary<History> {
  return fc
    .tuple(fc.array(drafts(0), { minLength: 1, maxLength: 6 }), fc.nat(3))
    .map(([drawn, own]) => build(workload, drawn, own === 0, true));
}

function build(workload: Workload, drawn: readonly Draft[], seesOwn: boolean, isSloppy: boolean): History {
  const written: unknown[][] = KEYS.map(() => []);
  const writes = workload === 'list-append' ? 'append' : 'w';
  const micros = drawn.map(({ micros: own }) =>
    own.map(({ isRead, key }): Micro => {
      if (isRead) return ['r', KEYS[key]!, null];
      written[key]!.push(written[key]!.length + 1);
      return [writes, KEYS[key]!, written[key]!.length];
    }),
  );
  const results = drawn.map((one, t) =>
    one.micros.map(({ isRead, key, seen, twist }, place) => {
      if (!isRead) return micros[t]![place]!;
      const read = readOf(micros[t]!, place, written[key]!, seen);
      return isSloppy ? twisted(read, twist) : read;
    }),
  );
  return schedule(drawn, micros, results, isSloppy);

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

const NOBODYS = 99;

function twisted([f, key, value]: Micro, twist: number): Micro {
  if (!Array.isArray(value)) return [f, key, twist === 0 ? NOBODYS : value];
  const twists: readonly (readonly unknown[])[] = [
    [...value, NOBODYS],
    value.toReversed(),
    [...value, ...value.slice(0, 1)],
  ];
  return [f, key, twists[twist] ?? value];
}

/** Lays the transactions out in time: each client runs its own one after the other; one of unknown outcome ends its client. */
function schedule(
  drawn: readonly Draft[],
  asked: readonly Micro[][],
  results: readonly Micro[][],
  mayFail: boolean,
): History {
  const events: { at: number; operation: Omit<Operation, 'index' | 'time'> }[] = [];
  const free = new Map<number, number>();
  const lives = new Map<number, number>();
  drawn.forEach(({ client, fate, from, to }, t) => {
    const start = Math.max(from, free.get(client) ?? 0);
    const end = start + to + 0.5;
    const process = client + 3 * (lives.get(client) ?? 0);
    free.set(client, end + 0.25);
    events.push({ at: start, operation: { process, type: 'invoke', f: 'txn', value: asked[t]! } });
    if (fate === 0) lives.set(client, (lives.get(client) ?? 0) + 1);
    else if (fate === 1 && mayFail)
      events.push({ at: end, operation: { process, type: 'fail', f: 'txn', value: asked[t]! } });
    else events.push({ at: end, operation: { process, type: 'ok', f: 'txn', value: results[t]! } });
  });
  events.sort((a, b) => a.at - b.at);
  return new History(events.map(({ operation }, index) => ({ index, time: index, ...operation }) as Operation));
}

import { baseOf, orderOf, type BaseLevel, type IsolationLevel } from '../../../src/checkers/isolation/level.ts';
import type { History, Invocation } from '../../../src/history/history.ts';

type Micro = readonly [f: string, key: string, value: unknown];

/** One read that saw the state of others: which transaction made it (undefined is the initial state), and which reads came before it. */
interface ExternalRead {
  readonly key: string;
  readonly value: unknown;
  readonly place: number;
}

interface Transaction {
  readonly process: unknown;
  readonly invokedAt: number;
  readonly completedAt: number;
  readonly micros: readonly Micro[];
  readonly reads: readonly ExternalRead[];
  readonly contradictsItself: boolean;
}

/**
 * Decides an isolation level by its definition: tries every total order of the transactions against the axioms of Biswas and Enea
 * (On the Complexity of Checking Transactional Consistency, OOPSLA 2019), and for parallel snapshot isolation the condition of Cerone and Gotsman
 * (Analysing Snapshot Isolation, PODC 2016). Factorial: for up to six transactions. Histories must be free of aborted reads and of
 * values that nobody wrote.
 */
export function isAllowed(history: History, level: IsolationLevel): boolean {
  const base = baseOf(level);
  const order = orderOf(level);
  const transactions = present(history);
  if (base === 'per-key-linearizable')
    return keysOf(transactions).every((key) => allows(projected(transactions, key), 'serializable', order));
  return allows(transactions, base, order);
}

function allows(transactions: readonly Transaction[], base: BaseLevel, order: string): boolean {
  if (!['read-uncommitted', 'read-committed', 'monotonic-atomic-view'].includes(base)) {
    if (transactions.some(({ contradictsItself }) => contradictsItself)) return false;
  }
  const forced = (a: Transaction, b: Transaction): boolean =>
    order !== 'none' && a.completedAt < b.invokedAt && (order === 'realtime' || a.process === b.process);
  return someOrder(transactions, forced, (co) => satisfies(co, base, forced));
}

function satisfies(
  co: readonly Transaction[],
  base: BaseLevel,
  forced: (a: Transaction, b: Transaction) => boolean,
): boolean {
  if (co.some(({ micros }) => micros.some(([f, key, value]) => f === 'r' && !isPrefix(co, key, value)))) return false;
  const sources = new Map<ExternalRead, Transaction | undefined>();
  for (const reader of co) {
    for (const read of reader.reads) {
      const found = sourceOf(co, reader, read, base === 'read-uncommitted');
      if (found === 'impossible') return false;
      sources.set(read, found.source);
    }
  }
  if (base === 'read-uncommitted') return true;
  if (co.some((reader) => seesUnfinished(co, reader))) return false;
  const place = new Map(co.map((transaction, i) => [transaction, i]));
  const at = (transaction: Transaction): number => place.get(transaction)!;
  const wr = (a: Transaction, b: Transaction): boolean => b.reads.some((read) => sources.get(read) === a);
  if (co.some((a) => co.some((b) => wr(a, b) && at(a) >= at(b)))) return false;
  if (base === 'read-committed') return true;
  const visible = (a: Transaction, b: Transaction): boolean => wr(a, b) || forced(a, b);
  const writes = (transaction: Transaction, key: string): boolean =>
    transaction.micros.some(([f, k]) => f !== 'r' && k === key);
  const ww = (a: Transaction, b: Transaction): boolean =>
    at(a) < at(b) && b.micros.some(([f, k]) => f !== 'r' && writes(a, k));
  const closure = transitive(
    co,
    base === 'parallel-snapshot-isolation' ? (a, b) => visible(a, b) || ww(a, b) : visible,
  );
  const upTo = (a: Transaction, b: Transaction): boolean => at(a) <= at(b);
  const prefix = (a: Transaction, b: Transaction): boolean => co.some((c) => upTo(a, c) && visible(c, b));
  const conflict = (a: Transaction, b: Transaction): boolean => co.some((c) => upTo(a, c) && ww(c, b));
  return co.every((reader) =>
    reader.reads.every((read) => {
      const source = sources.get(read);
      return co.every((other) => {
        if (other === source || other === reader || !writes(other, read.key)) return true;
        const isBefore = source !== undefined && at(other) < at(source);
        return isBefore || !mustSee(other);
      });
      function mustSee(other: Transaction): boolean {
        switch (base) {
          case 'monotonic-atomic-view':
            return reader.reads.some((earlier) => earlier.place < read.place && sources.get(earlier) === other);
          case 'read-atomic':
            return visible(other, reader);
          case 'causal':
          case 'parallel-snapshot-isolation':
            return closure(other, reader);
          case 'prefix':
            return prefix(other, reader);
          case 'snapshot-isolation':
            return prefix(other, reader) || conflict(other, reader);
          default:
            return at(other) < at(reader);
        }
      }
    }),
  );
}

/** Which transaction made what a read saw, under an order of all; or that the order makes it impossible. */
function sourceOf(
  co: readonly Transaction[],
  reader: Transaction,
  { key, value }: ExternalRead,
  isDirty: boolean,
): { source: Transaction | undefined } | 'impossible' {
  const writes = writesOf(co, key);
  const list = Array.isArray(value) ? value : undefined;
  if (value === null || list?.length === 0) return { source: undefined };
  const at = list === undefined ? writes.findIndex(({ written }) => written === value) : list.length - 1;
  const write = writes[at]!;
  if (isDirty) return { source: write.transaction };
  if (write.transaction === reader) return 'impossible';
  const isFinal = !writes.slice(at + 1).some(({ transaction }) => transaction === write.transaction);
  return !isFinal ? 'impossible' : { source: write.transaction };
}

/** Whether any read, after an own write as well, shows the middle of another transaction or a later write of its own. */
function seesUnfinished(co: readonly Transaction[], reader: Transaction): boolean {
  return reader.micros.some(([f, key, value], place) => {
    if (f !== 'r' || value === null) return false;
    const shown: readonly unknown[] = [value].flat();
    if (reader.micros.slice(place).some(([g, k, own]) => g !== 'r' && k === key && shown.includes(own))) return true;
    const writes = writesOf(co, key);
    const at = writes.findIndex(({ written }) => written === shown.at(-1));
    const writer = writes[at]?.transaction;
    return writer !== reader && writes.slice(at + 1).some(({ transaction }) => transaction === writer);
  });
}

function writesOf(co: readonly Transaction[], key: string): readonly { written: unknown; transaction: Transaction }[] {
  return co.flatMap((transaction) =>
    transaction.micros.filter(([f, k]) => f !== 'r' && k === key).map(([, , written]) => ({ written, transaction })),
  );
}

/** Whether a list is what the appends so far make; anything but a list is. */
function isPrefix(co: readonly Transaction[], key: string, value: unknown): boolean {
  if (!Array.isArray(value)) return true;
  const writes = writesOf(co, key);
  return value.every((element, i) => writes[i]?.written === element);
}

function transitive(
  all: readonly Transaction[],
  edge: (a: Transaction, b: Transaction) => boolean,
): (a: Transaction, b: Transaction) => boolean {
  const reached = new Map(all.map((a) => [a, new Set(all.filter((b) => edge(a, b)))]));
  for (const via of all)
    for (const a of all) if (reached.get(a)!.has(via)) for (const b of reached.get(via)!) reached.get(a)!.add(b);
  return (a, b) => reached.get(a)!.has(b);
}

/** Whether some order of the transactions that respects `forced` passes the test. */
function someOrder(
  rest: readonly Transaction[],
  forced: (a: Transaction, b: Transaction) => boolean,
  test: (order: readonly Transaction[]) => boolean,
  done: readonly Transaction[] = [],
): boolean {
  if (rest.length === 0) return test(done);
  return rest.some((next) => {
    if (rest.some((other) => other !== next && forced(other, next))) return false;
    return someOrder(
      rest.filter((other) => other !== next),
      forced,
      test,
      [...done, next],
    );
  });
}

/** Acknowledged transactions, and those of unknown outcome that an acknowledged one read from. */
function present(history: History): Transaction[] {
  const acknowledged = history.invocations.filter(({ outcome }) => outcome === 'ok');
  const seen = new Set(
    acknowledged.flatMap(({ completion }) =>
      (completion!.value as Micro[]).flatMap(([f, k, v]) =>
        f === 'r' ? [v].flat().map((one) => `${k} ${String(one)}`) : [],
      ),
    ),
  );
  const observed = history.invocations.filter(
    ({ outcome, invoke }) =>
      outcome === 'info' && (invoke.value as Micro[]).some(([f, k, v]) => f !== 'r' && seen.has(`${k} ${String(v)}`)),
  );
  return [...acknowledged, ...observed].map((invocation) => describe(history, invocation));
}

function describe(history: History, { invoke, completion, outcome }: Invocation): Transaction {
  const told = (outcome === 'ok' ? completion! : invoke).value as Micro[];
  const micros = outcome === 'ok' ? told : told.filter(([f]) => f !== 'r');
  const completedAt = outcome === 'ok' ? history.operations.indexOf(completion!) : Infinity;
  return {
    process: invoke.process,
    invokedAt: history.operations.indexOf(invoke),
    completedAt,
    micros,
    ...readsOf(micros),
  };
}

function readsOf(micros: readonly Micro[]): { reads: ExternalRead[]; contradictsItself: boolean } {
  const reads: ExternalRead[] = [];
  let contradictsItself = false;
  micros.forEach(([f, key, value], place) => {
    if (f !== 'r') return;
    const before = micros.slice(0, place).filter(([, k]) => k === key);
    if (before.every(([earlier]) => earlier === 'r')) reads.push({ key, value, place });
    if (before.length > 0 && !fits(before, value)) contradictsItself = true;
  });
  return { reads, contradictsItself };
}

/** Whether a read returned what its own transaction had left there. */
function fits(before: readonly Micro[], value: unknown): boolean {
  const last = before.at(-1)!;
  if (last[0] === 'w' || (last[0] === 'r' && !Array.isArray(last[2]) && !Array.isArray(value)))
    return last[2] === value;
  const list = (value ?? []) as readonly unknown[];
  const lastRead = before.findLastIndex(([f]) => f === 'r');
  const appended = before.slice(lastRead + 1).map(([, , element]) => element);
  const known = lastRead === -1 ? undefined : ((before[lastRead]![2] ?? []) as readonly unknown[]);
  const expected = [...(known ?? list.slice(0, Math.max(0, list.length - appended.length))), ...appended];
  return JSON.stringify(expected) === JSON.stringify(list);
}

function keysOf(transactions: readonly Transaction[]): readonly string[] {
  return [...new Set(transactions.flatMap(({ micros }) => micros.map(([, key]) => key)))];
}

function projected(transactions: readonly Transaction[], key: string): Transaction[] {
  return transactions
    .map((transaction) => ({ ...transaction, micros: transaction.micros.filter(([, k]) => k === key) }))
    .filter(({ micros }) => micros.length > 0)
    .map((transaction) => ({ ...transaction, ...readsOf(transaction.micros) }));
}

// Weak levels on register histories, external consistency, and one huge component: CPU seconds, the median of five rounds.
// Run: see docs/isolation.md, section "Speed"; an argument is the number of rounds.
import {
  checkExternalConsistency,
  externalConsistencyBuilder,
  judgeAtAGlance,
} from '../src/checkers/external-consistency/check-external-consistency.ts';
import type { TimestampedColumns } from '../src/checkers/external-consistency/timestamped-columns.ts';
import { checkIsolation, checkTransactions } from '../src/checkers/isolation/check-isolation.ts';
import { readTransactions } from '../src/checkers/isolation/read-transactions.ts';
import { checkTimestamps } from '../src/checkers/timestamps/check-timestamps.ts';
import type { Verdict } from '../src/checkers/verdict.ts';
import { History } from '../src/history/history.ts';
import type { Operation } from '../src/history/operation.generated.ts';
import { RandomIntegers } from './isolation-histories.ts';
import { cpuSeconds, median } from './measure.ts';

const ROUNDS = Number(process.argv[2] ?? 5);

function measure(name: string, check: () => Verdict | undefined): void {
  const rounds = Array.from({ length: ROUNDS }, () => cpuSeconds(check));
  const { result } = rounds[0]!;
  const told =
    result?.verdict === 'violated'
      ? `violated ${result.anomalies[0].kind}, ${result.anomalies[0].operations.length} transactions`
      : result?.verdict;
  console.log(`${name}: ${median(rounds.map(({ seconds }) => seconds)).toFixed(2)} s of CPU; ${told}`);
}

/** Registers run one transaction after the other at a random moment between invocation and completion; half of the operations read. */
function registerHistory(transactions: number, operationsEach: number, clients: number, keys: number): History {
  const random = new RandomIntegers(11);
  const state: (number | null)[] = Array.from({ length: keys }, () => null);
  const operations: Operation[] = [];
  const open: ([string, number, number | null][] | undefined)[] = Array.from({ length: clients }, () => undefined);
  let written = 0;
  for (let done = 0; done < transactions;) {
    const process = random.below(clients);
    const micros = open[process];
    if (micros === undefined) {
      const asked = Array.from({ length: operationsEach }, (): [string, number, number | null] =>
        random.below(2) === 0 ? ['r', random.below(keys), null] : ['w', random.below(keys), ++written],
      );
      operations.push({
        index: operations.length,
        time: operations.length,
        process,
        type: 'invoke',
        f: 'txn',
        value: asked,
      });
      open[process] = asked;
      continue;
    }
    const value = micros.map(([f, key, own]) => {
      if (f === 'w') state[key] = own;
      return [f, key, state[key] ?? null];
    });
    operations.push({ index: operations.length, time: operations.length, process, type: 'ok', f: 'txn', value });
    open[process] = undefined;
    done++;
  }
  return new History(operations);
}

/** List appends of a store that stamps each commit; a tenth are snapshot reads. */
function timestampedHistory(transactions: number, clients: number): History {
  const random = new RandomIntegers(13);
  const lists: number[][] = Array.from({ length: 10 }, () => []);
  const names = lists.map((_, i) => i);
  const operations: Operation[] = [];
  const open: boolean[] = Array.from({ length: clients }, () => false);
  let fresh = lists.length;
  for (let done = 0; done < transactions;) {
    const process = random.below(clients);
    const index = operations.length;
    if (!open[process]) operations.push({ index, time: index, process, type: 'invoke', f: 'txn', value: [] });
    else {
      const isRead = random.below(10) === 0;
      const value = Array.from({ length: 1 + random.below(4) }, () => {
        const slot = random.below(10);
        const list = lists[slot]!;
        if (isRead || random.below(2) === 0) return ['r', names[slot], list.slice()];
        if (list.length >= 32) {
          lists[slot] = [];
          names[slot] = fresh++;
        }
        lists[slot]!.push(index * 4 + lists[slot]!.length);
        return ['append', names[slot], lists[slot]!.at(-1)];
      });
      const stamp = isRead ? { readTimestamp: index } : { commitTimestamp: index };
      operations.push({ index, time: index, process, type: 'ok', f: 'txn', value, ...stamp });
      done++;
    }
    open[process] = !open[process];
  }
  return new History(operations);
}

/** As `capcheck check` reads them, without keeping the operations. */
function columnsOf({ operations }: History): TimestampedColumns {
  const builder = externalConsistencyBuilder();
  for (const operation of operations) builder.push(operation);
  return builder.finish();
}

/**
 * Appends to a ring of keys: each transaction appends to its own key and reads the next one's before the append there, some also the one before,
 * which closes a cycle of two.
 */
function ring(transactions: number, isBackward: (t: number) => boolean): History {
  const operations: Operation[] = [];
  const push = (process: number, type: 'invoke' | 'ok', value: unknown): void => {
    operations.push({ index: operations.length, time: operations.length, process, type, f: 'txn', value });
  };
  const run = (t: number): unknown[] => [
    ['append', t, 1],
    ['r', (t + 1) % transactions, []],
    ...(isBackward(t) ? [['r', (t + transactions - 1) % transactions, []]] : []),
  ];
  for (let t = 0; t < transactions; t++) push(t, 'invoke', run(t));
  for (let t = 0; t < transactions; t++) push(t, 'ok', run(t));
  return new History(operations);
}

const registers = readTransactions(registerHistory(100_000, 10, 100, 1000), 'rw-register');
for (const level of ['monotonic-atomic-view', 'strong-session-read-atomic', 'causal'] as const)
  measure(`100,000 x 10 register operations, ${level}`, () =>
    checkTransactions(registers, { level, workload: 'rw-register', onlyAsked: true }),
  );
const onlyLong = ring(20_000, () => false);
measure('a ring of 20,000 transactions, strict serializable', () =>
  checkIsolation(onlyLong, { level: 'strict-serializable', workload: 'list-append' }),
);
const withShort = ring(20_000, (t) => t % 1000 === 0);
measure('the same component with twenty short cycles in it', () =>
  checkIsolation(withShort, { level: 'strict-serializable', workload: 'list-append' }),
);
const stamped = timestampedHistory(1_000_000, 100);
measure('1,000,000 timestamped transactions, external consistency, from operations', () =>
  checkExternalConsistency(stamped),
);
measure('1,000,000 timestamped transactions, strict serializable by timestamps, from operations', () =>
  checkTimestamps(stamped, { level: 'strict-serializable' }),
);
const columns = columnsOf(timestampedHistory(1_000_000, 100));
measure('1,000,000 timestamped transactions, external consistency, from the columns of a file', () =>
  judgeAtAGlance(columns),
);

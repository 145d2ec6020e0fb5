// Weak levels on register histories, external consistency, and one huge component: CPU seconds, the median of five rounds.
// Run: see docs/isolation.md, section "Speed"; arguments are the number of rounds, and a part of a row's name for that alone, so that the peak of resident
// memory is that row's.
import {
  checkExternalConsistency,
  externalConsistencyBuilder,
  judgeAtAGlance,
} from '../src/checkers/external-consistency/check-external-consistency.ts';
import type { TimestampedColumns } from '../src/checkers/external-consistency/timestamped-columns.ts';
import { checkIsolation, checkTransactions } from '../src/checkers/isolation/check-isolation.ts';
import type { Transactions } from '../src/checkers/isolation/transactions.ts';
import { TransactionsBuilder } from '../src/checkers/isolation/transactions-builder.ts';
import { checkTimestamps } from '../src/checkers/timestamps/check-timestamps.ts';
import type { Verdict } from '../src/checkers/verdict.ts';
import { History } from '../src/history/history.ts';
import type { Operation } from '../src/history/operation.generated.ts';
import { RandomIntegers } from './isolation-histories.ts';
import { cpuSeconds, median, peakMebibytes } from './measure.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const ONLY = process.argv[3] ?? '';

/** @param prepare makes what is checked, once and unmeasured */
function measure<Input>(name: string, prepare: () => Input, checkIt: (input: Input) => Verdict | undefined): void {
  if (!name.includes(ONLY)) return;
  const input = prepare();
  const check = (): Verdict | undefined => checkIt(input);
  const rounds = Array.from({ length: ROUNDS }, () => cpuSeconds(check));
  const { result } = rounds[0]!;
  const told =
    result?.verdict === 'violated'
      ? `violated ${result.anomalies[0].kind}, ${result.anomalies[0].operations.length} transactions`
      : result?.verdict;
  console.log(
    `${name}: ${median(rounds.map(({ seconds }) => seconds)).toFixed(2)} s of CPU, ${peakMebibytes()} MiB at the peak; ${told}`,
  );
}

type Push = (operation: Operation) => void;

/** Registers run one transaction after the other at a random moment between invocation and completion; half of the operations read. */
function runRegisters(transactions: number, operationsEach: number, clients: number, keys: number, push: Push): void {
  const random = new RandomIntegers(11);
  const state: (number | null)[] = Array.from({ length: keys }, () => null);
  let index = 0;
  const record = (process: number, type: 'invoke' | 'ok', value: unknown): void => {
    push({ index, time: index, process, type, f: 'txn', value });
    index++;
  };
  const open: ([string, number, number | null][] | undefined)[] = Array.from({ length: clients }, () => undefined);
  let written = 0;
  for (let done = 0; done < transactions;) {
    const process = random.below(clients);
    const micros = open[process];
    if (micros === undefined) {
      const asked = Array.from({ length: operationsEach }, (): [string, number, number | null] =>
        random.below(2) === 0 ? ['r', random.below(keys), null] : ['w', random.below(keys), ++written],
      );
      record(process, 'invoke', asked);
      open[process] = asked;
      continue;
    }
    const value = micros.map(([f, key, own]) => {
      if (f === 'w') state[key] = own;
      return [f, key, state[key] ?? null];
    });
    record(process, 'ok', value);
    open[process] = undefined;
    done++;
  }
}

/** List appends of a store that stamps each commit; a tenth are snapshot reads. */
function runTimestamped(transactions: number, clients: number, push: Push): void {
  const random = new RandomIntegers(13);
  const lists: number[][] = Array.from({ length: 10 }, () => []);
  const names = lists.map((_, i) => i);
  let index = 0;
  const open: boolean[] = Array.from({ length: clients }, () => false);
  let fresh = lists.length;
  for (let done = 0; done < transactions;) {
    const process = random.below(clients);
    if (!open[process]) push({ index, time: index, process, type: 'invoke', f: 'txn', value: [] });
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
      push({ index, time: index, process, type: 'ok', f: 'txn', value, ...stamp });
      done++;
    }
    open[process] = !open[process];
    index++;
  }
}

function timestampedHistory(): History {
  const operations: Operation[] = [];
  runTimestamped(1_000_000, 100, (operation) => operations.push(operation));
  return new History(operations);
}

/** As `capcheck check` reads them, without keeping the operations. */
function timestampedColumns(): TimestampedColumns {
  const builder = externalConsistencyBuilder();
  runTimestamped(1_000_000, 100, (operation) => builder.push(operation));
  return builder.finish();
}

function registerColumns(): Transactions {
  const builder = new TransactionsBuilder('rw-register');
  runRegisters(100_000, 10, 100, 1000, (operation) => builder.push(operation));
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

for (const level of ['monotonic-atomic-view', 'strong-session-read-atomic', 'causal'] as const)
  measure(`100,000 x 10 register operations, ${level}`, registerColumns, (registers) =>
    checkTransactions(registers, { level, workload: 'rw-register', onlyAsked: true }),
  );
const strictly = { level: 'strict-serializable', workload: 'list-append' } as const;
measure(
  'a ring of 20,000 transactions, strict serializable',
  () => ring(20_000, () => false),
  (history) => checkIsolation(history, strictly),
);
measure(
  'the same ring with twenty short cycles in it',
  () => ring(20_000, (t) => t % 1000 === 0),
  (history) => checkIsolation(history, strictly),
);
measure('1,000,000 timestamped transactions, external consistency, from operations', timestampedHistory, (history) =>
  checkExternalConsistency(history),
);
measure(
  '1,000,000 timestamped transactions, strict serializable by timestamps, from operations',
  timestampedHistory,
  (history) => checkTimestamps(history, { level: 'strict-serializable' }),
);
measure(
  '1,000,000 timestamped transactions, external consistency, from the columns of a file',
  timestampedColumns,
  (columns) => judgeAtAGlance(columns),
);

// Isolation of list-append histories, one thread, without parsing: CPU seconds (garbage collection included), the median of five rounds.
// Run: see docs/isolation.md, section "Speed"; arguments are transactions, rounds, and a part of a row's name for that alone, so that the peak of
// resident memory is that row's.
import { checkTransactions } from '../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../src/checkers/isolation/level.ts';
import type { Transactions } from '../src/checkers/isolation/transactions.ts';
import { appendColumns, type Store } from './isolation-histories.ts';
import { cpuSeconds, median, peakMebibytes } from './measure.ts';

const ROUNDS = Number(process.argv[3] ?? 5);
const MILLION = Number(process.argv[2] ?? 1_000_000);
const ONLY = process.argv[4] ?? '';
const SHAPE = { clients: 100, concurrentKeys: 10, appendsPerKey: 32 };

function measure(name: string, transactions: Transactions, level: IsolationLevel): void {
  const seconds: number[] = [];
  let told = '';
  for (let round = 0; round < ROUNDS; round++) {
    const measured = cpuSeconds(() => checkTransactions(transactions, { level, workload: 'list-append' }));
    const { result } = measured;
    seconds.push(measured.seconds);
    told = result.verdict;
    if (result.verdict === 'violated')
      told += ` ${[...new Map(result.anomalies.map(({ kind, count }) => [kind, count]))].map(([kind, count]) => `${kind} x ${count}`).join(', ')}; holds: ${result.levels?.strongest.join(', ')}`;
  }
  console.log(`${name}: ${median(seconds).toFixed(2)} s of CPU, ${peakMebibytes()} MiB at the peak; ${told}`);
}

function run(store: Store, transactions: number, level: IsolationLevel): void {
  const name = `${store} store, ${transactions} transactions, ${level}`;
  if (name.includes(ONLY)) measure(name, appendColumns(store, { ...SHAPE, transactions }), level);
}

run('strict-serializable', MILLION, 'strict-serializable');
run('snapshot-isolation', MILLION, 'strict-serializable');
run('snapshot-isolation', MILLION, 'snapshot-isolation');
run('incompatible-orders', MILLION / 10, 'strict-serializable');

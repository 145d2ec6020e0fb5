// Isolation of list-append histories, one thread, without parsing: CPU seconds (garbage collection included), the median of five rounds.
// Run: see docs/isolation.md, section "Speed"; arguments are transactions, rounds, and a store's name for its rows alone.
import { checkTransactions } from '../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../src/checkers/isolation/level.ts';
import { readTransactions } from '../src/checkers/isolation/read-transactions.ts';
import type { Transactions } from '../src/checkers/isolation/transactions.ts';
import { appendHistory, type Store } from './isolation-histories.ts';
import { cpuSeconds, median } from './measure.ts';

const ROUNDS = Number(process.argv[3] ?? 5);
const MILLION = Number(process.argv[2] ?? 1_000_000);
const ONLY = process.argv[4];
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
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(`${name}: ${median(seconds).toFixed(2)} s of CPU, ${memory} MiB resident; ${told}`);
}

function run(store: Store, transactions: number, level: IsolationLevel): void {
  if (ONLY !== undefined && ONLY !== store) return;
  // Read into columns, as from a file; the operations are not kept.
  const columns = readTransactions(appendHistory(store, { ...SHAPE, transactions }), 'list-append');
  measure(`${store} store, ${transactions} transactions, ${level}`, columns, level);
}

run('strict-serializable', MILLION, 'strict-serializable');
run('snapshot-isolation', MILLION, 'strict-serializable');
run('snapshot-isolation', MILLION, 'snapshot-isolation');
run('incompatible-orders', MILLION / 10, 'strict-serializable');

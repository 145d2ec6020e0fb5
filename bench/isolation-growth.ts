// Growth of the isolation check from 10,000 to 1,000,000 list-append transactions, drawn against n log n into docs/isolation-growth.svg.
// CPU seconds, garbage collection included, the median of three rounds after a warm-up. Run: see docs/isolation.md, section "Speed".
import { writeFileSync } from 'node:fs';
import { checkTransactions } from '../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../src/checkers/isolation/level.ts';
import { readTransactions } from '../src/checkers/isolation/read-transactions.ts';
import { plotGrowth, type Series } from './growth-plot.ts';
import { appendHistory, type Store } from './isolation-histories.ts';
import { cpuSeconds, median } from './measure.ts';

const SIZES = [10_000, 31_623, 100_000, 316_228, 1_000_000];
const ROUNDS = 3;
const SHAPE = { clients: 100, concurrentKeys: 10, appendsPerKey: 32 };

function measure(store: Store, transactions: number, level: IsolationLevel): number {
  const columns = readTransactions(appendHistory(store, { ...SHAPE, transactions }), 'list-append');
  const rounds = Array.from({ length: ROUNDS }, () =>
    cpuSeconds(() => checkTransactions(columns, { level, workload: 'list-append' })),
  );
  return median(rounds.map(({ seconds }) => seconds));
}

function grow(name: string, store: Store, level: IsolationLevel): Series {
  for (let warmUp = 0; warmUp < 3; warmUp++) measure(store, SIZES[0]!, level);
  const points = SIZES.map((size) => {
    const seconds = measure(store, size, level);
    console.log(`${name}, ${size} transactions: ${seconds.toFixed(3)} s`);
    return { size, seconds };
  });
  return { name, points };
}

const series = [
  grow('strict serializable store', 'strict-serializable', 'strict-serializable'),
  grow('snapshot isolation store, all cycles told', 'snapshot-isolation', 'strict-serializable'),
];
writeFileSync('docs/isolation-growth.svg', plotGrowth(series));

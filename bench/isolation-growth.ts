// Growth of the isolation check from 10,000 to 1,000,000 list-append transactions, drawn against n log n into docs/isolation-growth.svg.
// CPU seconds, garbage collection included, the median of five rounds (of more where one takes milliseconds) after a warm-up, and beside them steps, which
// no machine decides.
// Run: see docs/isolation.md, section "Speed".
import { writeFileSync } from 'node:fs';
import { analyseListAppend } from '../src/checkers/isolation/analyse-list-append.ts';
import { checkTransactions } from '../src/checkers/isolation/check-isolation.ts';
import type { Transactions } from '../src/checkers/isolation/transactions.ts';
import { plotGrowth, type Series } from './growth-plot.ts';
import { appendColumns, type Store } from './isolation-histories.ts';
import { cpuSeconds, median } from './measure.ts';

const SIZES = [10_000, 31_623, 100_000, 316_228, 1_000_000];
const SHAPE = { clients: 100, concurrentKeys: 10, appendsPerKey: 32 };

/** An odd number. */
function roundsOf(size: number): number {
  return 5 + 2 * Math.floor(300_000 / size);
}

function secondsOf(columns: Transactions, rounds: number): number {
  const measured = Array.from({ length: rounds }, () =>
    cpuSeconds(() => checkTransactions(columns, { level: 'strict-serializable', workload: 'list-append' })),
  );
  return median(measured.map(({ seconds }) => seconds));
}

/** Micro-operations, elements of lists, and edges that searches looked at. */
function stepsOf(columns: Transactions): number {
  const budget = { stepsLeft: Number.MAX_SAFE_INTEGER };
  analyseListAppend(columns, budget);
  const elements = columns.lists.length.reduce((sum, length) => sum + length, 0);
  return columns.opKind.length + elements + Number.MAX_SAFE_INTEGER - budget.stepsLeft;
}

function grow(name: string, store: Store): Series {
  const [smallest] = SIZES as [number];
  const warm = appendColumns(store, { ...SHAPE, transactions: smallest });
  secondsOf(warm, 100);
  const points = SIZES.map((size) => {
    const columns = appendColumns(store, { ...SHAPE, transactions: size });
    const seconds = secondsOf(columns, roundsOf(size));
    const each = (seconds / size) * 1e9;
    console.log(
      `${name}, ${size} transactions: ${seconds.toFixed(3)} s; a transaction: ${each.toFixed(0)} ns, ` +
        `${(stepsOf(columns) / size).toFixed(1)} steps`,
    );
    return { size, seconds };
  });
  const [first, last] = [points[0]!, points.at(-1)!];
  const allowed = (last.size * Math.log(last.size)) / (first.size * Math.log(first.size));
  console.log(
    `${name}: ${(last.seconds / first.seconds).toFixed(0)} times as long; n log n is ${allowed.toFixed(0)} times`,
  );
  return { name, points };
}

const series = [
  grow('strict serializable store', 'strict-serializable'),
  grow('snapshot isolation store, all cycles told', 'snapshot-isolation'),
];
writeFileSync('docs/isolation-growth.svg', plotGrowth(series));

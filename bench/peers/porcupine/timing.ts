// Check times of the port and of Porcupine on the corpus: `npx tsx bench/peers/porcupine/timing.ts [rounds]`.
import { checkHistory } from './check-history.ts';
import { readCorpusHistories } from './corpus-histories.ts';
import { checkWithPorcupine } from './peer.ts';

const rounds = Number(process.argv[2] ?? 5);
const histories = readCorpusHistories();
const verdicts = checkWithPorcupine(histories, rounds);
const rows = verdicts.map(({ id, result, checkMicros }) => {
  const history = histories.get(id)!;
  let portMs = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    checkHistory(history);
    portMs = Math.min(portMs, performance.now() - start);
  }
  return { history: id, result, goMs: checkMicros / 1000, portMs };
});

const etcd = rows.filter(({ history }) => history.startsWith('etcd'));
const sum = (of: (row: (typeof rows)[number]) => number) => etcd.reduce((total, row) => total + of(row), 0);
const slowest = etcd.reduce((left, right) => (left.goMs > right.goMs ? left : right));
const shown = [
  { history: `${etcd.length} etcd logs`, result: '', goMs: sum((row) => row.goMs), portMs: sum((row) => row.portMs) },
  slowest,
  ...rows.filter((row) => !etcd.includes(row)),
];
console.log(`shortest of ${rounds} checks, in milliseconds`);
for (const { history, result, goMs, portMs } of shown) {
  console.log(
    history.padEnd(14),
    result.padEnd(8),
    `go ${goMs.toFixed(2).padStart(9)}`,
    `port ${portMs.toFixed(2).padStart(9)}`,
    `port/go ${(portMs / goMs).toFixed(2)}`,
  );
}

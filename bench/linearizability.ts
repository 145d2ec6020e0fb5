// Linearizability: each history of the table in docs/linearizability.md, here and by Porcupine in the same run.
// Checks without parsing, on one thread: the median of five after up to five that warm up. CPU time, since wall time depends on
// what else the machine does. The last row reads a file, in a process of its own: it needs `npm run build`.
// Run: npx tsx bench/linearizability.ts [part of a case's name]
import { checkLinearizabilityOfColumns } from '../src/checkers/linearizability/check-linearizability.ts';
import type { Verdict } from '../src/checkers/verdict.ts';
import type { Columns } from '../src/history/columns.ts';
import { cases, type Case } from './linearizability-cases.ts';
import { measureFile } from './linearizability-file.ts';
import { checkByPeer } from './linearizability-peer.ts';
import { cpuSeconds, median } from './measure.ts';
import { canRunGo } from './peers/porcupine/peer.ts';

const WARM_UPS = 5;
/** Checks that take this long are warm sooner. */
const WARM_MS = 2_000;
const ROUNDS = 5;
const PEER_TIMEOUT_SECONDS = 10;
const ETCD_SLACK_MS = 5;

interface Times {
  /** Of all histories of a case together. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** By history, CPU. */
  readonly each: readonly number[];
  readonly verdict: string;
}

function measure({ options }: Case, histories: readonly Columns[]): Times {
  const cpu: number[] = [];
  const wall: number[] = [];
  const each: number[][] = histories.map(() => []);
  let verdicts: readonly Verdict[] = [];
  let warmMs = 0;
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    if (round < 0 && warmMs > WARM_MS) continue;
    const started = performance.now();
    let sum = 0;
    verdicts = histories.map((columns, i) => {
      const { seconds, result } = cpuSeconds(() => checkLinearizabilityOfColumns(columns, options));
      if (round >= 0) each[i]!.push(seconds * 1000);
      sum += seconds * 1000;
      return result;
    });
    if (round < 0) warmMs += sum;
    if (round >= 0) cpu.push(sum);
    if (round >= 0) wall.push(performance.now() - started);
  }
  return { cpuMs: median(cpu), wallMs: median(wall), each: each.map(median), verdict: tell(verdicts) };
}

function tell(verdicts: readonly Verdict[]): string {
  const [first] = verdicts;
  if (verdicts.length > 1 || first === undefined) {
    const holding = verdicts.filter(({ verdict }) => verdict === 'holds').length;
    return `${holding} hold, ${verdicts.length - holding} do not`;
  }
  if (first.verdict === 'unknown') return `unknown: ${first.reason}`;
  if (first.verdict !== 'violated') return first.verdict;
  const cores = first.certificate?.cores.map(({ operations }) => operations.length) ?? [];
  const undecided = first.exercised['undecidedKeys'] ?? 0;
  const sizes = cores.length === 0 ? '' : `, ${cores.length} cores of at most ${Math.max(...cores)} operations`;
  return `violated${sizes}${undecided === 0 ? '' : `, ${undecided} keys undecided`}`;
}

function measurePeer({ peer }: Case, histories: readonly Columns[]): Times | undefined {
  if (peer === undefined || !hasGo) return undefined;
  const verdicts = checkByPeer(histories, peer, ROUNDS, PEER_TIMEOUT_SECONDS);
  const each = verdicts.map(({ cpuMicros }) => cpuMicros / 1000);
  const sum = (times: readonly number[]): number => times.reduce((total, time) => total + time, 0);
  return {
    cpuMs: sum(each),
    wallMs: sum(verdicts.map(({ wallMicros }) => wallMicros / 1000)),
    each,
    verdict: verdicts.some(({ result }) => result === 'Unknown') ? 'Unknown' : '',
  };
}

function judge({ bound, name }: Case, ours: Times, go: Times | undefined): string {
  if (bound === undefined) return '–';
  if ('ms' in bound) return ours.cpuMs <= bound.ms ? 'yes' : 'no';
  if (go === undefined) return 'no Go';
  const slower = name.startsWith('etcd') ? Math.max(...ours.each.map((ms, i) => ms - go.each[i]!)) : 0;
  const late = slower > ETCD_SLACK_MS ? `, one ${slower.toFixed(1)} ms slower` : '';
  return `${ours.cpuMs <= bound.ofPeer * go.cpuMs ? 'yes' : 'no'}${late}`;
}

const number = (ms: number): string => (ms < 100 ? ms.toFixed(1) : ms.toFixed(0));

function showGo(peer: Case['peer'], go: Times | undefined): readonly [string, string, string] {
  if (peer === undefined) return ['–', '–', '–'];
  if (go === undefined) return ['skipped', 'skipped', ''];
  const more = go.verdict === 'Unknown' ? `no verdict in ${PEER_TIMEOUT_SECONDS} s, ` : '';
  return [`${more}${number(go.cpuMs)}`, number(go.wallMs), ''];
}

const wanted = process.argv[2] ?? '';
const hasGo = canRunGo();
if (!hasGo) console.log('There is no `go` here: Porcupine is left out.\n');
console.log('| history | goal | CPU ms | wall ms | Porcupine CPU ms | wall ms | of its CPU | reached | verdict |');
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |');
for (const one of cases) {
  if (!one.name.includes(wanted)) continue;
  const histories = await one.histories();
  const ours = measure(one, histories);
  const go = measurePeer(one, histories);
  const [goCpu, goWall] = showGo(one.peer, go);
  const ratio = go === undefined ? '–' : (ours.cpuMs / go.cpuMs).toFixed(3);
  const row = [one.name, one.goal, number(ours.cpuMs), number(ours.wallMs), goCpu, goWall, ratio];
  console.log(`| ${[...row, judge(one, ours, go), ours.verdict].join(' | ')} |`);
}
const fromFile = 'register, unique, 1,000,000 operations c=50, from JSONL';
if (fromFile.includes(wanted)) {
  const { cpuMs, wallMs, mebibytes, verdict } = measureFile();
  const reached = cpuMs <= 6_000 && mebibytes <= 1_024 ? 'yes' : 'no';
  const told = `${verdict}, ${mebibytes} MiB`;
  console.log(
    `| ${[fromFile, '6 s, 1 GiB', number(cpuMs), number(wallMs), '–', '–', '–', reached, told].join(' | ')} |`,
  );
}

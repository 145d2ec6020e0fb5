import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { cycleToDot } from '../../checkers/isolation/cycle-to-dot.ts';
import type { VerdictKind } from '../../checkers/verdict.ts';
import { overallVerdict } from '../../claims/judge.ts';
import type { History } from '../../history/history.ts';
import { FORMATS } from '../../history/input/format.ts';
import { STANDARD_INPUT } from '../../history/input/source.ts';
import { locateInFile, readHistory } from '../../history/read.ts';
import { chooseCheck, type CheckOptions, type Finding } from '../choose-check.ts';
import { exitCodeOf } from '../exit-code.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { formatFindings } from '../output/findings.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--spec <name>', help: 'linearizability: what one copy of the object would do (register, set, queue …)' },
  {
    flags: '--initial <json>',
    help: "with --spec: the state before the first operation, in the place of the spec's; with --workload bank: the opening balances",
  },
  { flags: '--independent', help: 'values are [key, value], and each key is an object of its own' },
  {
    flags: '--only <f>',
    help: 'with --spec: consider only operations of this name (may be given again)',
    isRepeated: true,
  },
  {
    flags: '--workers <n>',
    help: 'with --spec: threads for the objects of a large history (default: one for each core); the verdict does not depend on it',
  },
  { flags: '--memory <mib>', help: 'with --spec: mebibytes that all searches together may take (default: 1024)' },
  {
    flags: '--steps <n>',
    help:
      'with --spec: successor states that the search may try (default: 100 million); with --isolation: edges that searches may ' +
      'look at (default: 200 million)',
  },
  {
    flags: '--engine <name>',
    help: 'with --spec: porcupine, for a second opinion by an algorithm that shares nothing with this one',
  },
  {
    flags: '--visualize <file>',
    help: 'with --engine porcupine: write the page on which it shows how it came to its verdict',
  },
  { flags: '--isolation <level>', help: 'transactions: a level, from read-uncommitted to strict-serializable' },
  {
    flags: '--workload <name>',
    help: 'what transactions do: list-append or rw-register with --isolation; bank, long-fork, causal-reverse or g2 with or without',
  },
  {
    flags: '--assume <what>',
    help:
      'with --isolation: where the order of versions may be taken from; timestamps (of the store, for both workloads), for ' +
      'rw-register initial-state, writes-follow-reads (wfr), sequential-keys, linearizable-keys; with commas between',
    isRepeated: true,
  },
  { flags: '--negative-balances', help: 'with --workload bank: accounts may be overdrawn' },
  { flags: '--dot <file>', help: 'with --isolation: write the most telling cycle as a graph for Graphviz' },
  { flags: '--claim <system>', help: 'all that a system claims, for a history of one of its runs' },
  { flags: '--format <name>', help: `one of ${FORMATS.join(', ')} (default: seen from the content)` },
  { flags: '--json', help: 'print one JSON document' },
];

/** Adds `capcheck check`. */
export function addCheck(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('check')
    .summary('judge histories in files')
    .description(
      'Judges recorded histories, of this tool or of others (JSON lines, JSON, EDN, logs of Jepsen): by a sequential ' +
        'specification, an isolation level, a workload made for one anomaly, or the claim of a system.',
    )
    .argument('<file...>', 'histories; a name that ends in .gz is unpacked, and - is standard input');
  addOptions(command, OPTIONS).action(async (files: readonly string[], options: CheckOptions & { json?: true }) => {
    const paths = files.map((file) => (file === '-' ? STANDARD_INPUT : file));
    exit(await check(paths, options, terminal));
  });
}

/** What was found in one file. */
interface FileResult {
  readonly file: string;
  readonly verdict: VerdictKind;
  readonly guarantees: readonly Finding[];
}

/** Writes the first cycle that is told; where there is none, says so. */
function writeCycle(file: string, history: History, findings: readonly Finding[], terminal: Terminal): void {
  const anomalies = findings.flatMap(({ verdict }) => (verdict.verdict === 'violated' ? verdict.anomalies : []));
  const cycle = anomalies.find((anomaly) => anomaly.cycle !== undefined)?.cycle;
  if (cycle === undefined) terminal.err(`capcheck: no cycle was found, so ${file} is not written.\n`);
  else writeFileSync(file, cycleToDot(history, cycle));
}

async function check(
  files: readonly string[],
  options: CheckOptions & { readonly json?: true },
  terminal: Terminal,
): Promise<number> {
  const { read, judge, judgeFile } = chooseCheck(options);
  if (options.dot !== undefined && files.length > 1) throw new UsageError('--dot is for one history.');
  if (options.visualize !== undefined && files.length > 1) throw new UsageError('--visualize is for one history.');
  const results: FileResult[] = [];
  for (const file of files) {
    const findings = await judgeOne(file);
    results.push({
      file,
      verdict: overallVerdict(findings.map(({ verdict }) => verdict.verdict)),
      guarantees: findings,
    });
  }
  const verdict = overallVerdict(results.map((result) => result.verdict));
  if (options.json === true) terminal.out(`${JSON.stringify({ verdict, results }, undefined, 2)}\n`);
  else for (const { file, guarantees } of results) terminal.out(formatFindings(file, guarantees));
  return exitCodeOf(verdict);

  /** An error that names an operation by its position is told with the line that it is on. */
  async function judgeOne(file: string): Promise<readonly Finding[]> {
    try {
      return await (options.dot === undefined && judgeFile !== undefined ? judgeFile(file) : judgeWhole(file));
    } catch (error) {
      throw await locateInFile(error, file, read);
    }
  }

  async function judgeWhole(file: string): Promise<readonly Finding[]> {
    const history = await readHistory(file, read);
    const findings = judge(history);
    if (options.dot !== undefined) writeCycle(options.dot, history, findings, terminal);
    return findings;
  }
}

import type { Command } from 'commander';
import type { VerdictKind } from '../../checkers/verdict.ts';
import { overallVerdict } from '../../claims/judge.ts';
import { FORMATS } from '../../history/input/format.ts';
import { readHistory } from '../../history/read.ts';
import { chooseCheck, type CheckOptions, type Finding } from '../choose-check.ts';
import { exitCodeOf } from '../exit-code.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { formatFindings } from '../output/findings.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--spec <name>', help: 'linearizability: what one copy of the object would do (register, set, queue …)' },
  { flags: '--initial <json>', help: "with --spec: the state before the first operation, in the place of the spec's" },
  { flags: '--independent', help: 'with --spec: values are [key, value], and each key is an object of its own' },
  {
    flags: '--only <f>',
    help: 'with --spec: consider only operations of this name (may be given again)',
    isRepeated: true,
  },
  { flags: '--isolation <level>', help: 'transactions: a level, from read-uncommitted to strict-serializable' },
  { flags: '--workload <name>', help: 'with --isolation: list-append or rw-register' },
  {
    flags: '--assume <what>',
    help: 'with --isolation: an assumption about the system beyond the history (may be given again)',
    isRepeated: true,
  },
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
        'specification, an isolation level, or the claim of a system.',
    )
    .argument('<file...>', 'histories; a name that ends in .gz is unpacked');
  addOptions(command, OPTIONS).action(async (files: readonly string[], options: CheckOptions & { json?: true }) => {
    exit(await check(files, options, terminal));
  });
}

/** What was found in one file. */
interface FileResult {
  readonly file: string;
  readonly verdict: VerdictKind;
  readonly guarantees: readonly Finding[];
}

async function check(
  files: readonly string[],
  options: CheckOptions & { readonly json?: true },
  terminal: Terminal,
): Promise<number> {
  const { read, judge } = chooseCheck(options);
  const results: FileResult[] = [];
  for (const file of files) {
    const findings = judge(await readHistory(file, read));
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
}

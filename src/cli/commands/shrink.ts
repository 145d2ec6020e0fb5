import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { caseCommand } from '../../reporters/text/reproduce.ts';
import { codeVersion } from '../../search/code-version.ts';
import type { Plan } from '../../search/plan.ts';
import { Journal } from '../../search/shrink/journal.ts';
import { startProber } from '../../search/shrink/prober.ts';
import { type Shrunk, shrinkPlan } from '../../search/shrink/shrink-plan.ts';
import type { Signature } from '../../search/shrink/signature.ts';
import { EXIT_INTERRUPTED, exitCodeOf } from '../exit-code.ts';
import { type FailingCaseOptions, openFailingCase } from '../failing-case.ts';
import { parseCount } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { reportShrinking } from '../output/shrink-progress.ts';
import { formatShrunk, type ShrinkDocument } from '../shrink-document.ts';
import { ShrinkFiles, shrunkPathOf } from '../shrink-files.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface ShrinkOptions extends FailingCaseOptions {
  readonly budget: string;
  readonly workers: string;
  readonly out?: string;
  readonly json?: true;
}

const DEFAULT_BUDGET = '2000';
const MOST_RUNS = 1_000_000;
const MOST_WORKERS = 256;

const OPTIONS: readonly OptionEntry[] = [
  {
    flags: '--guarantee <name>',
    help: 'keep the failure of this guarantee (default: the one that the variant breaks)',
  },
  { flags: '--budget <runs>', help: 'decide on so many runs at most', byDefault: DEFAULT_BUDGET },
  { flags: '--out <file>', help: 'the shrunk case (default: beside CASE, with .shrunk in its name)' },
  {
    flags: '--workers <n>',
    help: 'threads; the result does not depend on them',
    byDefault: String(availableParallelism()),
  },
  { flags: '--force', help: 'shrink a case that other code has written, if it still fails' },
  { flags: '--json', help: 'print one JSON document' },
];

/** Adds `capcheck shrink`. */
export function addShrink(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('shrink')
    .summary('make a failing case as small as it gets')
    .description(
      'Drops faults, operations, clients and servers from a failing case, and simplifies what is left, as long as it still ' +
        'fails in the same way: the same guarantee, the same kind of anomaly. The smallest case so far is always on disk; ' +
        'after Ctrl-C the same command goes on where it was.',
    )
    .argument('<case>', 'path of a case file');
  addOptions(command, OPTIONS).action(async (path: string, options: ShrinkOptions) => {
    exit(await shrink(path, options, terminal));
  });
}

async function shrink(path: string, options: ShrinkOptions, terminal: Terminal): Promise<number> {
  const budget = parseCount('--budget', options.budget, MOST_RUNS);
  const workers = parseCount('--workers', options.workers, MOST_WORKERS);
  const { recorded, signature } = openFailingCase(path, options);
  const { plan } = recorded;
  const files = new ShrinkFiles(options.out ?? shrunkPathOf(path), plan, signature);
  const shrunk = await search(plan, signature, files, { budget, workers, terminal });
  if (shrunk === undefined)
    throw new UsageError(
      `${path} shows a ${signature.kind} without the mistake of ${String(plan.variant)} too: what breaks ${signature.guarantee} there is not that mistake.`,
    );
  const { judged, how } = files.keepCase(shrunk);
  const scenario = await files.keepStory(judged);
  const { caseFile, scenarioFile, historyFile } = files;
  const { verdict } = judged.result.judgement;
  const reproduce = caseCommand('replay', caseFile);
  const written = { caseFile, scenarioFile, historyFile, scenario, reproduce };
  const document: ShrinkDocument = { verdict, codeVersion: codeVersion(), ...how, ...written };
  terminal.out(options.json === true ? `${JSON.stringify(document, undefined, 2)}\n` : formatShrunk(document));
  if (shrunk.end !== 'interrupted') return exitCodeOf(verdict);
  terminal.err(`capcheck: interrupted after ${shrunk.runs} runs; the same command goes on there.\n`);
  return EXIT_INTERRUPTED;
}

interface Effort {
  readonly budget: number;
  readonly workers: number;
  readonly terminal: Terminal;
}

/** Searches on from the journal, and keeps the smallest case so far. */
async function search(
  plan: Plan,
  signature: Signature,
  files: ShrinkFiles,
  { budget, workers, terminal }: Effort,
): Promise<Shrunk | undefined> {
  const journal = new Journal(files.journalFile, plan, signature);
  const prober = startProber(workers);
  const reporter = reportShrinking(terminal);
  try {
    const shrunk = await shrinkPlan(plan, {
      signature,
      budget,
      prober,
      failures: journal.failures,
      signal: terminal.signal,
      onFailure: (key) => {
        journal.add(key);
      },
      onDecision: (progress, isSmaller) => {
        reporter.tell(progress);
        if (isSmaller) files.keepCase({ ...progress, end: 'interrupted' });
      },
    });
    if (shrunk === undefined || shrunk.end === 'minimal') journal.remove();
    return shrunk;
  } finally {
    reporter.stop();
    await prober.close();
  }
}

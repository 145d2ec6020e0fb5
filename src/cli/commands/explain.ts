import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { explainPlan } from '../../search/explain/explain-plan.ts';
import { explanationPath } from '../../search/explain/explanation-file.ts';
import type { Explanation } from '../../search/explain/explanation.ts';
import { startProber } from '../../search/shrink/prober.ts';
import { writeWhole } from '../../search/write-whole.ts';
import { exitCodeOf } from '../exit-code.ts';
import { type FailingCase, type FailingCaseOptions, openFailingCase } from '../failing-case.ts';
import { parseCount } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { formatExplanation } from '../output/explanation-text.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface ExplainCommandOptions extends FailingCaseOptions {
  readonly futures: string;
  readonly steps: string;
  readonly workers: string;
  readonly out?: string;
  readonly json?: true;
}

const MOST_FUTURES = 10_000;
const MOST_STEPS = 1000;
const MOST_WORKERS = 256;
const RUNS_PER_LINE = 100;

const OPTIONS: readonly OptionEntry[] = [
  {
    flags: '--guarantee <name>',
    help: 'explain the failure of this guarantee (default: the one that the variant breaks)',
  },
  { flags: '--futures <n>', help: 'draw so many futures after each step', byDefault: '16' },
  { flags: '--steps <n>', help: 'redraw the future after so many steps of the run at most', byDefault: '24' },
  { flags: '--out <file>', help: 'the explanation as JSON (default: beside CASE, with .explain in its name)' },
  {
    flags: '--workers <n>',
    help: 'threads; the result does not depend on them',
    byDefault: String(availableParallelism()),
  },
  { flags: '--force', help: 'explain a case that other code has written, if it still fails' },
  { flags: '--json', help: 'print the JSON document in the place of words' },
];

/** Adds `capcheck explain`. */
export function addExplain(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('explain')
    .summary('say why a case fails')
    .description(
      'Says which faults, operations and conditions a failure needs (each taken away in turn), when it became likely (the ' +
        'future redrawn after each step), which messages and changes lead to the wrong answer, and how the nearest run that ' +
        'passes differs. Best for a case that was shrunk.',
    )
    .argument('<case>', 'path of a case file');
  addOptions(command, OPTIONS).action(async (path: string, options: ExplainCommandOptions) => {
    exit(await explain(path, options, terminal));
  });
}

async function explain(path: string, options: ExplainCommandOptions, terminal: Terminal): Promise<number> {
  const effort = {
    futures: parseCount('--futures', options.futures, MOST_FUTURES),
    steps: parseCount('--steps', options.steps, MOST_STEPS),
    workers: parseCount('--workers', options.workers, MOST_WORKERS),
  };
  const failing = openFailingCase(path, options);
  const explanation = await search(failing, effort, terminal);
  if (explanation === undefined) throw new UsageError(`${path} fails in another way each time.`);
  const text = `${JSON.stringify(explanation, undefined, 1)}\n`;
  const file = options.out ?? explanationPath(path);
  writeWhole(file, text);
  const { run, result } = failing.judged;
  terminal.out(options.json === true ? text : `${formatExplanation(explanation, run.history)}explanation: ${file}\n`);
  return exitCodeOf(result.judgement.verdict);
}

interface Effort {
  readonly futures: number;
  readonly steps: number;
  readonly workers: number;
}

async function search(
  { recorded, signature }: FailingCase,
  { futures, steps, workers }: Effort,
  terminal: Terminal,
): Promise<Explanation | undefined> {
  const prober = startProber(workers);
  const onRun = (runs: number): void => {
    if (runs % RUNS_PER_LINE === 0) terminal.err(`${runs} runs\n`);
  };
  try {
    return await explainPlan(recorded.plan, { signature, prober, futures, steps, shrunk: recorded.shrunk, onRun });
  } finally {
    await prober.close();
  }
}

import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { SYSTEMS, systemNamed } from '../../models/registry.ts';
import type { System } from '../../models/system.ts';
import { codeVersion } from '../../search/code-version.ts';
import { type RecallOutcome, type RecallTask } from '../../search/recall/recall-task.ts';
import { recall } from '../../search/recall/recall.ts';
import { strategyNamed } from '../../search/strategy/strategies.ts';
import type { StrategyName } from '../../search/strategy/strategy-name.ts';
import { writeWhole } from '../../search/write-whole.ts';
import { EXIT_INTERRUPTED } from '../exit-code.ts';
import { parseCount } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { formatComparison, formatComparisonTable } from '../output/comparison-text.ts';
import { formatRecall, formatRecallPage } from '../output/recall-text.ts';
import { compareRecalls, type RecallComparison } from '../recall-comparison.ts';
import { keepRecallCases } from '../recall-cases.ts';
import { composeRecall, type RecallDocument } from '../recall-document.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface RecallCommandOptions {
  readonly ranges: string;
  readonly seeds: string;
  readonly ops: string;
  readonly clean: string;
  readonly strategy?: readonly string[];
  readonly shrink: boolean;
  readonly workers: string;
  readonly cases?: string;
  readonly markdown?: string;
  readonly json?: true;
}

const MOST_RANGES = 1000;
const MOST_SEEDS = 100_000;
const MOST_OPERATIONS = 100_000;
const MOST_WORKERS = 256;
const SHRINK_BUDGET = 2000;
const MICROS_PER_SECOND = 1_000_000;

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--ranges <n>', help: 'look for each variant in so many ranges of seeds', byDefault: '3' },
  { flags: '--seeds <n>', help: 'give up on a range after so many seeds', byDefault: '300' },
  { flags: '--ops <count>', help: 'about how many operations the clients perform under faults', byDefault: '200' },
  {
    flags: '--strategy <name>',
    help: 'how plans are drawn from seeds (default: swarm); given again, strategies are compared and nothing is shrunk',
    isRepeated: true,
  },
  { flags: '--clean <n>', help: 'seeds of the correct system under each preset', byDefault: '100' },
  { flags: '--no-shrink', help: "don't shrink the first failing seed of each range" },
  {
    flags: '--cases <dir>',
    help: 'keep every shrunk case in this folder, and replay each in a process of its own',
  },
  { flags: '--workers <n>', help: 'threads', byDefault: String(availableParallelism()) },
  { flags: '--markdown <file>', help: 'write the tables as a page of the documentation' },
  { flags: '--json', help: 'print one JSON document' },
];

/** Adds `capcheck recall`. */
export function addRecall(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('recall')
    .summary('prove that the checkers find every known mistake')
    .description(
      'Runs every variant of the systems (default: all) until the guarantee that names its mistake is violated, in several ' +
        'ranges of seeds, and the correct systems beside them. Exit 1 when a variant is lost, or a correct system fails.',
    )
    .argument('[system...]', 'names of systems, as `capcheck list` shows them');
  addOptions(command, OPTIONS).action(async (names: readonly string[], options: RecallCommandOptions) => {
    exit(await recallAll(names, options, terminal));
  });
}

async function recallAll(names: readonly string[], options: RecallCommandOptions, terminal: Terminal): Promise<number> {
  const systems = names.length === 0 ? SYSTEMS : [...new Set(names)].map((name) => systemNamed(name));
  const [strategy, ...others] = chooseStrategies(options.strategy);
  const effort: RecallDocument['effort'] = {
    strategy,
    ranges: parseCount('--ranges', options.ranges, MOST_RANGES),
    seeds: parseCount('--seeds', options.seeds, MOST_SEEDS),
    operations: parseCount('--ops', options.ops, MOST_OPERATIONS),
    cleanSeeds: parseCount('--clean', options.clean, MOST_SEEDS),
    shrinkBudget: options.shrink && others.length === 0 ? SHRINK_BUDGET : 0,
    workers: parseCount('--workers', options.workers, MOST_WORKERS),
  };
  if (options.cases !== undefined && effort.shrinkBudget === 0)
    throw new UsageError('--cases keeps what is shrunk: it goes neither with --no-shrink nor with several strategies.');
  if (options.cases !== undefined) mkdirSync(options.cases, { recursive: true });
  const first = await recallBy(effort, systems, terminal, options.cases);
  if (others.length === 0) return tell(first, formatRecall(first), formatRecallPage(first), options, terminal);
  const recalls: [RecallDocument, ...RecallDocument[]] = [first];
  for (const other of others) recalls.push(await recallBy({ ...effort, strategy: other }, systems, terminal));
  const comparison = compareRecalls(recalls);
  const page = `${formatComparisonTable(comparison).join('\n')}\n`;
  return tell(comparison, formatComparison(comparison), page, options, terminal);
}

async function recallBy(
  effort: RecallDocument['effort'],
  systems: readonly System[],
  terminal: Terminal,
  folder?: string,
): Promise<RecallDocument> {
  const onDone = (task: RecallTask, outcome: RecallOutcome): void => {
    const line = describeDone(task, outcome);
    if (line !== undefined) terminal.err(`${line}\n`);
  };
  const found = await recall(systems, { ...effort, signal: terminal.signal, onDone });
  if (folder === undefined || found.isInterrupted) return composeRecall(codeVersion(), found, effort);
  terminal.err(`replaying the shrunk cases in ${folder}\n`);
  const cases = await keepRecallCases(found, folder, effort.workers);
  return composeRecall(codeVersion(), found, effort, cases);
}

/** Writes what was found in the form that was asked for, and returns the exit code. */
function tell(
  document: RecallDocument | RecallComparison,
  text: string,
  page: string,
  { markdown, json }: RecallCommandOptions,
  terminal: Terminal,
): number {
  if (markdown !== undefined && document.verdict !== 'interrupted') writeWhole(markdown, page);
  terminal.out(json === true ? `${JSON.stringify(document, undefined, 2)}\n` : text);
  if (document.verdict === 'interrupted') return EXIT_INTERRUPTED;
  return document.verdict === 'found' ? 0 : 1;
}

/** Each strategy once, in the order in which they were asked for. */
function chooseStrategies(given: readonly string[] = ['swarm']): readonly [StrategyName, ...StrategyName[]] {
  const [first, ...others] = [...new Set(given)].map((name) => strategyNamed(name).name);
  return [first ?? 'swarm', ...others];
}

/** A line for a range that is done; none for runs of a correct system that went as they should. */
function describeDone(task: RecallTask, outcome: RecallOutcome): string | undefined {
  if ('detect' in task && 'detection' in outcome) {
    const { seed, seedsRun, cpuMicros } = outcome.detection;
    const { system, variant, guarantee } = task.detect;
    const took = `${(cpuMicros / MICROS_PER_SECOND).toFixed(1)} CPU s`;
    if (seed === null) return `${system}/${variant}: LOST, ${guarantee} held in ${seedsRun} seeds, ${took}`;
    return `${system}/${variant}: ${guarantee} violated at seed ${seed}, ${took}`;
  }
  if (!('clean' in task) || !('cleanRuns' in outcome) || outcome.cleanRuns.violatedSeeds.length === 0) return undefined;
  const { system, preset } = task.clean;
  return `${system} under ${preset}: VIOLATED without a mistake, seeds ${outcome.cleanRuns.violatedSeeds.join(', ')}`;
}

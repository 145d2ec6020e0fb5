import type { Command } from 'commander';
import type { Campaign } from '../../search/campaign/campaign.ts';
import { CampaignTally } from '../../search/campaign/campaign-tally.ts';
import { RunNumbers } from '../../search/campaign/run-numbers.ts';
import { codeVersion } from '../../search/code-version.ts';
import { requestOf } from '../../search/plan.ts';
import type { RunOutcome } from '../../search/run-batch.ts';
import type { SeedRange } from '../../search/setting.ts';
import { narrowOutcome, settingsThatClaim } from '../choose-guarantees.ts';
import { conduct } from '../conduct.ts';
import { localEngine, parseWorkers, WORKERS_OPTION } from '../engine-options.ts';
import { finish } from '../finish.ts';
import { parseSeed, parseSeeds } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { prepareDirectory } from '../out-directory.ts';
import { chooseSettings, PLAN_OPTIONS, type PlanOptions } from '../plan-options.ts';
import { chooseReporters, REPORTER_OPTIONS, type ReporterOptions } from '../reporter-options.ts';
import { runExhaustive } from '../run-exhaustive.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface RunOptions extends PlanOptions, ReporterOptions {
  readonly seed?: string;
  readonly seeds?: string;
  readonly out?: string;
  readonly guarantee?: readonly string[];
  readonly workers: string;
  readonly exhaustive?: true;
  readonly nodes?: string;
}

const DEFAULT_SEEDS = '1..30';
const DEFAULT_DIRECTORY = 'reports';

const OPTIONS: readonly OptionEntry[] = [
  ...PLAN_OPTIONS,
  { flags: '--seed <n>', help: 'one seed' },
  { flags: '--seeds <a..b>', help: `a range of seeds, both ends included (default: ${DEFAULT_SEEDS})` },
  {
    flags: '--out <dir>',
    help: `write the report there, and cases of failing runs (default: ${DEFAULT_DIRECTORY}, and only when a run fails)`,
  },
  {
    flags: '--guarantee <name>',
    help: 'judge by this guarantee only (may be given again)',
    isRepeated: true,
  },
  {
    flags: '--exhaustive',
    help: 'draw nothing: run every schedule of one small system, with --faults as the most faults a schedule has (default: 2) and --ops (default: 2)',
  },
  { flags: '--nodes <n>', help: 'with --exhaustive: servers (default: 3)' },
  WORKERS_OPTION,
  ...REPORTER_OPTIONS,
];

/** Adds `capcheck run`. */
export function addRun(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('run')
    .summary('run systems under chaos and judge what their clients saw')
    .description(
      'Runs each system (default: all) for each seed, under faults that its contract allows, and judges every history by the ' +
        "system's own claim. Of each kind of failure the fastest run leaves a case file, and a line that reproduces it.",
    )
    .argument('[system...]', 'names of systems, as `capcheck list` shows them');
  addOptions(command, OPTIONS).action(async (systems: readonly string[], options: RunOptions) => {
    exit(await run(systems, options, terminal));
  });
}

async function run(systems: readonly string[], options: RunOptions, terminal: Terminal): Promise<number> {
  if (options.exhaustive === true) return runExhaustive(systems, options, terminal);
  if (options.nodes !== undefined)
    throw new UsageError('--nodes goes with --exhaustive; else each system draws its own.');
  const settings = settingsThatClaim(chooseSettings(systems, options), options.guarantee);
  const campaign: Campaign = { settings, seeds: chooseSeeds(options), canary: null };
  const workers = parseWorkers(options.workers);
  const reporters = chooseReporters(options);
  if (options.out !== undefined) prepareDirectory(options.out);
  const numbers = new RunNumbers(campaign);
  const { total } = numbers;
  const outcomes = new Map<number, RunOutcome>();
  const ended = await conduct(
    {
      requests: Array.from({ length: total }, (_, number) => numbers.requestOf(number)),
      total,
      before: 0,
      engine: localEngine(workers, total),
      record: (outcome) => {
        const request = 'result' in outcome ? requestOf(outcome.result) : outcome.broken.request;
        outcomes.set(numbers.numberOf(request) ?? total, narrowOutcome(outcome, options.guarantee));
        return true;
      },
      counts: () => true,
      timeLimitMillis: undefined,
      bail: undefined,
    },
    terminal,
  );
  const inOrder = [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
  const tally = new CampaignTally(campaign);
  for (const outcome of inOrder) tally.add(outcome);
  const results = inOrder.flatMap((outcome) => ('result' in outcome ? [outcome.result] : []));
  const directory = options.out ?? DEFAULT_DIRECTORY;
  const isReportWanted = options.out !== undefined;
  const told = {
    tally,
    ended,
    asked: total,
    codeVersion: codeVersion(),
    directory,
    results,
    isReportWanted,
    reporters,
  };
  return finish(told, terminal);
}

function chooseSeeds({ seed, seeds }: RunOptions): SeedRange {
  if (seed === undefined) return parseSeeds('--seeds', seeds ?? DEFAULT_SEEDS);
  if (seeds !== undefined) throw new UsageError('--seed and --seeds exclude each other; give one of them.');
  const only = parseSeed('--seed', seed);
  return { first: only, last: only };
}

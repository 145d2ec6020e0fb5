import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { systemNamed } from '../../models/registry.ts';
import { writeReport } from '../../report/write-report.ts';
import { type Campaign, runCampaign } from '../../search/campaign.ts';
import { codeVersion } from '../../search/code-version.ts';
import type { PlanRequest } from '../../search/plan.ts';
import type { RunResult } from '../../search/run-result.ts';
import { narrowResults, settingsThatClaim } from '../choose-guarantees.ts';
import { EXIT_INTERNAL, EXIT_INTERRUPTED, exitCodeOf } from '../exit-code.ts';
import { keepFailures, type KeptFailure } from '../keep-failures.ts';
import { parseCount, parseSeed, parseSeeds, type SeedRange } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { prepareDirectory } from '../out-directory.ts';
import { describeFailure } from '../../reporters/text/failure-text.ts';
import { startProgress } from '../output/progress.ts';
import { formatScore } from '../../reporters/text/scorecard.ts';
import { count } from '../../reporters/text/words.ts';
import { chooseSettings, PLAN_OPTIONS, type PlanOptions } from '../plan-options.ts';
import { nameSetting, replayCommand } from '../../reporters/text/reproduce.ts';
import { composeDocument } from '../run-document.ts';
import { groupBySetting, groupBySystem, type RunGroup } from '../run-groups.ts';
import { runExhaustive } from '../run-exhaustive.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface RunOptions extends PlanOptions {
  readonly seed?: string;
  readonly seeds?: string;
  readonly out?: string;
  readonly guarantee?: readonly string[];
  readonly workers: string;
  readonly exhaustive?: true;
  readonly nodes?: string;
  readonly json?: true;
}

const DEFAULT_SEEDS = '1..30';
const DEFAULT_DIRECTORY = 'reports';
const MOST_WORKERS = 256;

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
  { flags: '--workers <n>', help: 'threads', byDefault: String(availableParallelism()) },
  { flags: '--json', help: 'print one JSON document instead of the scorecard' },
];

/** Adds `capcheck run`. */
export function addRun(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('run')
    .summary('run systems under chaos and judge what their clients saw')
    .description(
      'Runs each system (default: all) for each seed, under faults that its contract allows, and judges every history by the ' +
        "system's own claim. Failing runs leave a case file, and a line that reproduces them.",
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
  const { first, last } = chooseSeeds(options);
  const workers = parseCount('--workers', options.workers, MOST_WORKERS);
  if (options.out !== undefined) prepareDirectory(options.out);
  const requests = settings.flatMap((setting) =>
    Array.from({ length: last - first + 1 }, (_, nth): PlanRequest => ({ ...setting, seed: first + nth })),
  );
  const finished = await runWithProgress(requests, workers, terminal);
  const campaign = { ...finished, results: narrowResults(finished.results, options.guarantee) };
  const directory = options.out ?? DEFAULT_DIRECTORY;
  const groups = groupBySetting(campaign.results);
  if (options.out === undefined && groups.some(({ score }) => score.verdict === 'violated'))
    prepareDirectory(directory);
  const operations = settings[0]?.operations ?? 0;
  const requestOf = ({ system, variant, preset, pastContract, seed }: RunResult): PlanRequest => {
    return { system, variant, preset, pastContract, seed, operations };
  };
  const failures = groups.flatMap(({ results }) => keepFailures(results, requestOf, directory));
  const report =
    options.out === undefined && failures.length === 0
      ? null
      : await buildReport(directory, campaign.results, failures);
  const document = composeDocument(codeVersion(), campaign, groups, failures, report);
  if (options.json === true) terminal.out(`${JSON.stringify(document, undefined, 2)}\n`);
  else printResults(groupBySystem(campaign.results), failures, report, terminal);
  printTroubles(campaign, requests.length, terminal);
  if (campaign.broken.length > 0) return EXIT_INTERNAL;
  return campaign.isInterrupted ? EXIT_INTERRUPTED : exitCodeOf(document.verdict);
}

function chooseSeeds({ seed, seeds }: RunOptions): SeedRange {
  if (seed === undefined) return parseSeeds('--seeds', seeds ?? DEFAULT_SEEDS);
  if (seeds !== undefined) throw new UsageError('--seed and --seeds exclude each other; give one of them.');
  const only = parseSeed('--seed', seed);
  return { first: only, last: only };
}

async function runWithProgress(
  requests: readonly PlanRequest[],
  workers: number,
  terminal: Terminal,
): Promise<Campaign> {
  const progress = startProgress(terminal, requests.length);
  try {
    return await runCampaign(requests, {
      workers: Math.min(workers, requests.length),
      signal: terminal.signal,
      onProgress: (finished) => {
        const failed = finished.filter((run) => !('result' in run) || run.result.judgement.verdict === 'violated');
        progress.advance(finished.length, failed.length);
      },
    });
  } finally {
    progress.stop();
  }
}

async function buildReport(
  directory: string,
  results: readonly RunResult[],
  failures: readonly KeptFailure[],
): Promise<string> {
  const shown = failures.flatMap((failure) => failure.shown ?? []);
  return (await writeReport(directory, results, shown)).index;
}

function printResults(
  groups: readonly RunGroup[],
  failures: readonly KeptFailure[],
  report: string | null,
  terminal: Terminal,
): void {
  for (const group of groups) terminal.out(`${formatScore(headingOf(group), group.score)}\n`);
  for (const { result, caseFile, reproduce } of failures) {
    if (caseFile !== null) terminal.out(`${describeFailure(result)}\n`);
    terminal.out(`reproduce: ${reproduce}\n`);
  }
  if (report !== null) terminal.out(`report: ${report}\n`);
}

function headingOf({ results }: RunGroup): string {
  const { system, variant, pastContract } = results[0];
  const { cap } = systemNamed(system).claim;
  const presets = [...new Set(results.map(({ preset }) => preset))];
  const seeds = results.map(({ seed }) => seed);
  const chaos = pastContract === null ? presets.join(', ') : `PAST ITS CONTRACT: ${pastContract}`;
  const name = variant === null ? system : `${system}/${variant}`;
  return `${name} (${cap}): ${count(results.length, 'run')}, seeds ${Math.min(...seeds)}..${Math.max(...seeds)}, ${chaos}`;
}

function printTroubles({ broken, isInterrupted, results }: Campaign, asked: number, terminal: Terminal): void {
  for (const { request, message } of broken)
    terminal.err(
      `capcheck: ${nameSetting(request)}, seed ${request.seed}: ${message}\nreproduce: ${replayCommand(request)}\n`,
    );
  if (isInterrupted) terminal.err(`capcheck: interrupted after ${results.length + broken.length} of ${asked} runs.\n`);
}

import type { Command } from 'commander';
import type { ResultsFile } from '../../search/campaign/results-file.ts';
import { bullmqEngine } from '../../search/engine/bullmq/bullmq-engine.ts';
import type { Engine } from '../../search/engine/engine.ts';
import { type PlanRequest, requestOf } from '../../search/plan.ts';
import type { RunOutcome } from '../../search/run-batch.ts';
import { settingKey, settingOf } from '../../search/setting.ts';
import { CAMPAIGN_OPTIONS, type CampaignOptions, openCampaign } from '../campaign-options.ts';
import { conduct } from '../conduct.ts';
import { ENGINE_OPTION, localEngine, parseEngine, parseWorkers, WORKERS_OPTION } from '../engine-options.ts';
import { finishCampaign } from '../finish-campaign.ts';
import { parseCount, parseDuration } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { prepareDirectory } from '../out-directory.ts';
import { chooseReporters, REPORTER_OPTIONS, type ReporterOptions } from '../reporter-options.ts';
import { resultsPath } from '../results-path.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends CampaignOptions, ReporterOptions {
  readonly out: string;
  readonly timeLimit?: string;
  /** `true` for the flag without a number: the first failure. */
  readonly bail?: string | true;
  readonly engine?: string;
  readonly workers: string;
}

const MOST_FAILURES = 1_000_000;

const OPTIONS: readonly OptionEntry[] = [
  ...CAMPAIGN_OPTIONS,
  { flags: '--out <dir>', help: 'write campaign.jsonl there, and cases of failing runs', byDefault: 'reports' },
  { flags: '--time-limit <time>', help: 'end after so long, as in 90s, 10m or 2h; what is done is kept' },
  { flags: '--bail [n]', help: 'end after so many failing runs (default without a number: 1)' },
  ENGINE_OPTION,
  WORKERS_OPTION,
  ...REPORTER_OPTIONS,
];

/** Adds `capcheck campaign`. */
export function addCampaign(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('campaign')
    .summary('run many seeds, keep every result, go on after an interruption')
    .description(
      'Runs systems for many seeds and writes each result to a file at once, so that whatever ends the campaign costs no more ' +
        'than the runs under way: --resume does the rest. Failures are grouped, and the fastest of each kind is kept as a case.',
    )
    .argument('[system...]', 'names of systems, as `capcheck list` shows them');
  addOptions(command, OPTIONS).action(async (systems: readonly string[], options: Options) => {
    exit(await campaign(systems, options, terminal));
  });
}

async function campaign(systems: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const reporters = chooseReporters(options);
  const workers = parseWorkers(options.workers);
  const timeLimitMillis =
    options.timeLimit === undefined ? undefined : parseDuration('--time-limit', options.timeLimit);
  const bail = parseBail(options.bail);
  const url = parseEngine(options.engine);
  const note = (text: string): void => {
    terminal.err(`capcheck: ${text}\n`);
  };
  prepareDirectory(options.out);
  const remote = url === undefined ? undefined : await bullmqEngine(url, note);
  const file = await openOrClose(() => openCampaign(resultsPath(options.out), systems, options), remote);
  try {
    if (file.wasTorn) note(`the last line of ${file.path} had been cut off; its run is done again.`);
    const asked = countRuns(file);
    const ended = await conduct(
      {
        requests: missingRequests(file),
        total: asked,
        before: file.count,
        engine: remote ?? localEngine(workers, asked - file.count),
        record: (outcome) => file.append(outcome),
        counts: (outcome) => !isCanary(file, outcome),
        timeLimitMillis,
        bail,
      },
      terminal,
    );
    return await finishCampaign(file, { ended, asked, directory: options.out, reporters }, terminal);
  } finally {
    file.close();
  }
}

/** A connection that stayed open would keep the process alive. */
async function openOrClose(open: () => ResultsFile, remote: Engine | undefined): Promise<ResultsFile> {
  try {
    return open();
  } catch (error) {
    await remote?.close();
    throw error;
  }
}

function parseBail(given: string | true | undefined): number | undefined {
  if (given === undefined) return undefined;
  return given === true ? 1 : parseCount('--bail', given, MOST_FAILURES);
}

function* missingRequests(file: ResultsFile): Generator<PlanRequest> {
  const { numbers, head } = file;
  for (let number = 0; number < numbers.total; number++)
    if (numbers.isInShard(number, head.shard) && !file.has(number)) yield numbers.requestOf(number);
}

function countRuns({ numbers, head }: ResultsFile): number {
  let runs = 0;
  for (let number = 0; number < numbers.total; number++) if (numbers.isInShard(number, head.shard)) runs++;
  return runs;
}

function isCanary({ head }: ResultsFile, outcome: RunOutcome): boolean {
  const request = 'result' in outcome ? requestOf(outcome.result) : outcome.broken.request;
  return head.canary !== null && settingKey(settingOf(request)) === settingKey(head.canary);
}

import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { mergeResults } from '../../search/campaign/merge-results.ts';
import { finishCampaign } from '../finish-campaign.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { prepareDirectory } from '../out-directory.ts';
import { chooseReporters, REPORTER_OPTIONS, type ReporterOptions } from '../reporter-options.ts';
import { findResults, readResultsFile, resultsPath } from '../results-path.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface MergeOptions extends ReporterOptions {
  readonly out?: string;
}

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--out <dir>', help: 'write campaign.jsonl there, and cases of failing runs' },
  ...REPORTER_OPTIONS,
];

/** Adds `capcheck merge`. */
export function addMerge(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('merge')
    .summary('put the shards of a campaign together')
    .description(
      'Puts results of one campaign together, in the order of runs, and tells what came of the whole. Runs that are in several ' +
        'of them count once. When a run is in none, nothing violated is exit 2; `capcheck campaign --resume` does what is missing.',
    )
    .argument('<results...>', 'results files, or the folders that campaigns wrote to');
  addOptions(command, OPTIONS).action(async (parts: readonly string[], options: MergeOptions) => {
    exit(await merge(parts, options, terminal));
  });
}

async function merge(given: readonly string[], options: MergeOptions, terminal: Terminal): Promise<number> {
  if (options.out === undefined) throw new UsageError('say where the results go, as in --out whole.');
  const reporters = chooseReporters(options);
  const path = resultsPath(options.out);
  if (existsSync(path)) throw new UsageError(`${path} has results already; give another --out.`);
  const [first, ...others] = [...new Set(given.map(findResults))].map(readResultsFile);
  if (first === undefined) throw new UsageError('say what to merge.');
  prepareDirectory(options.out);
  mergeResults([first, ...others], path);
  for (const part of [first, ...others]) part.close();
  const file = readResultsFile(path);
  const asked = file.numbers.total;
  const ended = file.count === asked ? 'complete' : 'incomplete';
  try {
    return await finishCampaign(file, { ended, asked, directory: options.out, reporters }, terminal);
  } finally {
    file.close();
  }
}

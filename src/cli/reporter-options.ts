import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ReporterName, REPORTERS } from '../reporters/reporter.ts';
import type { CampaignSummary } from '../search/campaign/summary.ts';
import { writeWhole } from '../search/write-whole.ts';
import { prepareDirectory } from './out-directory.ts';
import { parseName } from './parse-name.ts';
import type { OptionEntry } from './option-table.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Options that say how results are told. */
export interface ReporterOptions {
  readonly reporter?: readonly string[];
  readonly json?: true;
}

const NAMES: readonly ReporterName[] = ['console', 'json', 'junit', 'github'];

/** Texts that are documents: beside one of them nothing else may stand on standard output. */
const DOCUMENTS: readonly ReporterName[] = ['json', 'junit'];

export const REPORTER_OPTIONS: readonly OptionEntry[] = [
  {
    flags: '--reporter <name[=file]>',
    help: `tell the results as ${NAMES.join(', ')}; to standard output or a file (default: console; may be given again)`,
    isRepeated: true,
  },
  { flags: '--json', help: 'the same as --reporter json' },
];

/** A reporter and where it writes; undefined for standard output. */
export interface ChosenReporter {
  readonly name: ReporterName;
  readonly file: string | undefined;
}

/** @throws UnknownNameError, UsageError for reporters that can't share standard output, or files that can't be written. */
export function chooseReporters({ reporter = [], json }: ReporterOptions): readonly ChosenReporter[] {
  const chosen = [...reporter, ...(json === true ? ['json'] : [])].map(parseReporter);
  const shown = chosen.filter(({ file }) => file === undefined).map(({ name }) => name);
  const [document] = shown.filter((name) => DOCUMENTS.includes(name));
  if (document !== undefined && shown.length > 1)
    throw new UsageError(
      `${shown.join(' and ')} can't share standard output; give one a file, as in --reporter ${document}=${document}.out.`,
    );
  for (const { file } of chosen) if (file !== undefined) prepareDirectory(dirname(file), '--reporter');
  return chosen.length === 0 ? [{ name: 'console', file: undefined }] : chosen;
}

function parseReporter(given: string): ChosenReporter {
  const [name = '', ...path] = given.split('=');
  const file = path.length === 0 ? undefined : path.join('=');
  if (file === '') throw new UsageError(`--reporter "${given}" names no file; leave out the "=" for standard output.`);
  return { name: parseName('reporter', name, NAMES), file };
}

/** Lets each reporter write its text. */
export function tell(summary: CampaignSummary, reporters: readonly ChosenReporter[], terminal: Terminal): void {
  for (const { name, file } of reporters) {
    const text = REPORTERS[name](summary);
    if (file === undefined) terminal.out(text);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeWhole(file, text);
    }
  }
}

import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { FailureCase } from '../../report/failure-case.ts';
import type { OtherRuns } from '../../report/measured.ts';
import { writeReport } from '../../report/write-report.ts';
import { explanationBeside } from '../../search/explain/explanation-file.ts';
import { readCase } from '../../search/case-file.ts';
import { codeVersion } from '../../search/code-version.ts';
import { readResults, RESULTS_FILE } from '../../search/stored-results.ts';
import type { RunResult } from '../../search/run-result.ts';
import { runPlan } from '../../search/run-plan.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { prepareDirectory } from '../out-directory.ts';
import { MEASURED_FILES, readMeasured } from '../read-measured.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const CAMPAIGN_FILE = 'campaign.jsonl';
const CASES_FOLDER = 'cases';
const EXPLAINED = '.explain.json';

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--out <dir>', help: 'write the pages there (default: into DIR itself)' },
  { flags: '--compare <dir>', help: 'tell on the index what the stored results there say otherwise' },
];

interface ReportOptions {
  readonly out?: string;
  readonly compare?: string;
}

/** Adds `capcheck report`. */
export function addReport(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('report')
    .summary('make the pages of a report again from what is stored')
    .description(
      `Reads ${RESULTS_FILE} or ${CAMPAIGN_FILE} and the cases below DIR, runs each case once more with its trace, and writes the index, a page a ` +
        'system and a page a case. A folder that holds nothing but case files will do.',
    )
    .argument('<dir>', 'what `capcheck run --out DIR` has written, or a folder of case files');
  addOptions(command, OPTIONS).action(async (directory: string, options: ReportOptions) => {
    exit(await report(directory, options, terminal));
  });
}

async function report(directory: string, options: ReportOptions, terminal: Terminal): Promise<number> {
  const failures = caseFilesIn(directory).map((path) => rerun(path, terminal));
  const stored = storedResults(directory);
  const results = stored ?? failures.map(({ result }) => result);
  if (failures.length + results.length === 0)
    throw new UsageError(
      `${directory} has neither ${RESULTS_FILE} nor case files; expected what \`capcheck run --out\` wrote.`,
    );
  const { out = directory, compare } = options;
  const measured = { ...readMeasured(directory), ...(compare === undefined ? {} : { other: readOther(compare) }) };
  prepareDirectory(out);
  const { index } = await writeReport(out, results, failures, measured);
  terminal.out(`report: ${index}\n`);
  return 0;
}

/** Undefined where none were stored. */
function storedResults(directory: string): readonly RunResult[] | undefined {
  const stored = [RESULTS_FILE, CAMPAIGN_FILE].map((name) => join(directory, name)).filter((path) => existsSync(path));
  return stored.length === 0 ? undefined : stored.flatMap(readResults);
}

/** Results to compare with, called by the name of their folder: a path says something on one machine only. */
function readOther(directory: string): OtherRuns {
  const results = storedResults(directory);
  if (results === undefined)
    throw new UsageError(`--compare ${directory}: there is neither ${RESULTS_FILE} nor ${CAMPAIGN_FILE}.`);
  return { name: basename(resolve(directory)), results };
}

/** Case files below `cases`, or in the folder itself where there is none. */
function caseFilesIn(directory: string): readonly string[] {
  const below = join(directory, CASES_FOLDER);
  const folder = existsSync(below) ? below : directory;
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${directory}.`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith(EXPLAINED) && !MEASURED_FILES.includes(name))
    .sort()
    .map((name) => join(folder, name));
}

function rerun(path: string, terminal: Terminal): FailureCase {
  const recorded = readCase(path);
  const { run, result } = runPlan(recorded.plan, { trace: true });
  if (run.digest !== recorded.digest)
    terminal.err(`capcheck: ${path} goes another way now (recorded by code version ${recorded.codeVersion}).\n`);
  const { shrunk } = recorded;
  return {
    caseFile: path,
    codeVersion: codeVersion(),
    result,
    run,
    ...(shrunk === undefined ? {} : { shrunk }),
    ...explanationBeside(path),
  };
}

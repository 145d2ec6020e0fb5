import { join } from 'node:path';
import { overallVerdict } from '../claims/judge.ts';
import { nameSetting, replayCommand } from '../reporters/text/reproduce.ts';
import { writeReport } from '../report/write-report.ts';
import type { CampaignTally, CanaryTally } from '../search/campaign/campaign-tally.ts';
import { type DiagnosedGroup, diagnoseGroups } from '../search/campaign/diagnosed-groups.ts';
import type { FailureGroup } from '../search/campaign/failure-groups.ts';
import { necessaryFaults } from '../search/campaign/necessary-faults.ts';
import type { SettingTally } from '../search/campaign/setting-tally.ts';
import type { CampaignSummary, CanaryReport, Ending, KeptGroup, SettingScore } from '../search/campaign/summary.ts';
import type { RunResult } from '../search/run-result.ts';
import type { Setting } from '../search/setting.ts';
import { RESULTS_FILE, writeResults } from '../search/stored-results.ts';
import { EXIT_INCOMPLETE, EXIT_INTERNAL, EXIT_INTERRUPTED, exitCodeOf } from './exit-code.ts';
import { keepFailures } from './keep-failures.ts';
import { prepareDirectory } from './out-directory.ts';
import { type ChosenReporter, tell } from './reporter-options.ts';
import type { Terminal } from './terminal.ts';

/** What is over, and how it is to be told. */
export interface Finished {
  readonly tally: CampaignTally;
  readonly ended: Ending;
  readonly asked: number;
  readonly codeVersion: string;
  /** Where cases are written, when there are failures. */
  readonly directory: string;
  /** The results, when a report of them is to be written; a report without failures only where `isReportWanted`. */
  readonly results?: readonly RunResult[];
  readonly isReportWanted?: boolean;
  readonly reporters: readonly ChosenReporter[];
}

/** Keeps the fastest run of each kind of failure, tells what came of everything, and returns the exit code. */
export async function finish(finished: Finished, terminal: Terminal): Promise<number> {
  const { tally, directory } = finished;
  const groups = tally.groups;
  const { canary } = tally;
  if (groups.length > 0 || (canary?.groups.length ?? 0) > 0) prepareDirectory(directory);
  // Whoever has ended it waits for no further runs: its signal is aborted.
  const kept = keepFailures(await diagnoseGroups(groups, necessaryFaults, terminal.signal), directory);
  const keptCanary = keepFailures((canary?.groups ?? []).slice(0, 1).map(undiagnosed), directory);
  const isReported = finished.results !== undefined && (finished.isReportWanted === true || groups.length > 0);
  if (isReported) writeResults(join(directory, RESULTS_FILE), finished.results ?? []);
  const report = isReported ? (await writeReport(directory, finished.results ?? [], kept.shown)).index : null;
  const settings = tally.settings.map(({ setting, tally: own }) => scoreSetting(setting, own, kept.groups));
  const summary: CampaignSummary = {
    codeVersion: finished.codeVersion,
    verdict: overallVerdict(settings.map(({ score }) => score.verdict)),
    ended: finished.ended,
    asked: finished.asked,
    finished: tally.finished,
    settings,
    systems: tally.systems.map(({ of: { system, variant, pastContract }, presets, tally: own }) => {
      return { system, variant, pastContract, presets: [...presets], seeds: own.seeds, score: own.score() };
    }),
    failures: kept.groups,
    broken: [...tally.broken, ...kept.broken, ...keptCanary.broken],
    canary: canary === undefined ? null : reportCanary(canary, keptCanary.groups),
    report,
  };
  tell(summary, finished.reporters, terminal);
  tellTroubles(summary, terminal);
  return exitCode(summary);
}

function undiagnosed(group: FailureGroup): DiagnosedGroup {
  return { ...group, necessary: null };
}

function scoreSetting(setting: Setting, tally: SettingTally, kept: readonly KeptGroup[]): SettingScore {
  return {
    setting,
    seeds: tally.seeds,
    score: tally.score(),
    marks: tally.marks(),
    failures: tally.failures.map(({ seed, guarantees }) => {
      const request = { ...setting, seed };
      const caseFile = kept.find(
        ({ fastest }) => fastest.seed === seed && nameSetting(fastest) === nameSetting(setting),
      );
      const reproduce = caseFile?.reproduce ?? replayCommand(request);
      return { seed, guarantees, caseFile: caseFile?.caseFile ?? null, reproduce };
    }),
  };
}

function reportCanary({ setting, guarantee, runs, caught }: CanaryTally, [kept]: readonly KeptGroup[]): CanaryReport {
  return { setting, guarantee, runs, caught, caseFile: kept?.caseFile ?? null };
}

function exitCode({ broken, canary, ended, verdict }: CampaignSummary): number {
  if (broken.length > 0) return EXIT_INTERNAL;
  if (ended === 'interrupted') return EXIT_INTERRUPTED;
  if (canary !== null && canary.caseFile === null) return EXIT_INTERNAL;
  const code = exitCodeOf(verdict);
  return code === 0 && ended === 'incomplete' ? EXIT_INCOMPLETE : code;
}

function tellTroubles({ broken, canary, ended, asked, finished }: CampaignSummary, terminal: Terminal): void {
  for (const { request, message } of broken)
    terminal.err(
      `capcheck: ${nameSetting(request)}, seed ${request.seed}: ${message}\nreproduce: ${replayCommand(request)}\n`,
    );
  if (canary !== null && canary.caseFile === null)
    terminal.err(
      `capcheck: the canary ${nameSetting(canary.setting)} was not reported in ${canary.runs} runs, so other failures may not be either.\n`,
    );
  const because: Readonly<Record<Ending, string>> = {
    complete: '',
    interrupted: 'interrupted after',
    'time-limit': 'the time limit ended it after',
    bail: 'failures ended it after',
    incomplete: 'there are results of only',
  };
  if (ended !== 'complete') terminal.err(`capcheck: ${because[ended]} ${finished} of ${asked} runs.\n`);
}

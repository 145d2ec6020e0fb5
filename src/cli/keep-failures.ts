import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { caseName, caseCommand } from '../reporters/text/reproduce.ts';
import type { FailureCase } from '../report/failure-case.ts';
import type { DiagnosedGroup } from '../search/campaign/diagnosed-groups.ts';
import type { KeptGroup } from '../search/campaign/summary.ts';
import { caseOf, writeCase } from '../search/case-file.ts';
import { codeVersion } from '../search/code-version.ts';
import { drawPlan } from '../search/draw-plan.ts';
import { requestOf } from '../search/plan.ts';
import { findDivergence } from '../search/replay.ts';
import type { BrokenRun, SeedResult } from '../search/run-batch.ts';
import { runPlan } from '../search/run-plan.ts';

/** What was written of the fastest run of each group. */
export interface KeptFailures {
  readonly groups: readonly KeptGroup[];
  /** What a report shows of them, each run once. */
  readonly shown: readonly FailureCase[];
  /** Runs that went another way when they were run once more. */
  readonly broken: readonly BrokenRun[];
}

/** Writes a case file of the fastest run of each group below `directory`. */
export function keepFailures(groups: readonly DiagnosedGroup[], directory: string): KeptFailures {
  const broken: BrokenRun[] = [];
  const cases = new Map<string, FailureCase>();
  const kept = groups.map((group): KeptGroup => {
    const caseFile = join(directory, 'cases', caseName(group.fastest));
    if (!cases.has(caseFile)) {
      const failure = runAgain(group.fastest, caseFile);
      cases.set(caseFile, failure);
      if (failure.result.digest !== group.fastest.digest) broken.push(tellDivergence(group.fastest, failure));
    }
    return { ...group, caseFile, reproduce: caseCommand('replay', caseFile) };
  });
  return { groups: kept, shown: [...cases.values()], broken };
}

/** Threads and other machines hand back no histories. */
function runAgain(result: SeedResult, caseFile: string): FailureCase {
  const judged = runPlan(drawPlan(requestOf(result)), { trace: true });
  mkdirSync(dirname(caseFile), { recursive: true });
  writeCase(caseFile, caseOf(judged));
  return { caseFile, codeVersion: codeVersion(), result: judged.result, run: judged.run };
}

function tellDivergence(result: SeedResult, again: FailureCase): BrokenRun {
  const { firstEvent, lastEvent } = findDivergence(result, again.result) ?? { firstEvent: 0, lastEvent: 0 };
  const digests = `digest ${again.result.digest}, not ${result.digest}`;
  const message = `run once more it went another way (${digests}): the first difference is among events ${firstEvent} to ${lastEvent}.`;
  return { request: requestOf(result), message };
}

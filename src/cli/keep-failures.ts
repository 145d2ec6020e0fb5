import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FailureCase } from '../report/failure-case.ts';
import { caseOf, writeCase } from '../search/case-file.ts';
import { codeVersion } from '../search/code-version.ts';
import { drawPlan } from '../search/draw-plan.ts';
import type { PlanRequest } from '../search/plan.ts';
import { runPlan } from '../search/run-plan.ts';
import type { RunResult } from '../search/run-result.ts';
import { brokenGuarantees } from '../reporters/text/failure-text.ts';
import { caseName, replayCaseCommand, replayCommand } from '../reporters/text/reproduce.ts';

/** A failing run, and how to have it again. */
export interface KeptFailure {
  readonly result: RunResult;
  readonly guarantees: readonly string[];
  /** Path of its case file; null for a run beyond those that are kept. */
  readonly caseFile: string | null;
  readonly reproduce: string;
  /** What the report shows of it, for a run that is kept. */
  readonly shown: FailureCase | undefined;
}

/** Case files for each setting: the first failing seeds, and the first seed that breaks a guarantee. */
const CASES_PER_SETTING = 3;

/** Writes case files of the first failures of one setting below `directory`, and says of all how to reproduce them. */
export function keepFailures(
  results: readonly RunResult[],
  requestOf: (result: RunResult) => PlanRequest,
  directory: string,
): readonly KeptFailure[] {
  const broken = new Set<string>();
  let kept = 0;
  return results
    .filter(({ judgement }) => judgement.verdict === 'violated')
    .map((result) => {
      const guarantees = brokenGuarantees(result).map(({ name }) => name);
      const isNews = guarantees.some((name) => !broken.has(name));
      for (const name of guarantees) broken.add(name);
      const request = requestOf(result);
      if (!isNews && kept >= CASES_PER_SETTING)
        return { result, guarantees, caseFile: null, reproduce: replayCommand(request), shown: undefined };
      kept++;
      const caseFile = join(directory, 'cases', caseName(request));
      const shown = writeCaseOf(request, caseFile);
      return { result, guarantees, caseFile, reproduce: replayCaseCommand(caseFile), shown };
    });
}

/** Runs it once more, since threads hand back no histories. */
function writeCaseOf(request: PlanRequest, caseFile: string): FailureCase {
  const judged = runPlan(drawPlan(request), { trace: true });
  mkdirSync(dirname(caseFile), { recursive: true });
  writeCase(caseFile, caseOf(judged));
  return { caseFile, codeVersion: codeVersion(), result: judged.result, run: judged.run };
}

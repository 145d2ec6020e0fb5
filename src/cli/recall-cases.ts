import { join } from 'node:path';
import { caseOf, writeCase } from '../search/case-file.ts';
import type { Recall } from '../search/recall/recall.ts';
import { runPlan } from '../search/run-plan.ts';
import { failsAlikeAfresh } from './replay-afresh.ts';

/** What became of the cases that a recall shrank. */
export interface RecallCases {
  readonly folder: string;
  readonly kept: number;
  /** Of those, files that don't fail in the same way when a process of its own replays them: none, if runs can be repeated. */
  readonly unlike: readonly string[];
}

/**
 * Writes each case that was shrunk as `SYSTEM-VARIANT-SEED.case.json`, and replays each in a process of its own, `workers`
 * at a time.
 *
 * @throws Error when a process can't be started or ends without having run the case.
 */
export async function keepRecallCases({ variants }: Recall, folder: string, workers: number): Promise<RecallCases> {
  const files = variants.flatMap(({ system, variant, detections }) =>
    detections.flatMap(({ seed, shrunk }) => {
      if (shrunk === null) return [];
      const path = join(folder, `${system}-${variant}-${seed}.case.json`);
      const { plan, cpuMicros: _, ...how } = shrunk;
      writeCase(path, { ...caseOf(runPlan(plan)), shrunk: how });
      return [{ path, signature: how.signature }];
    }),
  );
  const unlike: string[] = [];
  const waiting = files.values();
  const replayAll = async (): Promise<void> => {
    for (const { path, signature } of waiting) if (!(await failsAlikeAfresh(path, signature))) unlike.push(path);
  };
  await Promise.all(Array.from({ length: workers }, replayAll));
  return { folder, kept: files.length, unlike: unlike.toSorted() };
}

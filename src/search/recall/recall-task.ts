import { detect, type DetectTask, type Detection } from './detect.ts';
import { type CleanRuns, type CleanTask, runClean } from './run-clean.ts';

/** One piece of the work, for one thread. */
export type RecallTask = { readonly detect: DetectTask } | { readonly clean: CleanTask };

/** What came of it. */
export type RecallOutcome = { readonly detection: Detection } | { readonly cleanRuns: CleanRuns };

export async function performRecallTask(task: RecallTask): Promise<RecallOutcome> {
  return 'detect' in task ? { detection: await detect(task.detect) } : { cleanRuns: runClean(task.clean) };
}

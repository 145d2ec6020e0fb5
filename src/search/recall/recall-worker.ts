import { performRecallTask, type RecallOutcome, type RecallTask } from './recall-task.ts';

/** What a worker thread runs. */
export default function work(task: RecallTask): Promise<RecallOutcome> {
  return performRecallTask(task);
}

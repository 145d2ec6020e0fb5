import { runCampaign } from '../search/campaign/run-campaign.ts';
import type { Ending } from '../search/campaign/summary.ts';
import type { Engine } from '../search/engine/engine.ts';
import type { PlanRequest } from '../search/plan.ts';
import type { RunOutcome } from '../search/run-batch.ts';
import { startProgress } from './output/progress.ts';
import type { Terminal } from './terminal.ts';

/** What is still to be run, and what becomes of it. */
export interface Conduct {
  readonly requests: Iterable<PlanRequest>;
  /** Runs that belong to the campaign, or to the shard, and how many of them were done before. */
  readonly total: number;
  readonly before: number;
  readonly engine: Engine;
  /** Keeps an outcome; false when that run has one already. */
  readonly record: (outcome: RunOutcome) => boolean;
  /** Whether a failure of this run counts, for the bar and for `bail`. */
  readonly counts: (outcome: RunOutcome) => boolean;
  readonly timeLimitMillis: number | undefined;
  /** Ends after so many failing runs. */
  readonly bail: number | undefined;
}

/** Runs what is to be run, with progress on standard error, until it is done or has to end. Closes the engine. */
export async function conduct(work: Conduct, terminal: Terminal): Promise<Ending> {
  const { requests, total, before, engine, timeLimitMillis, bail = Infinity } = work;
  const bailing = new AbortController();
  const signals = [
    terminal.signal,
    bailing.signal,
    ...(timeLimitMillis === undefined ? [] : [AbortSignal.timeout(timeLimitMillis)]),
  ];
  const progress = startProgress(terminal, total, before);
  let done = before;
  let failures = 0;
  const onOutcome = (outcome: RunOutcome): void => {
    if (!work.record(outcome)) return;
    const isFailure = work.counts(outcome) && hasFailed(outcome);
    done++;
    if (isFailure) failures++;
    progress.advance(1, isFailure ? 1 : 0);
    if (failures >= bail) bailing.abort();
  };
  try {
    await runCampaign(requests, { engine, signal: AbortSignal.any(signals), onOutcome });
  } finally {
    progress.stop();
    await engine.close();
  }
  if (done === total) return 'complete';
  if (terminal.signal.aborted) return 'interrupted';
  return bailing.signal.aborted ? 'bail' : 'time-limit';
}

function hasFailed(outcome: RunOutcome): boolean {
  return !('result' in outcome) || outcome.result.judgement.verdict === 'violated';
}

import type { BrokenRun, RunOutcome, SeedResult } from '../run-batch.ts';
import type { Campaign, Shard } from './campaign.ts';

/** The first line of a results file: what is being run, by which code. */
export interface ResultsHead extends Campaign {
  readonly kind: 'campaign';
  readonly format: 'capcheck-campaign/1';
  /** Of the code that decides runs and verdicts. */
  readonly codeVersion: string;
  /** The part of the campaign that is in this file; null for the whole. */
  readonly shard: Shard | null;
}

/** A run that was judged. */
interface ResultLine extends SeedResult {
  readonly kind: 'result';
}

/** A run in which the code under test, or the harness, failed. */
interface BrokenLine extends BrokenRun {
  readonly kind: 'broken';
}

/** A line of a results file (histories/schema/campaign.schema.json). */
export type ResultsLine = ResultsHead | ResultLine | BrokenLine;

/** The text of a line, without its line feed. What is undefined is left out. */
export function formatOutcome(outcome: RunOutcome): string {
  const line: ResultsLine =
    'result' in outcome ? { kind: 'result', ...outcome.result } : { kind: 'broken', ...outcome.broken };
  return JSON.stringify(line);
}

/** What a line after the first tells. */
export function outcomeOf(line: ResultLine | BrokenLine): RunOutcome {
  if (line.kind === 'broken') return { broken: { request: line.request, message: line.message } };
  const { kind: _, ...result } = line;
  return { result };
}

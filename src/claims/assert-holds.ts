import type { Verdict } from '../checkers/verdict.ts';

/** Thrown where a verdict had to be `holds` and wasn't. The message says what was found instead. */
export class ViolationError extends Error {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(describeVerdict(verdict));
    this.name = 'ViolationError';
    this.verdict = verdict;
  }
}

/** @throws ViolationError for any verdict but `holds`: a check that exercised nothing, or ran out of budget, has not passed. */
export function assertHolds(verdict: Verdict): void {
  if (verdict.verdict !== 'holds') throw new ViolationError(verdict);
}

/** A verdict in words: the anomalies one by one, or why there is no answer. */
export function describeVerdict(verdict: Verdict): string {
  if (verdict.verdict === 'holds') return 'holds';
  if (verdict.verdict !== 'violated') return `${verdict.verdict}: ${verdict.reason}`;
  const lines = verdict.anomalies.map(({ kind, message }) => `${kind}: ${message}`);
  return `violated\n  ${lines.join('\n  ')}`;
}

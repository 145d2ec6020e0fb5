import type { Verdict } from '../../src/checkers/verdict.ts';

/** The verdict in a word, followed by the kinds of its anomalies, in order. */
export function summaryOf(verdict: Verdict): string {
  if (verdict.verdict !== 'violated') return verdict.verdict;
  return ['violated', ...verdict.anomalies.map(({ kind }) => kind)].join(' ');
}

/** What the first anomaly says; undefined when there is none. */
export function messageOf(verdict: Verdict): string | undefined {
  return verdict.verdict === 'violated' ? verdict.anomalies[0].message : undefined;
}

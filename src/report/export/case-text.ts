import type { CaseFile } from '../../search/case-file.ts';
import type { FailureCase } from '../failure-case.ts';

const ANOMALIES_KEPT = 3;

/** The case file of a failing run, as `capcheck replay` reads it: whoever has the page has the case. */
export function caseText({ result, run, codeVersion }: FailureCase): string {
  const { digest, checkpoints, events, judgement } = result;
  const content: CaseFile = {
    format: 'capcheck-case/1',
    codeVersion: codeVersion ?? 'unknown',
    plan: run.plan,
    digest,
    checkpoints,
    events,
    verdict: judgement.verdict,
    guarantees: judgement.guarantees.map(({ name, verdict }) => ({
      name,
      verdict: verdict.verdict,
      anomalies: (verdict.verdict === 'violated' ? verdict.anomalies : [])
        .slice(0, ANOMALIES_KEPT)
        .map(({ kind, message, operations }) => ({ kind, message, operations })),
    })),
  };
  return `${JSON.stringify(content, undefined, 1)}\n`;
}

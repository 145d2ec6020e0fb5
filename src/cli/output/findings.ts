import type { Anomaly, Verdict } from '../../checkers/verdict.ts';
import type { Finding } from '../choose-check.ts';
import { describeExercised, paintVerdict } from '../../reporters/text/words.ts';

const ANOMALIES_SHOWN = 5;

/** What was found in one file, in words. */
export function formatFindings(file: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ name, verdict }) => [
    `  ${name}: ${paintVerdict(verdict.verdict)} (${describeExercised(verdict.exercised)})`,
    ...explain(verdict).map((line) => `    ${line}`),
  ]);
  return `${[file, ...lines].join('\n')}\n`;
}

function explain(verdict: Verdict): readonly string[] {
  if ('reason' in verdict) return [verdict.reason];
  const lines: string[] = [];
  if (verdict.levels !== undefined) {
    const { strongest, refuted } = verdict.levels;
    if (strongest.length > 0) lines.push(`strongest level that holds: ${strongest.join(', ')}`);
    if (refuted.length > 0) lines.push(`weakest level refuted: ${refuted.join(', ')}`);
  }
  if (verdict.assumed !== undefined) lines.push(`assumed: ${verdict.assumed.join('; ')}`);
  if (verdict.verdict === 'holds') return lines;
  lines.push(...verdict.anomalies.slice(0, ANOMALIES_SHOWN).flatMap(explainAnomaly));
  const more = verdict.anomalies.length - ANOMALIES_SHOWN;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

function explainAnomaly({ kind, message, steps = [] }: Anomaly): readonly string[] {
  return [`${kind}: ${message}`, ...steps.map((step) => `  ${step}`)];
}

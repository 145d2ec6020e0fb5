import type { Anomaly, Verdict } from '../../checkers/verdict.ts';
import type { Finding } from '../choose-check.ts';
import { describeExercised, paintVerdict } from '../../reporters/text/words.ts';

const ANOMALIES_SHOWN = 5;
const STEPS_SHOWN = 12;

/** What was found in one file, in words. */
export function formatFindings(file: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ name, verdict }) => [
    `  ${name}: ${paintVerdict(verdict.verdict)}${inParentheses(describeExercised(verdict.exercised))}`,
    ...explain(verdict).map((line) => `    ${line}`),
  ]);
  return `${[file, ...lines].join('\n')}\n`;
}

function inParentheses(text: string): string {
  return text === '' ? '' : ` (${text})`;
}

function explain(verdict: Verdict): readonly string[] {
  if ('reason' in verdict) return [verdict.reason];
  const lines: string[] = [];
  if (verdict.levels !== undefined) {
    const { strongest, refuted, undecided = [] } = verdict.levels;
    if (strongest.length > 0) lines.push(`strongest level that holds: ${strongest.join(', ')}`);
    if (refuted.length > 0) lines.push(`weakest level refuted: ${refuted.join(', ')}`);
    if (undecided.length > 0) lines.push(`left open by the budget: ${undecided.join(', ')}`);
  }
  if (verdict.assumed !== undefined) lines.push(`assumed: ${verdict.assumed.join('; ') || 'nothing'}`);
  if (verdict.verdict === 'holds') return lines;
  const shown = oneOfEachKindFirst(verdict.anomalies).slice(0, ANOMALIES_SHOWN);
  lines.push(...shown.flatMap(explainAnomaly));
  const left = verdict.anomalies.filter((anomaly) => !shown.includes(anomaly));
  if (left.length > 0) lines.push(`and ${left.length} more: ${countKinds(left)}`);
  return [...lines, ...(verdict.hints ?? []).map((hint) => `hint: ${hint}`)];
}

/** So that no kind hides another one behind what is cut off. */
function oneOfEachKindFirst(anomalies: readonly Anomaly[]): readonly Anomaly[] {
  const first = anomalies.filter(({ kind }, i) => anomalies.findIndex((other) => other.kind === kind) === i);
  return [...first, ...anomalies.filter((anomaly) => !first.includes(anomaly))];
}

function countKinds(anomalies: readonly Anomaly[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of anomalies) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${kind} (${count})`)).join(', ');
}

/** The sentence of a cycle has its edges already; what it rests on is told besides. */
function explainAnomaly({ kind, message, steps = [], cycle, forced = [] }: Anomaly): readonly string[] {
  const further = cycle === undefined ? shorten(steps) : steps.slice(0, forced.length);
  return [`${kind}: ${message}`, ...further.map((step) => `  ${step}`)];
}

/** Of many steps the first one, and the last ones, which tell what went wrong. */
function shorten(steps: readonly string[]): readonly string[] {
  const hidden = steps.length - STEPS_SHOWN;
  if (hidden < 2) return steps;
  return [...steps.slice(0, 1), `… ${hidden} more steps, in full with --json …`, ...steps.slice(1 - STEPS_SHOWN)];
}

import type { Anomaly } from '../../checkers/verdict.ts';
import type { RunResult } from '../../search/run-result.ts';
import { nameSetting } from './reproduce.ts';

/** A failing run in words: which guarantees it breaks, one witness of each. */
export function describeFailure(result: RunResult): string {
  const lines = [`${nameSetting(result)}, seed ${result.seed}:`];
  for (const { name, anomalies } of brokenGuarantees(result)) {
    const more = anomalies.length > 1 ? ` (and ${anomalies.length - 1} more)` : '';
    lines.push(`  ${name} violated, ${anomalies[0].kind}${more}: ${anomalies[0].message}`);
  }
  return lines.join('\n');
}

function brokenGuarantees({
  judgement,
}: RunResult): readonly { readonly name: string; readonly anomalies: readonly [Anomaly, ...Anomaly[]] }[] {
  return judgement.guarantees.flatMap(({ name, verdict }) =>
    verdict.verdict === 'violated' ? [{ name, anomalies: verdict.anomalies }] : [],
  );
}

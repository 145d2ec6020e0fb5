import type { Anomaly } from '../verdict.ts';
import type { Analysis } from './analysis.ts';
import type { CycleKind } from './cycle.ts';
import { forbiddenCycles, forbids } from './forbidden.ts';
import type { LevelPlacement } from './level-placement.ts';
import type { IsolationLevel } from './level.ts';

/** What the level forbids: what needs no cycle, then cycles, most telling first; or else what refutes the level in particular. */
export function collectAnomalies(
  analysis: Analysis,
  placement: LevelPlacement,
  level: IsolationLevel,
): [Anomaly, ...Anomaly[]] {
  const anomalies: Anomaly[] = [];
  for (const [kind, count] of analysis.findings.counts) {
    if (!forbids(level, kind)) continue;
    anomalies.push(...analysis.findings.of(kind).map((anomaly) => ({ ...anomaly, count })));
  }
  for (const kind of forbiddenCycles(level)) {
    const found = analysis.cycles.get(kind as CycleKind);
    if (found !== undefined) anomalies.push(...found.shortest.map((cycle) => analysis.explain(cycle, found.count)));
  }
  const [first, ...rest] = anomalies;
  return first === undefined ? [...placement.decisionAgainst(level)!.tell()] : [first, ...rest];
}

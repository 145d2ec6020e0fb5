import type { Core } from '../certificate.ts';
import type { Findings } from '../findings.ts';
import type { Part } from './part.ts';

/** The findings on a whole history from those on its parts, in their order. */
export function joinFindings(parts: readonly Part[], found: readonly Findings[]): Findings {
  const exercised: Record<string, number> = {};
  const fallbacks = new Map<string, number>();
  for (const findings of found) {
    for (const [name, count] of Object.entries(findings.exercised)) exercised[name] = (exercised[name] ?? 0) + count;
    for (const [reason, count] of findings.fallbacks) fallbacks.set(reason, (fallbacks.get(reason) ?? 0) + count);
  }
  return {
    exercised,
    fallbacks,
    orders: found.flatMap(({ orders }) => orders),
    violations: found.flatMap(({ violations }, part) =>
      violations.map(({ anomaly, core }) =>
        core === undefined ? { anomaly } : { anomaly, core: atRowsOf(core, parts[part]!.rows) },
      ),
    ),
    hints: [...new Set(found.flatMap(({ hints }) => hints))],
    undecided: found.flatMap(({ undecided }) => undecided),
  };
}

/** A core of a part with positions in the whole history. */
function atRowsOf(core: Core, rows: Int32Array): Core {
  return {
    ...core,
    begin: core.begin < 0 ? core.begin : rows[core.begin]!,
    operations: core.operations.map((operation) => ({
      ...operation,
      call: rows[operation.call]!,
      ret: operation.ret === undefined ? undefined : rows[operation.ret]!,
    })),
  };
}

import type { Columns } from '../../history/columns.ts';
import type { Exercised, Verdict } from '../verdict.ts';
import type { Core, ObjectOrder } from './certificate.ts';
import { exerciseOf } from './exercise.ts';
import type { FoundViolation } from './explain/find-violation.ts';
import { hintsOn } from './explain/hints.ts';
import { initialOf } from './initial-of.ts';
import { judgeObjects } from './judge-objects.ts';
import type { LinearizabilityOptions } from './options.ts';
import { partitionCalls } from './partition.ts';
import { specOf } from './specs/catalog.ts';
import { whyVacuous } from './why-vacuous.ts';

const DEFAULT_STEPS = 100_000_000;
const DEFAULT_BYTES = 2 ** 30;

/** What is known of the objects of a history: plain data that a thread can hand to another. */
export interface Findings {
  readonly exercised: Exercised;
  readonly orders: readonly ObjectOrder[];
  readonly violations: readonly FoundViolation[];
  /** With violations: how else the question could be meant. */
  readonly hints: readonly string[];
  /** Of each undecided object, why it is. */
  readonly undecided: readonly string[];
  /** Why the polynomial checker did not decide some objects, and how many. */
  readonly fallbacks: ReadonlyMap<string, number>;
}

/** @throws HistoryError for an operation that the spec does not know or whose values do not fit it, and for an initial state that is none */
export function judgeColumns(columns: Columns, options: LinearizabilityOptions): Findings {
  const spec = typeof options.spec === 'string' ? specOf(options.spec) : options.spec;
  const { partitions, ok, fail, info } = partitionCalls(columns, spec, options.fs);
  const initial = initialOf(spec, options.initial);
  const judgement = judgeObjects(columns, partitions, spec, {
    initial,
    generic: options.generic ?? false,
    explain: options.explain ?? true,
    steps: options.stepBudget ?? DEFAULT_STEPS,
    bytes: options.memoryBytes ?? DEFAULT_BYTES,
  });
  const orders = judgement.objects.map(({ partition, order }): ObjectOrder => {
    const { call } = partition.calls;
    const operations = new Array<number>(order.length);
    for (let i = 0; i < order.length; i++) operations[i] = columns.index[call[order[i]!]!]!;
    return partition.key < 0 ? { operations } : { key: columns.keys[partition.key], operations };
  });
  return {
    exercised: {
      operations: ok + fail + info,
      ok,
      fail,
      info,
      keys: partitions.length,
      ...exerciseOf(columns, spec, options.fs),
      polynomialKeys: judgement.polynomial,
      searchedKeys: judgement.searched,
      ...(judgement.undecided.length === 0 ? {} : { undecidedKeys: judgement.undecided.length }),
      searchSteps: judgement.steps,
    },
    orders,
    violations: judgement.violations,
    hints: hintsOn(columns, judgement.violations, initial),
    undecided: judgement.undecided,
    fallbacks: judgement.fallbacks,
  };
}

/** What the findings on all objects come to. */
export function verdictOn(findings: Findings, options: LinearizabilityOptions): Verdict {
  const { exercised, orders, violations, undecided, fallbacks, hints } = findings;
  const assumed = [...fallbacks].map(
    ([reason, count]) => `${reason} (${count} of ${exercised['keys']} objects searched)`,
  );
  const told = assumed.length === 0 ? {} : { assumed };
  const [first, ...others] = violations.map(({ anomaly }) => anomaly);
  if (first !== undefined) {
    const [core, ...cores] = violations.flatMap((violation): Core[] =>
      violation.core === undefined ? [] : [violation.core],
    );
    const certificate = core === undefined ? {} : { certificate: { kind: 'core', cores: [core, ...cores] } as const };
    const hinted = hints.length === 0 ? {} : { hints };
    return { verdict: 'violated', exercised, anomalies: [first, ...others], ...certificate, ...told, ...hinted };
  }
  const [reason, ...more] = undecided;
  if (reason !== undefined) {
    const rest = more.length === 0 ? '' : `, and ${more.length} other keys are undecided`;
    return { verdict: 'unknown', exercised, reason: `${reason}${rest}` };
  }
  const spec = typeof options.spec === 'string' ? specOf(options.spec) : options.spec;
  const vacuous = whyVacuous(spec, exercised, options);
  if (vacuous !== undefined) return { verdict: 'vacuous', exercised, reason: vacuous };
  return { verdict: 'holds', exercised, certificate: { kind: 'linearization', orders }, ...told };
}

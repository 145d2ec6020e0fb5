import { columnsOf, type Columns } from '../../history/columns.ts';
import type { History } from '../../history/history.ts';
import type { Exercised, Verdict } from '../verdict.ts';
import type { Core, ObjectOrder } from './certificate.ts';
import { exerciseOf, type Exercise } from './exercise.ts';
import { judgeObjects, type Judgement } from './judge-objects.ts';
import { partitionCalls, type Partitions } from './partition.ts';
import type { Spec } from './spec.ts';
import { specOf, type SpecName } from './specs/catalog.ts';

/** How to check a history for linearizability. */
export interface LinearizabilityOptions {
  /** What one copy of the object would do: the name of a spec that comes with the project, or one of your own. */
  readonly spec: SpecName | Spec;
  /** The state before the first call, in the place of the spec's. */
  readonly initial?: unknown;
  /** Names of the operations to consider; others are left out. Without, an operation that the spec does not know is an error. */
  readonly fs?: readonly string[];
  /** Ends as `vacuous` a history without completed reads, or without calls on one object that overlap in time. */
  readonly requireConcurrency?: boolean;
  /** Skips the polynomial checkers. */
  readonly generic?: boolean;
  /** Successor states that the search may try for all objects together. Default: 100 million. */
  readonly stepBudget?: number;
  /** Memory that the search may take for one object. Default: 1 GiB. */
  readonly memoryBytes?: number;
}

const DEFAULT_STEPS = 100_000_000;
const DEFAULT_BYTES = 2 ** 30;

/**
 * Whether a history is linearizable: whether each operation can be thought to take effect at one instant between its
 * invocation and its completion (Herlihy and Wing 1990). An operation of unknown outcome takes effect at any time after its
 * invocation, or never. `holds` and `violated` carry a certificate.
 *
 * @param options.independent operations have the value `[key, value]`, and each key is an object of its own
 * @throws HistoryError for an operation that the spec does not know
 */
export function checkLinearizability(
  history: History,
  options: LinearizabilityOptions & { readonly independent?: boolean },
): Verdict {
  return checkLinearizabilityOfColumns(columnsOf(history, { independent: options.independent ?? false }), options);
}

/** `checkLinearizability` for a history in columns, whose keys are apart already. */
export function checkLinearizabilityOfColumns(columns: Columns, options: LinearizabilityOptions): Verdict {
  const spec = typeof options.spec === 'string' ? specOf(options.spec) : options.spec;
  const partitions = partitionCalls(columns, spec.operations, options.fs);
  const exercise = exerciseOf(columns, spec, options.fs);
  const judgement = judgeObjects(columns, partitions.partitions, spec, {
    initial: options.initial === undefined ? spec.initial : options.initial,
    generic: options.generic ?? false,
    steps: options.stepBudget ?? DEFAULT_STEPS,
    bytes: options.memoryBytes ?? DEFAULT_BYTES,
  });
  const exercised = exercisedBy(partitions, exercise, judgement);
  const vacuous = options.requireConcurrency === true ? whyVacuous(spec, exercise) : undefined;
  return verdictOn(columns, judgement, exercised, vacuous);
}

function verdictOn(columns: Columns, judgement: Judgement, exercised: Exercised, vacuous: string | undefined): Verdict {
  const { objects, violations, undecided } = judgement;
  const assumed = judgement.fallbacks.length === 0 ? {} : { assumed: judgement.fallbacks };
  const [first, ...others] = violations;
  if (first !== undefined)
    return {
      verdict: 'violated',
      exercised,
      anomalies: [first.anomaly, ...others.map(({ anomaly }) => anomaly)],
      certificate: { kind: 'core', cores: [first.core, ...others.map(({ core }): Core => core)] },
      ...assumed,
    };
  if (undecided !== undefined) return { verdict: 'unknown', exercised, reason: undecided };
  if (vacuous !== undefined) return { verdict: 'vacuous', exercised, reason: vacuous };
  const orders = objects.map(({ partition, order }): ObjectOrder => {
    const operations: number[] = [];
    for (let i = 0; i < order.length; i++) operations.push(columns.index[partition.calls.call[order[i]!]!]!);
    return partition.key < 0 ? { operations } : { key: columns.keys[partition.key], operations };
  });
  return { verdict: 'holds', exercised, certificate: { kind: 'linearization', orders }, ...assumed };
}

function exercisedBy({ ok, fail, info, partitions }: Partitions, exercise: Exercise, judgement: Judgement): Exercised {
  return {
    operations: ok + fail + info,
    ok,
    fail,
    info,
    keys: partitions.length,
    reads: exercise.reads,
    concurrentPairs: exercise.concurrentPairs,
    unknownWrites: exercise.unknownWrites,
    polynomialKeys: judgement.polynomial,
    searchedKeys: judgement.searched,
    searchSteps: judgement.steps,
  };
}

function whyVacuous(spec: Spec, { reads, concurrentPairs }: Exercise): string | undefined {
  if (reads === 0 && spec.readOnly !== undefined && spec.readOnly.length > 0)
    return `no ${spec.readOnly.join(' or ')} completed, so nothing was observed`;
  if (concurrentPairs === 0) return 'no two operations on one object overlapped in time, so any order was forced';
  return undefined;
}

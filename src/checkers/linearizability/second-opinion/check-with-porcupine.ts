import { checkOperationsVerbose, LinearizationInfo, visualize } from 'porcupine-ts';
import { columnsOf } from '../../../history/columns.ts';
import type { History } from '../../../history/history.ts';
import type { Verdict } from '../../verdict.ts';
import { exerciseOf } from '../exercise.ts';
import { initialOf } from '../initial-of.ts';
import type { LinearizabilityOptions } from '../options.ts';
import { partitionCalls } from '../partition.ts';
import { specOf } from '../specs/catalog.ts';
import { whyVacuous } from '../why-vacuous.ts';
import { opinionOn, type JudgedObject } from './opinion-on.ts';
import { modelOf, operationsOf } from './porcupine-model.ts';

const DEFAULT_STEPS = 100_000_000;

/** What may be asked of Porcupine. */
export type PorcupineOptions = Pick<LinearizabilityOptions, 'spec' | 'initial' | 'fs' | 'stepBudget'> & {
  /** Operations have the value `[key, value]`, and each key is an object of its own. */
  readonly independent?: boolean;
};

/** A verdict, and the page on which Porcupine shows how it came to it. */
export interface SecondOpinion {
  readonly verdict: Verdict;
  /** One HTML file: the history with its linearization, or with the partial ones. */
  page(): string;
}

/**
 * A second opinion on linearizability: Porcupine's algorithm, which shares nothing with the checkers of this package but the
 * spec. It may take time exponential in the number of operations on an object; out of steps it says `unknown`.
 *
 * @param options.stepBudget calls and returns that the search may look at, in all objects together. Default: 100 million.
 * @throws HistoryError for an operation that the spec does not know or whose values do not fit it
 */
export function checkWithPorcupine(history: History, options: PorcupineOptions): SecondOpinion {
  const columns = columnsOf(history, { independent: options.independent ?? false });
  const spec = typeof options.spec === 'string' ? specOf(options.spec) : options.spec;
  const initial = initialOf(spec, options.initial);
  const { partitions, ok, fail, info } = partitionCalls(columns, spec, options.fs);
  const model = modelOf(spec, initial);
  let stepsLeft = options.stepBudget ?? DEFAULT_STEPS;
  const objects = partitions.map((partition): JudgedObject => {
    const operations = operationsOf(columns, partition, spec);
    const key = partition.key < 0 ? undefined : columns.keys[partition.key];
    if (stepsLeft <= 0) return { key, operations, result: 'Unknown', longestFirst: [] };
    const report = checkOperationsVerbose(model, operations, { stepBudget: stepsLeft });
    stepsLeft -= report.steps;
    return { key, operations, result: report.result, longestFirst: report.info.partialLinearizations[0]! };
  });
  const exercised = {
    operations: ok + fail + info,
    ok,
    fail,
    info,
    keys: partitions.length,
    ...exerciseOf(columns, spec, options.fs),
    searchSteps: (options.stepBudget ?? DEFAULT_STEPS) - stepsLeft,
  };
  const orders = new LinearizationInfo(
    objects.map(({ operations }) => operations),
    objects.map(({ longestFirst }) => longestFirst),
  );
  return {
    verdict: opinionOn(objects, exercised, spec, initial, whyVacuous(spec, exercised, options)),
    page: () => visualize(model, orders),
  };
}

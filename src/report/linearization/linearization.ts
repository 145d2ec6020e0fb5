import type { Core, LinearizationCertificate } from '../../checkers/linearizability/certificate.ts';
import { specOf } from '../../checkers/linearizability/specs/catalog.ts';
import { checkRegisters, REGISTER_SPEC } from '../../claims/registers.ts';
import type { History, Invocation } from '../../history/history.ts';
import type { CaseView } from '../case/case-view.ts';
import { type Exploration, exploreCore } from './explore-core.ts';
import { type Point, pointsOf } from './points.ts';

/** Longer histories are judged without their proof: a page of them has other things to show. */
const MOST_LINES = 20_000;

/** What a page shows of the linearizability of a run. */
export interface Linearization {
  /** When operations may have taken effect: all of a run that is linearizable, else those of the longest order of the core. */
  readonly points: readonly Point[];
  /** A few operations that can't be ordered, and what becomes of every attempt; undefined where an order exists. */
  readonly violation: { readonly core: Core; readonly exploration: Exploration } | undefined;
}

/** Undefined for a run whose claim says nothing of single keys, or that says nothing about them. */
export function linearizationOf({ history, failure, endNanos }: CaseView): Linearization | undefined {
  const judged = failure.result.judgement.guarantees.find(({ name }) => name === 'linearizable-registers');
  const isDecided = judged?.verdict.verdict === 'violated' || judged?.verdict.verdict === 'holds';
  if (!isDecided || history.operations.length > MOST_LINES) return undefined;
  const verdict = checkRegisters(history);
  if (!('certificate' in verdict) || verdict.certificate === undefined) return undefined;
  const { certificate } = verdict;
  if (certificate.kind === 'core') return violationOf(history, certificate.cores[0], endNanos);
  return certificate.kind === 'linearization'
    ? { points: allPoints(history, certificate, endNanos), violation: undefined }
    : undefined;
}

function violationOf(history: History, core: Core, endNanos: number): Linearization | undefined {
  const exploration = exploreCore(core, specOf(REGISTER_SPEC));
  if (exploration === undefined) return undefined;
  const order = exploration.orders[0]?.steps.flatMap(({ operation }) => core.operations[operation] ?? []) ?? [];
  const spanOf = spanFinder(history);
  const spans = order.flatMap(({ index, ret }) => {
    const span = spanOf(index);
    return span === undefined ? [] : [ret === undefined ? { ...span, toNanos: Infinity } : span];
  });
  return { points: pointsOf(spans, endNanos), violation: { core, exploration } };
}

function allPoints(history: History, { orders }: LinearizationCertificate, endNanos: number): readonly Point[] {
  const spanOf = spanFinder(history);
  return orders.flatMap(({ operations }) =>
    pointsOf(
      operations.flatMap((index) => spanOf(index) ?? []),
      endNanos,
    ),
  );
}

type Span = Parameters<typeof pointsOf>[0][number];

function spanFinder({ invocations }: History): (index: number) => Span | undefined {
  const byIndex = new Map<number, Invocation>(invocations.map((one) => [one.invoke.index, one]));
  return (index) => {
    const found = byIndex.get(index);
    if (found === undefined) return undefined;
    const { invoke, completion, outcome } = found;
    const toNanos = completion === undefined || outcome === 'info' ? Infinity : completion.time;
    return { index, fromNanos: invoke.time, toNanos };
  };
}

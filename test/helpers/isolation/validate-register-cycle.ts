import type { Anomaly, CycleEdge } from '../../../src/checkers/verdict.ts';
import type { History } from '../../../src/history/history.ts';
import { findCited, microsOf, same, type Cited } from './cited.ts';
import { followsFromView, isViewKind } from './validate-view-order.ts';

/** Two writers of a key, the first of which is known to come first. */
interface KnownOrder {
  readonly from: number;
  readonly to: number;
  readonly key: unknown;
}

/**
 * Derives every edge of a register cycle again from the bare history, under no assumption but that null is the initial value, and says what is
 * wrong with it; undefined when the cycle closes and all edges follow. Forced orders are checked one by one: each must close a cycle the other
 * way round, out of edges that follow from the history and from the orders before it.
 */
export function validateRegisterCycle(history: History, { kind, cycle, forced = [] }: Anomaly): string | undefined {
  if (cycle === undefined) return 'there is no cycle';
  const known: KnownOrder[] = [];
  for (const order of forced) {
    const opposite = { from: order.to, to: order.from, key: order.key };
    const problem = problemOf(history, kind, order.otherwise, [...known, opposite], opposite);
    if (problem !== undefined) return `${problem}, against T${order.to} before T${order.from}`;
    known.push(order);
  }
  return problemOf(history, kind, cycle, known);
}

function problemOf(
  history: History,
  kind: string,
  cycle: readonly CycleEdge[],
  known: readonly KnownOrder[],
  supposed?: KnownOrder,
): string | undefined {
  if (cycle.some(({ to }, i) => to !== cycle[(i + 1) % cycle.length]!.from)) return 'the edges do not form a cycle';
  const bad = cycle.find((edge) => !follows(history, kind, edge, known, supposed));
  return bad === undefined ? undefined : `nothing supports ${JSON.stringify(bad)}`;
}

function follows(
  history: History,
  kind: string,
  edge: CycleEdge,
  known: readonly KnownOrder[],
  supposed?: KnownOrder,
): boolean {
  const { from, to, type, key, value, nextValue } = edge;
  const [a, b] = [findCited(history, from), findCited(history, to)];
  const precedes = a.completedAt < b.invokedAt;
  const isKnown = (first: number): boolean =>
    known.some((order) => order.from === first && order.to === to && writesKey(a, b, first, order.key));
  switch (type) {
    case 'realtime':
      return precedes;
    case 'process':
      return precedes && a.operation.process === b.operation.process;
    case 'order':
      if (isViewKind(kind)) return followsFromView(history, edge, kind);
      return supposed !== undefined && supposed.from === from && supposed.to === to;
    case 'wr':
      return same(value, nextValue) && wrote(a, key, value) && read(b, key, value);
    case 'ww':
      return wrote(a, key, value) && wrote(b, key, nextValue) && isKnown(from);
    case 'rw': {
      if (!read(a, key, value) || !wrote(b, key, nextValue) || wrote(b, key, value)) return false;
      if (value === null || read(b, key, value)) return true;
      const writer = history.invocations.find(({ invoke }) => wrote({ operation: invoke }, key, value));
      return writer !== undefined && isKnown((writer.outcome === 'info' ? writer.invoke : writer.completion!).index);
    }
  }

  /** Orders are of transactions: whichever key they share, what holds of one holds of all. */
  function writesKey(first: Cited, second: Cited, index: number, ofKey: unknown): boolean {
    const writer = index === from ? first : findCited(history, index);
    return [writer, second].every(({ operation }) => microsOf(operation).some(([f, k]) => f !== 'r' && same(k, ofKey)));
  }
}

function wrote({ operation }: Pick<Cited, 'operation'>, key: unknown, value: unknown): boolean {
  return microsOf(operation).some(([f, k, v]) => f !== 'r' && same(k, key) && same(v, value));
}

function read({ operation }: Cited, key: unknown, value: unknown): boolean {
  return (
    operation.type === 'ok' &&
    microsOf(operation).some(([f, k, v]) => f === 'r' && same(k, key) && same(v ?? null, value))
  );
}

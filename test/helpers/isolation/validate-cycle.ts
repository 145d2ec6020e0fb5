import type { Anomaly, CycleEdge } from '../../../src/checkers/verdict.ts';
import type { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import { findCited, microsOf, same } from './cited.ts';
import { followsFromView, isViewKind } from './validate-view-order.ts';

/**
 * Derives every edge of a list-append cycle again from the bare history and says what is wrong with it; undefined when the cycle closes
 * and all edges follow.
 */
export function validateListCycle(history: History, { kind, cycle }: Anomaly): string | undefined {
  if (cycle === undefined) return 'there is no cycle';
  if (cycle.some(({ to }, i) => to !== cycle[(i + 1) % cycle.length]!.from)) return 'the edges do not form a cycle';
  if (new Set(cycle.map(({ from }) => from)).size !== cycle.length) return 'a transaction stands in the cycle twice';
  const bad = cycle.find((edge) => !follows(history, edge, kind));
  return bad === undefined ? undefined : `nothing supports ${JSON.stringify(bad)}`;
}

function follows(history: History, edge: CycleEdge, kind: string): boolean {
  const { from, to, type, key, value, nextValue } = edge;
  if (type === 'order') return isViewKind(kind) && followsFromView(history, edge, kind);
  const [a, b] = [findCited(history, from), findCited(history, to)];
  const precedes = a.completedAt < b.invokedAt;
  if (type === 'realtime') return precedes;
  if (type === 'process') return precedes && a.operation.process === b.operation.process;
  const appends = (operation: Operation, element: unknown): boolean =>
    microsOf(operation).some(([f, k, v]) => f === 'append' && same(k, key) && same(v, element));
  const reads = (operation: Operation, list: unknown): boolean =>
    operation.type === 'ok' &&
    microsOf(operation).some(([f, k, v]) => f === 'r' && same(k, key) && same(v ?? [], list));
  if (type === 'wr')
    return (
      appends(a.operation, value) &&
      reads(b.operation, nextValue) &&
      (nextValue as unknown[]).some((one) => same(one, value))
    );
  if (!appends(b.operation, nextValue)) return false;
  const lists = listsOf(history, key);
  const longest = lists.filter(({ length }) => lists.every((other) => other.length <= length));
  const isRead = longest.length > 0 && longest.every((list) => indexOf(list, nextValue) !== -1);
  if (type === 'ww') {
    const inOrder = lists.some(
      (list) => indexOf(list, value) !== -1 && indexOf(list, value) < indexOf(list, nextValue),
    );
    return appends(a.operation, value) && (inOrder || !isRead);
  }
  const seen = value as unknown[];
  const extended = lists.some(
    (list) => same(list.slice(0, seen.length), seen) && indexOf(list, nextValue) >= seen.length,
  );
  return type === 'rw' && reads(a.operation, seen) && (extended || !isRead);
}

function listsOf(history: History, key: unknown): (readonly unknown[])[] {
  return history.operations
    .filter(({ type }) => type === 'ok')
    .flatMap((operation) => microsOf(operation).filter(([f, k]) => f === 'r' && same(k, key)))
    .map(([, , list]) => (list as readonly unknown[] | null) ?? []);
}

function indexOf(list: readonly unknown[], element: unknown): number {
  return list.findIndex((one) => same(one, element));
}

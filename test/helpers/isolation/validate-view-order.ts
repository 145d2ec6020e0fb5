import type { CycleEdge } from '../../../src/checkers/verdict.ts';
import type { History } from '../../../src/history/history.ts';
import { findCited, microsOf, same, type Cited } from './cited.ts';

const viewKinds = ['non-monotonic-view', 'fractured-read', 'causality-violation'] as const;

/** Anomalies whose cycles rest on what a transaction sees of others. */
type ViewKind = (typeof viewKinds)[number];

export function isViewKind(kind: string): kind is ViewKind {
  return (viewKinds as readonly string[]).includes(kind);
}

/**
 * Whether an edge of type `order` follows from the bare history: some transaction sees the first one, which wrote the key, and yet read the key as
 * the second one left it. What is seen depends on the anomaly: by an earlier read, by any read or the session, or over several transactions.
 */
export function followsFromView(history: History, { from, to, key }: CycleEdge, kind: ViewKind): boolean {
  const cited = history.invocations.map(({ invoke, completion, outcome }) =>
    findCited(history, (outcome === 'info' ? invoke : completion!).index),
  );
  const [seen, before] = [from, to].map((index) => cited.find(({ operation }) => operation.index === index)!);
  if (!writes(seen!, key)) return false;
  return cited.some((reader) =>
    microsOf(reader.operation).some(
      ([f, k], place) =>
        f === 'r' &&
        same(k, key) &&
        readsFrom(reader, place, before!) &&
        reader !== seen &&
        isSeen(cited, seen!, reader, kind, place),
    ),
  );
}

function isSeen(all: readonly Cited[], seen: Cited, reader: Cited, kind: ViewKind, place: number): boolean {
  if (kind === 'non-monotonic-view')
    return microsOf(reader.operation).some((_, earlier) => earlier < place && readsFrom(reader, earlier, seen));
  const isDirect = (a: Cited, b: Cited): boolean =>
    microsOf(b.operation).some((_, at) => readsFrom(b, at, a)) ||
    (a.operation.type === 'ok' && a.operation.process === b.operation.process && a.completedAt < b.invokedAt);
  if (kind === 'fractured-read') return isDirect(seen, reader);
  const reached = [seen];
  for (const one of reached) reached.push(...all.filter((next) => !reached.includes(next) && isDirect(one, next)));
  return reached.includes(reader);
}

/** Whether a read shows the key as the transaction left it. */
function readsFrom(reader: Cited, place: number, writer: Cited): boolean {
  const [f, key, value] = microsOf(reader.operation)[place]!;
  if (f !== 'r' || reader.operation.type !== 'ok' || reader === writer) return false;
  const last = Array.isArray(value) ? value.at(-1) : value;
  return microsOf(writer.operation).some(([g, k, own]) => g !== 'r' && same(k, key) && same(own, last));
}

function writes({ operation }: Cited, key: unknown): boolean {
  return microsOf(operation).some(([f, k]) => f !== 'r' && same(k, key));
}

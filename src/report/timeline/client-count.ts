import type { History } from '../../history/history.ts';

/** More processes than this are not numbered by any rule: each is then a client of its own. */
const MOST_TRIED = 1000;

interface Span {
  readonly process: number;
  readonly first: number;
  last: number;
  isRetired: boolean;
}

/**
 * How many clients made a history that does not state its machines, by how Jepsen numbers them: a process retires with an
 * unknown outcome, and its client goes on as the process whose number is higher by the number of clients. The least number
 * that fits; one above every process, so that each is a client, where none does.
 */
export function clientCount(history: History): number {
  const spans = spansOf(history);
  const above = spans.reduce((most, { process }) => Math.max(most, process + 1), 1);
  for (let count = 1; count <= Math.min(spans.length, MOST_TRIED); count++) if (fits(spans, count)) return count;
  return above;
}

/** From the lowest process to the highest. */
function spansOf({ invocations }: History): readonly Span[] {
  const spans = new Map<number, Span>();
  for (const { invoke, completion, outcome } of invocations) {
    const process = Number(invoke.process);
    const last = completion?.index ?? Infinity;
    const isRetired = outcome === 'info';
    const known = spans.get(process);
    if (known === undefined) spans.set(process, { process, first: invoke.index, last, isRetired });
    else Object.assign(known, { last, isRetired });
  }
  return [...spans.values()].sort((a, b) => a.process - b.process);
}

/** Whether some process follows another, and each begins after the one that it follows has retired. */
function fits(spans: readonly Span[], count: number): boolean {
  const latest = new Map<number, Span>();
  const areInTurn = spans.every((span) => {
    const before = latest.get(span.process % count);
    latest.set(span.process % count, span);
    return before === undefined || (before.isRetired && before.last < span.first);
  });
  return areInTurn && latest.size < spans.length;
}

import type { History } from '../../history/history.ts';
import type { TraceView } from '../data/trace-columns.ts';

/** A send or an arrival. */
interface Happening {
  readonly micros: number;
  readonly node: string;
  readonly text: string;
  /** Of which message; with `isSend` false it takes over that message's clock. */
  readonly message: number;
  readonly isSend: boolean;
}

/**
 * The messages of a run as a log with vector clocks, two lines an event, for ShiViz (Beschastnikh et al., CACM 2016). The
 * parser's expression is `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`. Empty without a trace.
 */
export function shivizLog(history: History, trace: TraceView | undefined): string {
  const clocks = new Map<string, Map<string, number>>();
  const carried = new Map<number, ReadonlyMap<string, number>>();
  const lines: string[] = [];
  for (const { node, text, message, isSend, micros } of happeningsOf(trace)) {
    const clock = clocks.get(node) ?? new Map<string, number>();
    clocks.set(node, clock);
    if (!isSend)
      for (const [other, count] of carried.get(message) ?? []) clock.set(other, Math.max(clock.get(other) ?? 0, count));
    clock.set(node, (clock.get(node) ?? 0) + 1);
    if (isSend) carried.set(message, new Map(clock));
    lines.push(`${hostName(node)} ${JSON.stringify(Object.fromEntries(clock))}\n${micros} us: ${text}\n`);
  }
  return lines.length === 0 ? `no trace of ${history.operations.length} lines\n` : lines.join('');
}

function happeningsOf(trace: TraceView | undefined): readonly Happening[] {
  const all = (trace?.messages ?? []).flatMap(({ sentMicros, from, to, kind, arrivals }, message) => [
    { micros: sentMicros, node: from, text: `send ${kind} to ${to}`, message, isSend: true },
    ...arrivals
      .filter(({ isLost }) => !isLost)
      .map(({ micros }) => ({ micros, node: to, text: `receive ${kind} from ${from}`, message, isSend: false })),
  ]);
  // Within a microsecond by the order of sending: an answer, which was sent later than what it answers, comes after that arrived.
  return all.toSorted((a, b) => a.micros - b.micros || a.message - b.message || Number(b.isSend) - Number(a.isSend));
}

/** ShiViz takes the host up to the first blank. */
function hostName(node: string): string {
  return node.replaceAll(/\s/g, '_');
}

import type { History } from '../../history/history.ts';
import type { TracedMessage } from '../../simulation/trace.ts';
import type { Run } from '../simulate.ts';
import type { Link } from './explanation.ts';

const NANOS_PER_MICRO = 1000;
/** A case with more is not small: it should be shrunk first. */
const MOST_LINKS = 80;

/**
 * What links the faults to the wrong answer, in the order of time: beginnings and ends of faults, the lines of the witness,
 * and messages and changes of state on behalf of its operations. A witness without client operations, such as two leases
 * that overlap, is linked by what its servers noted.
 */
export function linksOf(run: Run, witness: readonly number[]): readonly Link[] {
  const { history, trace } = run;
  const { invocations, servers } = citedBy(history, witness);
  const lastMicros = Math.max(0, ...witness.map((line) => microsOf(history, line)));
  const lines = history.operations
    .filter(({ index, process, f }) => isFault(process, f) || invocations.has(index) || witness.includes(index))
    .map(({ index }): Link => ({ kind: 'line', atMicros: microsOf(history, index), line: index }));
  const messages = (trace?.messages ?? []).filter(({ operation }) => invocations.has(operation)).map(linkOfMessage);
  const marks = (trace?.marks ?? [])
    .filter(({ operation, node, name }) => invocations.has(operation) || (servers.has(node) && name !== 'clock'))
    .map(({ micros, node, name, value }): Link => ({ kind: 'state', atMicros: micros, node, name, value }));
  return [...lines, ...messages, ...marks]
    .filter(({ atMicros }) => atMicros <= lastMicros)
    .sort((a, b) => a.atMicros - b.atMicros)
    .slice(-MOST_LINKS);
}

function citedBy(
  { operations, pairs }: History,
  witness: readonly number[],
): { readonly invocations: ReadonlySet<number>; readonly servers: ReadonlySet<string> } {
  const invocations = new Set<number>();
  const servers = new Set<string>();
  for (const line of witness) {
    const operation = operations[line];
    if (typeof operation?.process === 'string') servers.add(operation.process);
    else if (operation?.type === 'invoke') invocations.add(line);
    else if ((pairs[line] ?? -1) >= 0) invocations.add(pairs[line] ?? -1);
  }
  return { invocations, servers };
}

function isFault(process: number | string, f: string): boolean {
  return process === 'nemesis' && (f.startsWith('start-') || f.startsWith('stop-'));
}

function linkOfMessage({ sentMicros, from, to, kind, arrivals }: TracedMessage): Link {
  const arrivedMicros = arrivals.find(({ isLost }) => !isLost)?.micros ?? null;
  return { kind: 'message', atMicros: sentMicros, from, to, message: kind, arrivedMicros };
}

function microsOf({ operations }: History, line: number): number {
  return (operations[line]?.time ?? 0) / NANOS_PER_MICRO;
}

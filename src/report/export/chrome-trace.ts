import type { TracedMessage } from '../../simulation/trace.ts';
import type { CaseView } from '../case/case-view.ts';
import type { TraceView } from '../data/trace-columns.ts';
import { operationText } from '../text/operation-text.ts';
import { clientOf } from '../timeline/lanes.ts';

const CLIENTS = 1;
const FAULTS = 2;
const MESSAGES = 3;

/**
 * A run in the Trace Event Format, which Perfetto and chrome://tracing open: operations by client, faults, and messages.
 * Times in microseconds.
 */
export function chromeTrace(view: CaseView, trace: TraceView | undefined): string {
  const endMicros = view.endNanos / 1000;
  const operations = view.history.invocations.map((invocation) => {
    const { invoke, completion, outcome } = invocation;
    const ts = invoke.time / 1000;
    const dur = (completion?.time ?? view.endNanos) / 1000 - ts;
    const args = { index: invoke.index, outcome, value: invoke.value, result: completion?.value ?? null };
    return {
      ph: 'X',
      name: operationText(invocation),
      cat: outcome,
      pid: CLIENTS,
      tid: clientOf(view, Number(invoke.process)),
      ts,
      dur,
      args,
    };
  });
  const faults = view.faults.map(({ kind, number, fromNanos, toNanos, resolved }) => {
    const ts = fromNanos / 1000;
    return {
      ph: 'X',
      name: kind,
      cat: 'fault',
      pid: FAULTS,
      tid: number,
      ts,
      dur: toNanos / 1000 - ts,
      args: resolved,
    };
  });
  const messages = (trace?.messages ?? []).flatMap((message, id) => messageEvents(message, id, endMicros));
  const names = [
    ...['clients', 'faults', 'messages'].map((name, nth) => named('process_name', nth + 1, 0, name)),
    ...(view.topology?.clients ?? []).map(({ name }, nth) => named('thread_name', CLIENTS, nth, name)),
  ];
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [...names, ...operations, ...faults, ...messages] })}\n`;
}

/** An asynchronous event: those of a thread may not overlap unless one lies within the other, as messages of a link do. */
function messageEvents(message: TracedMessage, id: number, endMicros: number): readonly object[] {
  const { sentMicros, from, to, kind, operation, copies, arrivals } = message;
  const end = arrivals.at(-1)?.micros ?? (copies === 0 ? sentMicros : endMicros);
  const isLost = copies === 0 || arrivals.some((arrival) => arrival.isLost);
  const shared = {
    name: `${from} → ${to}: ${kind}`,
    cat: isLost ? 'lost' : 'message',
    id,
    pid: MESSAGES,
    tid: 0,
  };
  return [
    { ph: 'b', ...shared, ts: sentMicros, args: { operation, copies } },
    { ph: 'e', ...shared, ts: Math.max(sentMicros, end) },
  ];
}

function named(what: string, pid: number, tid: number, name: string): object {
  return { ph: 'M', name: what, pid, tid, args: { name } };
}

import type { CaseView } from '../case/case-view.ts';
import type { TraceView } from '../data/trace-columns.ts';
import { operationText } from '../text/operation-text.ts';
import { clientOf } from '../timeline/lanes.ts';

const CLIENTS = 1;
const FAULTS = 2;
const MESSAGES = 3;

/**
 * A run in the Trace Event Format, which Perfetto and chrome://tracing open: operations by client, faults, and messages by
 * the link they took. Times in microseconds.
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
  const links = new Map<string, number>();
  const messages = (trace?.messages ?? []).map(({ sentMicros: ts, from, to, kind, operation, copies, arrivals }) => {
    const link = `${from} → ${to}`;
    const tid = links.get(link) ?? links.size;
    links.set(link, tid);
    const dur = (arrivals.at(-1)?.micros ?? (copies === 0 ? ts : endMicros)) - ts;
    const lost = copies === 0 || arrivals.some(({ isLost }) => isLost);
    return {
      ph: 'X',
      name: kind,
      cat: lost ? 'lost' : 'message',
      pid: MESSAGES,
      tid,
      ts,
      dur,
      args: { operation, copies },
    };
  });
  const names = [
    ...['clients', 'faults', 'messages'].map((name, nth) => named('process_name', nth + 1, 0, name)),
    ...(view.topology?.clients ?? []).map(({ name }, nth) => named('thread_name', CLIENTS, nth, name)),
    ...[...links].map(([link, tid]) => named('thread_name', MESSAGES, tid, link)),
  ];
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [...names, ...operations, ...faults, ...messages] })}\n`;
}

function named(what: string, pid: number, tid: number, name: string): object {
  return { ph: 'M', name: what, pid, tid, args: { name } };
}

import type { TracedMark, TracedMessage } from '../../simulation/trace.ts';
import { Interner } from './interner.ts';

/** The trace of a run as columns of small numbers. Plain data. Times in microseconds. */
export interface TraceColumns {
  readonly names: readonly string[];
  /** Since the message before. */
  readonly sent: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly kind: readonly number[];
  readonly operation: readonly number[];
  readonly copies: readonly number[];
  readonly arrived: readonly number[];
  /** Of all messages one after the other: how long each copy took, negative (and one less) when it was lost there. */
  readonly delays: readonly number[];
  readonly marks: readonly TracedMark[];
}

/** What a page shows of a trace. */
export interface TraceView {
  readonly messages: readonly TracedMessage[];
  readonly marks: readonly TracedMark[];
}

export function packTrace({ messages, marks }: TraceView): TraceColumns {
  const names = new Interner<string>();
  let last = 0;
  const sent = messages.map(({ sentMicros }) => {
    const elapsed = sentMicros - last;
    last = sentMicros;
    return elapsed;
  });
  return {
    sent,
    from: messages.map(({ from }) => names.numberOf(from)),
    to: messages.map(({ to }) => names.numberOf(to)),
    kind: messages.map(({ kind }) => names.numberOf(kind)),
    operation: messages.map(({ operation }) => operation),
    copies: messages.map(({ copies }) => copies),
    arrived: messages.map(({ arrivals }) => arrivals.length),
    delays: messages.flatMap(({ sentMicros, arrivals }) =>
      arrivals.map(({ micros, isLost }) => (isLost ? -1 - (micros - sentMicros) : micros - sentMicros)),
    ),
    names: names.items,
    marks,
  };
}

export function unpackTrace(columns: TraceColumns): TraceView {
  const { names, delays } = columns;
  let sentMicros = 0;
  let next = 0;
  const messages = columns.sent.map((elapsed, at): TracedMessage => {
    sentMicros += elapsed;
    const first = next;
    next += columns.arrived[at] ?? 0;
    const now = sentMicros;
    return {
      sentMicros,
      from: names[columns.from[at] ?? 0] ?? '',
      to: names[columns.to[at] ?? 0] ?? '',
      kind: names[columns.kind[at] ?? 0] ?? '',
      operation: columns.operation[at] ?? -1,
      copies: columns.copies[at] ?? 0,
      arrivals: delays
        .slice(first, next)
        .map((delay) => ({ micros: now + (delay < 0 ? -1 - delay : delay), isLost: delay < 0 })),
    };
  });
  return { messages, marks: columns.marks };
}

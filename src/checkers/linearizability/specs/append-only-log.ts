import type { Call, Spec } from '../spec.ts';
import { listAtFirst, listOf } from './shapes.ts';
import { sameValue } from './same-value.ts';

type Entries = readonly unknown[];

/** A log that only grows: `append entry`, and `read` answers all entries in their order. */
export const appendOnlyLog: Spec<Entries> = {
  name: 'append-only-log',
  operations: ['read', 'append'],
  readOnly: ['read'],
  silent: ['append'],
  initial: [],
  shapes: { read: { result: listOf('a list of entries') } },
  beginning: listAtFirst('a list of entries'),
  fast: 'append-only-log',
  values: {
    fromAnyState: false,
    heldAtFirst: (initial) => initial as Entries,
    of: ({ f, argument, result, known }: Call) => (f === 'append' ? [argument] : known ? (result as Entries) : []),
    without: (call: Call, entry: unknown) =>
      call.f === 'append'
        ? undefined
        : { ...call, result: (call.result as Entries).filter((other) => !sameValue(other, entry)) },
  },
  growth: {
    leadsTo: (log: Entries, { result }: Call) =>
      log.every((entry, position) => sameValue(entry, (result as Entries)[position])),
    resets: () => false,
  },
  step(log: Entries, { f, argument, result }: Call): readonly Entries[] {
    if (f === 'append') return [[...log, argument]];
    return sameValue(log, result) ? [log] : [];
  },
};

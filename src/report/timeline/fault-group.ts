import type { FaultKind } from '../../claims/vocabulary.ts';

/** Kinds of faults by what they hurt; each group has its colour. A fault that lies in wait hurts nothing yet. */
export type FaultGroup = 'network' | 'process' | 'clock' | 'messages' | 'waiting';

/** Whether the servers that a fault takes run meanwhile: not at all, not now but as if nothing had been, or on and off. */
export type Standstill = 'down' | 'still' | 'at-times';

interface Looks {
  readonly group: FaultGroup;
  readonly standstill?: Standstill;
}

const DOWN: Looks = { group: 'process', standstill: 'down' };
const STILL: Looks = { group: 'process', standstill: 'still' };
const AT_TIMES: Looks = { group: 'process', standstill: 'at-times' };
const DISTURBED: Looks = { group: 'process' };
const MESSAGES: Looks = { group: 'messages' };
const CLOCK: Looks = { group: 'clock' };

/** How each kind of fault is drawn. */
const LOOKS: Readonly<Record<FaultKind, Looks>> = {
  partition: { group: 'network' },
  crash: DOWN,
  'power-loss': DOWN,
  'mid-write-power-loss': { group: 'waiting' },
  'disk-loss': DOWN,
  pause: STILL,
  'clock-offset': CLOCK,
  'clock-drift': CLOCK,
  'clock-jump': CLOCK,
  'leap-second': CLOCK,
  loss: MESSAGES,
  duplication: MESSAGES,
  reordering: MESSAGES,
  delay: MESSAGES,
  corruption: MESSAGES,
  'duplicate-storm': MESSAGES,
  'heavy-tail': MESSAGES,
  bandwidth: MESSAGES,
  clog: MESSAGES,
  reset: MESSAGES,
  'malformed-response': MESSAGES,
  'retry-storm': MESSAGES,
  'thundering-herd': STILL,
  'slow-cpu': DISTURBED,
  'restart-loop': AT_TIMES,
  'rolling-upgrade': AT_TIMES,
  'slow-disk': DISTURBED,
  'stalled-disk': DISTURBED,
  'full-disk': DISTURBED,
  'lying-fsync': DISTURBED,
  'bit-rot': DOWN,
  'misdirected-write': DOWN,
  'read-error': DOWN,
  'snapshot-rollback': DISTURBED,
  'clock-rates': CLOCK,
  'clock-freeze': CLOCK,
  'clock-strobe': CLOCK,
  'clock-uncertainty': CLOCK,
  'slow-dependency': MESSAGES,
  'hot-key': DISTURBED,
  'membership-change': DISTURBED,
};

/** A kind that a later version knows is drawn as one that hurts processes. */
export function faultGroupOf(kind: string): FaultGroup {
  return looksOf(kind).group;
}

/** Undefined for a fault during which its servers run. */
export function standstillOf(kind: string): Standstill | undefined {
  return looksOf(kind).standstill;
}

function looksOf(kind: string): Looks {
  return (Object.hasOwn(LOOKS, kind) ? LOOKS[kind as FaultKind] : undefined) ?? DISTURBED;
}

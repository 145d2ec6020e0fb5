import type { FaultKind } from '../claims/vocabulary.ts';
import type { Effect } from './effect.ts';
import type { Fault, PartitionFault } from './fault.ts';

/** What stays of a fault has an id of its own. */
const STAYING = 1_000_000;

/** They leave nothing that could last: they happen in one moment, or do their worst when they end. */
const PASSING: readonly FaultKind[] = [
  'clock-jump',
  'leap-second',
  'reset',
  'rolling-upgrade',
  'snapshot-rollback',
  'mid-write-power-loss',
  'membership-change',
  'hot-key',
];

/** Whoever is down in one of these ways stays down; one that restarts for ever, too. */
const DOWN: readonly FaultKind[] = [
  'crash',
  'power-loss',
  'disk-loss',
  'bit-rot',
  'misdirected-write',
  'read-error',
  'restart-loop',
];

/**
 * What stays of a fault when only a core of the cluster heals: the part that hits servers outside of it, and of a partition
 * every cut that doesn't run between two of the core. Undefined where nothing is left.
 *
 * @param resolved what the fault turned out to hit when it began
 */
export function outsideCore(fault: Fault, resolved: Effect['resolved'], core: ReadonlySet<string>): Fault | undefined {
  const id = STAYING + fault.id;
  if (fault.kind === 'partition') {
    const deaf = cutsOutside(resolved['deaf'] as PartitionFault['deaf'], core);
    return Object.keys(deaf).length === 0 ? undefined : { ...fault, id, shape: 'halves', deaf };
  }
  const targets = (resolved['targets'] as readonly string[]).filter((name) => !core.has(name));
  if (targets.length === 0 || PASSING.includes(fault.kind)) return undefined;
  const { atMicros, durationMicros } = fault;
  if (DOWN.includes(fault.kind)) return { kind: 'crash', id, atMicros, durationMicros, targets };
  if (fault.kind === 'clock-strobe')
    return { kind: 'clock-offset', id, atMicros, durationMicros, targets, amount: fault.amount };
  // What is held back for ever is lost.
  if (fault.kind === 'clog') return { ...fault, kind: 'loss', id, targets };
  return { ...fault, id, targets };
}

function cutsOutside(deaf: PartitionFault['deaf'], core: ReadonlySet<string>): PartitionFault['deaf'] {
  return Object.fromEntries(
    Object.entries(deaf).flatMap(([to, unheard]) => {
      const cut = unheard.filter((from) => !core.has(to) || !core.has(from));
      return cut.length === 0 ? [] : [[to, cut] as const];
    }),
  );
}

import type { Fault, PartitionFault } from '../../nemesis/fault.ts';
import type { Plan } from '../plan.ts';
import { extentOf, withField } from './fault-fields.ts';
import type { Struck } from './sighting.ts';
import { type Best, type Pass, tryEach } from './step.ts';

/** Ids key what a power loss leaves of unsynced writes: so many draws are tried. */
const DRAWS = 6;

/** Plans what a fault turned out to be, in the place of the rule by which it chose that when it began. */
export const fixFaults: Pass = {
  name: 'faults that choose their targets',
  begin: tryEach(({ plan, struck }) =>
    plan.faults.flatMap((fault, nth) =>
      concreteFaults(fault, struck, plan).map((faults) => ({
        ...plan,
        faults: plan.faults.toSpliced(nth, 1, ...faults),
      })),
    ),
  ),
};

/** Makes one fault of two of a kind: from the beginning of the first to the end of the last, or when one of them was. */
export const mergeFaults: Pass = { name: 'faults that are alike', begin: tryEach(mergedPlans) };

function concreteFaults(fault: Fault, struck: readonly Struck[], { faults }: Plan): readonly (readonly Fault[])[] {
  const strikes = struck.filter((strike) => strike.fault === fault.id);
  const [first] = strikes;
  if (first === undefined) return [];
  if (fault.kind === 'partition' && (fault.shape === 'primaries' || fault.shape === 'swizzle')) {
    const deaf = first.resolved['deaf'] as PartitionFault['deaf'];
    return [[{ ...fault, shape: 'random-node', deaf }]];
  }
  if ('targets' in fault && fault.targets === 'primaries')
    return [[{ ...fault, targets: first.resolved['targets'] as readonly string[] }]];
  if (fault.kind !== 'mid-write-power-loss') return [];
  const losses = strikes.filter(({ kind }) => kind === 'power-loss');
  if (losses.length === 0) return [];
  const unusedId = Math.max(...faults.map(({ id }) => id)) + 1;
  return Array.from({ length: DRAWS }, (_, draw) =>
    losses.map(({ atMicros, durationMicros, resolved }, nth): Fault => {
      const id = unusedId + draw * losses.length + nth;
      return { kind: 'power-loss', id, atMicros, durationMicros, targets: resolved['targets'] as readonly string[] };
    }),
  );
}

function mergedPlans({ plan }: Best): readonly Plan[] {
  return plan.faults.flatMap((one, nth) =>
    plan.faults.slice(nth + 1).flatMap((other) => {
      if (one.kind !== other.kind) return [];
      const rest = plan.faults.filter((fault) => fault !== one && fault !== other);
      return mergedFaults(one, other).map((merged) => {
        return { ...plan, faults: [...rest, merged].sort((a, b) => a.atMicros - b.atMicros) };
      });
    }),
  );
}

function mergedFaults(one: Fault, other: Fault): readonly Fault[] {
  const theirs = new Map(extentOf(other));
  const both = extentOf(one).reduce<Fault>(
    (fault, [name, value]) => withField(fault, name, union(value, theirs.get(name))),
    one,
  );
  const atMicros = Math.min(one.atMicros, other.atMicros);
  const endMicros = Math.max(one.atMicros + one.durationMicros, other.atMicros + other.durationMicros);
  const intervals = [{ atMicros, durationMicros: endMicros - atMicros }, one, other];
  return intervals.map((interval) => {
    return { ...both, atMicros: interval.atMicros, durationMicros: interval.durationMicros };
  });
}

/** Names of both, without repetition; of two numbers the first. */
function union(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [...new Set<unknown>([...one, ...other])];
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one;
  const entries = new Map<string, unknown>(Object.entries(one));
  for (const [key, value] of Object.entries(other)) entries.set(key, union(entries.get(key) ?? value, value));
  return Object.fromEntries(entries);
}

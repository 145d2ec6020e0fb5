import type { Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import type { PartitionFault } from './fault.ts';

const ALL_CUT_WITHIN_MICROS = 100_000;

/**
 * One server's links go one by one and come back one by one, in another order (FoundationDB's swizzle-clogging). It stands
 * alone for a second or so, long enough for others to take over; then each link that comes back is a chance to meet some
 * servers but not yet the others. Each link is a fault of its own.
 */
export function drawSwizzle(random: Random, fault: PartitionFault, topology: Topology): PartitionFault[] {
  const [victim, ...others] = random.shuffle(topology.servers.map(({ name }) => name));
  if (victim === undefined) return [];
  const stepMicros = random.between(200_000, 1_000_000);
  let backMicros = random.between(700_000, 1_500_000);
  return others.map((other, nth) => {
    const lateMicros = random.below(ALL_CUT_WITHIN_MICROS);
    const durationMicros = backMicros - lateMicros;
    backMicros += random.below(stepMicros);
    return {
      ...fault,
      id: fault.id + nth,
      atMicros: fault.atMicros + lateMicros,
      durationMicros,
      deaf: { [victim]: [other], [other]: [victim] },
    };
  });
}

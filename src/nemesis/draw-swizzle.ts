import type { Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import type { PartitionFault } from './fault.ts';

/**
 * One server's links go one by one and come back one by one, in another order (FoundationDB's swizzle-clogging). Each
 * link is a fault of its own.
 */
export function drawSwizzle(random: Random, fault: PartitionFault, topology: Topology): PartitionFault[] {
  const [victim, ...others] = random.shuffle(topology.servers.map(({ name }) => name));
  if (victim === undefined) return [];
  const durationMicros = random.between(1_000_000, 3_500_000);
  return others.map((other, nth) => {
    const lateMicros = random.below(durationMicros / 4);
    const earlyMicros = random.below(durationMicros / 2);
    return {
      ...fault,
      id: fault.id + nth,
      atMicros: fault.atMicros + lateMicros,
      durationMicros: durationMicros - lateMicros - earlyMicros,
      deaf: { [victim]: [other], [other]: [victim] },
    };
  });
}

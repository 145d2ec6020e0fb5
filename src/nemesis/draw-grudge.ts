import type { Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import type { PartitionShape } from './fault.ts';

/** Server → servers it doesn't hear (Jepsen's grudge). */
export type Grudge = Readonly<Record<string, readonly string[]>>;

/** Draws who doesn't hear whom, for a shape of partition. Empty for those that are found otherwise. */
export function drawGrudge(random: Random, shape: PartitionShape, topology: Topology): Grudge {
  const names = random.shuffle(topology.servers.map((server) => server.name));
  const half = names.length >> 1;
  switch (shape) {
    case 'primaries':
    case 'swizzle':
      return {};
    case 'halves':
      return separate([names.slice(0, half), names.slice(half)]);
    case 'random-node':
      return separate([names.slice(0, 1), names.slice(1)]);
    case 'zone': {
      const { zone } = random.pick(topology.servers);
      const inside = topology.servers.filter((server) => server.zone === zone).map((server) => server.name);
      return separate([inside, names.filter((name) => !inside.includes(name))]);
    }
    case 'bridge': {
      const [bridge, ...others] = names;
      const grudge = { ...separate([others.slice(0, half), others.slice(half)]) };
      if (bridge !== undefined) delete grudge[bridge];
      return grudge;
    }
    case 'majorities-ring':
      return ring(names);
    case 'one-way': {
      const [left, right] = [names.slice(0, half), names.slice(half)];
      return Object.fromEntries(left.map((name) => [name, right]));
    }
  }
}

/** Nobody hears anybody of another component. */
function separate(components: readonly (readonly string[])[]): Grudge {
  return Object.fromEntries(
    components.flatMap((component) =>
      component.map((name) => [name, components.filter((other) => other !== component).flat()]),
    ),
  );
}

/** Every server hears a majority, itself in its middle, and no two the same one (Jepsen's perfect majorities ring). */
function ring(names: readonly string[]): Grudge {
  const count = names.length;
  const majority = (count >> 1) + 1;
  const before = majority >> 1;
  const isHeard = (listener: number, other: number): boolean => (other - listener + before + count) % count < majority;
  return Object.fromEntries(names.map((name, at) => [name, names.filter((_, other) => !isHeard(at, other))]));
}

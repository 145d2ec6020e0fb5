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
    case 'bisect': {
      const inOrder = topology.servers.map((server) => server.name);
      return separate([inOrder.slice(0, half), inOrder.slice(half)]);
    }
    case 'minority-third': {
      const third = Math.max(1, Math.floor((names.length - 1) / 3));
      return separate([names.slice(0, third), names.slice(third)]);
    }
    case 'zone':
    case 'region': {
      const chosen = random.pick(topology.servers)[shape];
      const inside = topology.servers.filter((server) => server[shape] === chosen).map((server) => server.name);
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
    case 'majorities-ring-stochastic':
      return stochasticRing(random, names);
    case 'one-way': {
      const [left, right] = [names.slice(0, half), names.slice(half)];
      return Object.fromEntries(left.map((name) => [name, right]));
    }
  }
}

/** Nobody hears anybody of another component. */
export function separate(components: readonly (readonly string[])[]): Grudge {
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

/**
 * Links are added at random between the servers that have fewest, until everyone hears a majority (Jepsen's stochastic
 * majorities ring, for clusters of any size).
 */
function stochasticRing(random: Random, names: readonly string[]): Grudge {
  const majority = (names.length >> 1) + 1;
  const heard = new Map(names.map((name) => [name, new Set([name])]));
  const degreeOf = (name: string): number => heard.get(name)?.size ?? 0;
  for (;;) {
    const [poorest, ...others] = random.shuffle(names).sort((a, b) => degreeOf(a) - degreeOf(b));
    if (poorest === undefined || degreeOf(poorest) >= majority) break;
    const next = others.find((name) => heard.get(poorest)?.has(name) === false) ?? poorest;
    heard.get(poorest)?.add(next);
    heard.get(next)?.add(poorest);
  }
  return Object.fromEntries(
    names.map((name) => [name, names.filter((other) => heard.get(name)?.has(other) === false)]),
  );
}

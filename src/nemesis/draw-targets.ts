import type { PlannedServer, Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import type { Targets } from './fault.ts';
import type { Scope } from './preset.ts';

/** Draws which servers a fault hits: a scope of the preset, cut down to the servers that it may hit. */
export function drawTargets(
  random: Random,
  scopes: readonly Scope[],
  topology: Topology,
  hittable: readonly string[],
): Targets {
  const scope = random.pick(scopes);
  const servers = topology.servers.filter((server) => hittable.includes(server.name));
  const names = servers.map((server) => server.name);
  const inSame = (field: 'rack' | 'zone' | 'region'): readonly string[] => {
    const chosen: PlannedServer = random.pick(servers);
    const near = servers.filter((server) => server[field] === chosen[field]).map((server) => server.name);
    return near.length < names.length ? near : [chosen.name];
  };
  switch (scope) {
    case 'primaries':
      return 'primaries';
    case 'node':
      return [random.pick(names)];
    case 'rack':
    case 'zone':
    case 'region':
      return inSame(scope);
    case 'minority':
      return random.shuffle(names).slice(0, Math.max(1, (names.length - 1) >> 1));
    case 'minority-third':
      return random.shuffle(names).slice(0, Math.max(1, Math.floor((names.length - 1) / 3)));
    case 'majority':
      return random.shuffle(names).slice(0, (names.length >> 1) + 1);
    case 'all':
      return names;
  }
}

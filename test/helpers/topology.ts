import type { Place } from '../../src/simulation/node.ts';
import type { Topology } from '../../src/simulation/topology.ts';

/** So many servers s1, s2 … spread over three zones of one region and two racks a zone, each with a client c1, c2 … at home. */
export function topologyOf(servers: number): Topology {
  const nth = Array.from({ length: servers }, (_, i) => i);
  return {
    servers: nth.map((i) => ({ name: `s${i + 1}`, votes: true, ...placeOf(i) })),
    clients: nth.map((i) => ({ name: `c${i + 1}`, home: `s${i + 1}`, ...placeOf(i) })),
  };
}

function placeOf(i: number): Place {
  return { rack: `z${(i % 3) + 1}-r${(i >> 1) % 2}`, zone: `z${(i % 3) + 1}`, region: i % 3 === 2 ? 'us' : 'eu' };
}

import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { CrowdFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';
import { clientsOf } from './links.ts';

/** The clients at home on the targets stand still; when it ends, all they wanted meanwhile comes at once. */
export function beginThunderingHerd(simulation: Simulation, fault: CrowdFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const clients = clientsOf(simulation, targets).map((name) => simulation.nodeNamed(name));
  for (const client of clients) simulation.pause(client);
  return {
    resolved: { targets, clients: clients.map(({ name }) => name) },
    heal: () => {
      for (const client of clients) simulation.resume(client);
    },
  };
}

import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { CrowdFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';
import { clientsOf } from './links.ts';

/** While it lasts, whatever the clients at home on the targets do, they do to the one key that everybody wants. */
export function beginHotKey(simulation: Simulation, fault: CrowdFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const clients = clientsOf(simulation, targets).map((name) => simulation.nodeNamed(name));
  for (const client of clients) client.crowds++;
  return {
    resolved: { targets, clients: clients.map(({ name }) => name) },
    heal: () => {
      for (const client of clients) client.crowds--;
    },
  };
}

import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { ProcessFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';

/** Kills, darkens, empties or stops servers until the fault ends. */
export function beginProcessFault(simulation: Simulation, fault: ProcessFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  for (const node of nodes) {
    if (fault.kind === 'crash') simulation.crash(node);
    else if (fault.kind === 'power-loss') simulation.losePower(node);
    else if (fault.kind === 'disk-loss') simulation.loseDisk(node);
    else simulation.pause(node);
  }
  return {
    resolved: { targets },
    heal: () => {
      for (const node of nodes) {
        if (fault.kind === 'pause') simulation.resume(node);
        else simulation.restart(node);
      }
    },
  };
}

import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MessageFault } from '../fault.ts';
import { linksOf } from './links.ts';

/** Holds back what is sent to and from the targets; when it ends, all of it comes at once (FoundationDB's clogging). */
export function beginClog(simulation: Simulation, { targets }: MessageFault): Effect {
  const { kernel } = simulation;
  const links = linksOf(simulation, targets);
  for (const [from, to] of links) kernel.network.clog(from, to);
  return {
    resolved: { targets },
    heal: () => {
      for (const [from, to] of links) kernel.network.unclog(from, to);
      kernel.burst();
    },
  };
}

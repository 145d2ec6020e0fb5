import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MessageFault } from '../fault.ts';

/** All connections of the targets break in one moment: what is on its way is lost, what is sent later arrives. */
export function beginReset(simulation: Simulation, { targets }: MessageFault): Effect {
  simulation.kernel.reset((from, to) => from !== to && (targets.includes(from) || targets.includes(to)));
  return { resolved: { targets }, heal: () => undefined };
}

import type { Disturbance } from '../../simulation/disturbance.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MessageFault } from '../fault.ts';

const REPEATS = 5;

/** Clients lose patience: most of their requests to the targets are sent again and again, while the first is still at work. */
export function beginRetryStorm(simulation: Simulation, { id, targets, perMillion, micros }: MessageFault): Effect {
  const { network } = simulation.kernel;
  const clients = simulation.nodes.filter(({ role }) => role === 'client').map(({ name }) => name);
  const storm: Disturbance = {
    key: id,
    from: new Set(clients),
    to: new Set(targets),
    duplicatePerMillion: perMillion,
    copies: REPEATS,
    copyMicros: micros,
  };
  network.disturb(storm);
  return { resolved: { targets, perMillion, micros }, heal: () => network.calm(storm) };
}

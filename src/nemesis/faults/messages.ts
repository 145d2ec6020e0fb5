import type { Disturbance } from '../../simulation/network.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MessageFault } from '../fault.ts';

/** Disturbs the links of the targets, to and from everyone. */
export function beginMessageFault(simulation: Simulation, fault: MessageFault): Effect {
  const everyone = new Set(simulation.nodes.map((node) => node.name));
  const targets = new Set(fault.targets);
  const what = disturbanceOf(fault);
  const disturbances: Disturbance[] = [
    { ...what, from: targets, to: everyone },
    { ...what, from: new Set([...everyone].filter((name) => !targets.has(name))), to: targets },
  ];
  for (const disturbance of disturbances) simulation.kernel.network.disturb(disturbance);
  return {
    resolved: { targets: fault.targets, perMillion: fault.perMillion, micros: fault.micros },
    heal: () => {
      for (const disturbance of disturbances) simulation.kernel.network.calm(disturbance);
    },
  };
}

function disturbanceOf({ id, kind, perMillion, micros }: MessageFault): Omit<Disturbance, 'from' | 'to'> {
  if (kind === 'loss') return { key: id, lossPerMillion: perMillion };
  if (kind === 'duplication') return { key: id, duplicatePerMillion: perMillion };
  if (kind === 'reordering') return { key: id, reorderPerMillion: perMillion, reorderMicros: micros };
  return { key: id, delayMicros: micros };
}

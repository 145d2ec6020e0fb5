import type { Disturbance } from '../../simulation/disturbance.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MessageFault } from '../fault.ts';

/** Disturbs the links of the targets, to and from everyone; where only their answers are late or spoilt, those from them. */
export function beginMessageFault(simulation: Simulation, fault: MessageFault): Effect {
  const everyone = new Set(simulation.nodes.map((node) => node.name));
  const targets = new Set(fault.targets);
  const others = new Set([...everyone].filter((name) => !targets.has(name)));
  const disturbance = disturbanceOf(fault);
  const outwards: Disturbance = { ...disturbance, from: targets, to: everyone };
  const inwards: Disturbance = { ...disturbance, from: others, to: targets };
  const disturbances = disturbance.hitsRepliesOnly === true ? [outwards] : [outwards, inwards];
  for (const disturbance of disturbances) simulation.kernel.network.disturb(disturbance);
  return {
    resolved: { targets: fault.targets, perMillion: fault.perMillion, micros: fault.micros },
    heal: () => {
      for (const disturbance of disturbances) simulation.kernel.network.calm(disturbance);
    },
  };
}

/** What a stretched message's time is multiplied by: a tail as of a link that drops to its retransmission timer. */
const STRETCH_FACTOR = 100;
const STORM_COPIES = 8;

function disturbanceOf({ id: key, kind, perMillion, micros }: MessageFault): Omit<Disturbance, 'from' | 'to'> {
  switch (kind) {
    case 'loss':
    case 'corruption':
      return { key, lossPerMillion: perMillion };
    case 'malformed-response':
      return { key, lossPerMillion: perMillion, hitsRepliesOnly: true };
    case 'slow-dependency':
      return { key, delayMicros: micros, hitsRepliesOnly: true };
    case 'duplication':
      return { key, duplicatePerMillion: perMillion };
    case 'duplicate-storm':
      return { key, duplicatePerMillion: perMillion, copies: STORM_COPIES, copyMicros: micros };
    case 'reordering':
      return { key, reorderPerMillion: perMillion, reorderMicros: micros };
    case 'heavy-tail':
      return { key, stretchPerMillion: perMillion, stretchFactor: STRETCH_FACTOR };
    case 'bandwidth':
      return { key, occupiesMicros: micros, freeAtMicros: new Map<string, number>() };
    default:
      return { key, delayMicros: micros };
  }
}

import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { PacedFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';

/** Servers take longer for each event, as on a busy machine; what waits, waits in order. */
export function beginSlowCpu(simulation: Simulation, { micros, ...fault }: PacedFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  for (const node of nodes) simulation.slow(node, micros);
  return {
    resolved: { targets, micros },
    heal: () => {
      for (const node of nodes) simulation.hasten(node, micros);
    },
  };
}

/** Each sync of the targets takes longer. */
export function beginSlowDisk(simulation: Simulation, { micros, ...fault }: PacedFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const disks = targets.map((name) => simulation.nodeNamed(name).disk);
  for (const disk of disks) disk.slowMicros += micros;
  return {
    resolved: { targets, micros },
    heal: () => {
      for (const disk of disks) disk.slowMicros -= micros;
    },
  };
}

import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Node } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { DiskFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';
import { Outage } from './outage.ts';

const FULL = purposeOf('death of a full disk');

/** A write on a full disk fails, and the process dies of it; it comes back when there is room, or to die again. */
export function beginFullDisk(simulation: Simulation, fault: DiskFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const undos = targets.map((name) => {
    const node = simulation.nodeNamed(name);
    const outage = new Outage(simulation, node, fault.id);
    let isDying = false;
    const die = (): void => {
      if (isDying) return;
      isDying = true;
      node.isFailing = true;
      simulation.kernel.scheduleAction(0, mix(FULL + fault.id, node.label), () => {
        if (isDying) outage.begin();
      });
    };
    node.disk.fullListeners.add(die);
    return () => {
      node.disk.fullListeners.delete(die);
      if (isDying) outage.begin();
      isDying = false;
      outage.end();
    };
  });
  return { resolved: { targets }, heal: () => undos.forEach((undo) => undo()) };
}

/** No sync of the targets ends before the fault does. */
export function beginStalledDisk(simulation: Simulation, fault: DiskFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const disks = targets.map((name) => simulation.nodeNamed(name).disk);
  for (const disk of disks) disk.stall();
  return { resolved: { targets }, heal: () => disks.forEach((disk) => disk.unstall()) };
}

/** Syncs of the targets end without having done anything; when it ends, the power fails for a moment, and shows it. */
export function beginLyingFsync(simulation: Simulation, fault: DiskFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  for (const { disk } of nodes) disk.lies++;
  return {
    resolved: { targets },
    heal: () => {
      for (const node of nodes) failPower(simulation, node, fault.id);
    },
  };
}

function failPower(simulation: Simulation, node: Node, fault: number): void {
  node.disk.lies--;
  const what = { fault, targets: [node.name] };
  simulation.kernel.under(mix(fault, node.label), () => simulation.losePower(node));
  simulation.recorder.observe('nemesis', 'start-power-loss', what);
  simulation.restart(node);
  simulation.recorder.observe('nemesis', 'stop-power-loss', what);
}

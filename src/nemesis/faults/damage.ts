import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { DamageFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';
import { Outage } from './outage.ts';

const DAMAGE = purposeOf('damage of a disk');
const MISSING = purposeOf('where the misdirected write is missing');

/**
 * The targets are down until it ends, and come back on disks with a record that is not whole: its bits have changed, or
 * its sector can't be read. A write that went to the wrong place makes two: the one that it overwrote, and its own.
 */
export function beginDamage(simulation: Simulation, fault: DamageFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  for (const node of nodes) {
    simulation.crash(node);
    node.disk.damage(mix(DAMAGE + fault.id, node.label));
    if (fault.kind === 'misdirected-write') node.disk.damage(mix(MISSING + fault.id, node.label));
  }
  return { resolved: { targets }, heal: () => nodes.forEach((node) => simulation.restart(node)) };
}

/** When it ends, the targets restart from an image of their disks that was taken when it began. */
export function beginSnapshotRollback(simulation: Simulation, fault: DamageFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  const images = nodes.map((node) => ({ node, image: node.disk.takeImage() }));
  return {
    resolved: { targets },
    heal: () => {
      for (const { node, image } of images) {
        const outage = new Outage(simulation, node, fault.id);
        outage.begin();
        node.disk.rollBack(image);
        outage.end();
      }
    },
  };
}

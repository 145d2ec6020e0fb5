import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { PacedFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';
import { Outage } from './outage.ts';

const TURN = purposeOf('turn of a rolling upgrade');

/**
 * One target after the other is taken down for `micros` and comes back in version 2, so that for a while both versions
 * talk to each other. Whoever has not had its turn by the end gets it then. `Host.version` tells a program which it is.
 */
export function beginRollingUpgrade(simulation: Simulation, fault: PacedFault): Effect {
  const { id, micros, durationMicros } = fault;
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  const turns = nodes.map((node) => new Outage(simulation, node, id));
  const begun = new Set<number>();
  const begin = (nth: number): void => {
    const node = nodes[nth];
    if (node === undefined || begun.has(nth)) return;
    begun.add(nth);
    node.version = 2;
    turns[nth]?.begin();
  };
  const apartMicros = Math.max(micros + 1, Math.floor(durationMicros / Math.max(1, nodes.length)));
  nodes.forEach(({ label }, nth) => {
    const { kernel } = simulation;
    kernel.scheduleAction(nth * apartMicros, mix(TURN + id, label), () => begin(nth));
    kernel.scheduleAction(nth * apartMicros + micros, mix(TURN + id, ~label), () => turns[nth]?.end());
  });
  return {
    resolved: { targets, micros },
    heal: () => {
      nodes.forEach((_, nth) => {
        begin(nth);
        turns[nth]?.end();
      });
    },
  };
}

import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { PacedFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';
import { Outage } from './outage.ts';

const TURN = purposeOf('turn of a restart loop');
/** It is down for a quarter of each round. */
const ROUND_PER_OUTAGE = 4;

/** The targets die and come back, every `micros`, until it ends. */
export function beginRestartLoop(simulation: Simulation, { id, micros, ...fault }: PacedFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const outages = targets.map((name) => new Outage(simulation, simulation.nodeNamed(name), id));
  let isOver = false;
  const downMicros = Math.max(1, Math.floor(micros / ROUND_PER_OUTAGE));
  const round = (nth: number): void => {
    if (isOver) return;
    for (const outage of outages) outage.begin();
    const { kernel } = simulation;
    kernel.scheduleAction(downMicros, mix(TURN + id, 2 * nth), () => outages.forEach((outage) => outage.end()));
    kernel.scheduleAction(Math.max(downMicros + 1, micros), mix(TURN + id, 2 * nth + 1), () => round(nth + 1));
  };
  round(0);
  return {
    resolved: { targets, micros },
    heal: () => {
      isOver = true;
      for (const outage of outages) outage.end();
    },
  };
}

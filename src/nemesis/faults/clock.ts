import { mix } from '../../simulation/hash.ts';
import type { Node } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { ClockFault, LeapSecondFault } from '../fault.ts';

const SECOND_MICROS = 1_000_000;
/** A second spread over a day is 11.6 millionths; whole ones keep clocks in integers. */
const SMEAR_PPM = 12;

/** Sets clocks off. An offset and a drift end with the fault; a jump stays until the node's own time service corrects it. */
export function beginClockFault(simulation: Simulation, fault: ClockFault): Effect {
  const clocks = fault.targets.map((name) => simulation.nodeNamed(name).clock);
  const { amount } = fault;
  const change = (sign: 1 | -1): void => {
    for (const clock of clocks) {
      if (fault.kind === 'clock-drift') clock.changeDrift(simulation.kernel.nowMicros, sign * amount);
      else clock.shift(sign * amount);
    }
  };
  change(1);
  return {
    resolved: { targets: fault.targets, amount },
    heal: () => {
      if (fault.kind !== 'clock-jump') change(-1);
    },
  };
}

/**
 * Inserts a leap second: a stepping clock shows one second twice, a smearing one runs a little slow for a day. Nobody
 * takes the second back, so the end of the fault is when every stepping clock has stepped.
 */
export function beginLeapSecond(simulation: Simulation, fault: LeapSecondFault): Effect {
  const nodes = fault.targets.map((name) => simulation.nodeNamed(name));
  const smeared = nodes.filter((node) => node.clock.leapSecond === 'smear');
  const stepped = nodes.filter((node) => node.clock.leapSecond === 'step');
  const notYet = new Set(stepped);
  const step = (node: Node): void => {
    if (notYet.delete(node)) node.clock.shift(-SECOND_MICROS);
  };
  for (const node of smeared) node.clock.changeDrift(simulation.kernel.nowMicros, -SMEAR_PPM);
  stepped.forEach((node, nth) => {
    const delay = Math.floor((fault.spreadMicros * nth) / Math.max(1, stepped.length - 1));
    simulation.kernel.scheduleAction(delay, mix(fault.id, node.label), () => step(node));
  });
  return {
    resolved: { targets: fault.targets, stepped: stepped.map((node) => node.name) },
    heal: () => {
      stepped.forEach(step);
      for (const node of smeared) node.clock.changeDrift(simulation.kernel.nowMicros, SMEAR_PPM);
    },
  };
}

import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Node } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { ClockFault, LeapSecondFault, StrobeFault } from '../fault.ts';

const STROBE = purposeOf('beat of a strobe');
const SECOND_MICROS = 1_000_000;
/** A second spread over a day is 11.6 millionths; whole ones keep clocks in integers. */
const SMEAR_PPM = 12;

/** Sets clocks off. All but a jump ends with the fault; a jump stays until the node's own time service corrects it. */
export function beginClockFault(simulation: Simulation, fault: ClockFault): Effect {
  const clocks = fault.targets.map((name) => simulation.nodeNamed(name).clock);
  const { kind, amount } = fault;
  const change = (sign: 1 | -1): void => {
    clocks.forEach((clock, nth) => {
      const { nowMicros } = simulation.kernel;
      if (kind === 'clock-drift') clock.changeDrift(nowMicros, sign * amount);
      else if (kind === 'clock-rates') clock.changeDrift(nowMicros, sign * rateOf(amount, nth, clocks.length));
      else if (kind === 'clock-uncertainty') clock.understate(sign * amount);
      else if (kind !== 'clock-freeze') clock.shift(sign * amount);
      else if (sign === 1) clock.freeze(nowMicros);
      else clock.thaw();
    });
  };
  change(1);
  return {
    resolved: { targets: fault.targets, amount },
    heal: () => {
      if (kind !== 'clock-jump') change(-1);
    },
  };
}

/** Rates from one bound to the other, evenly spread: no two clocks run alike. */
function rateOf(ppm: number, nth: number, count: number): number {
  return count === 1 ? ppm : Math.round(ppm - (2 * ppm * nth) / (count - 1));
}

/** Clocks jump forth and back by the amount, again and again; when it ends they are where they were. */
export function beginStrobe(simulation: Simulation, { id, targets, amount, periodMicros }: StrobeFault): Effect {
  const clocks = targets.map((name) => simulation.nodeNamed(name).clock);
  let isAway = false;
  let isOver = false;
  const jump = (): void => {
    isAway = !isAway;
    for (const clock of clocks) clock.shift(isAway ? amount : -amount);
  };
  const beat = (nth: number): void => {
    if (isOver) return;
    jump();
    simulation.kernel.scheduleAction(periodMicros, mix(STROBE + id, nth), () => beat(nth + 1));
  };
  beat(0);
  return {
    resolved: { targets, amount, periodMicros },
    heal: () => {
      isOver = true;
      if (isAway) jump();
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

import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Node } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MembershipFault } from '../fault.ts';
import { resolveTargets } from '../targets.ts';

const LEAVE = purposeOf('order to leave');
const JOIN = purposeOf('order to join');
const REPEAT_MICROS = 500_000;

/** The targets are ordered to leave the cluster, and to join it again when it ends: each order is repeated until it is done. */
export function beginMembershipChange(simulation: Simulation, fault: MembershipFault): Effect {
  const targets = resolveTargets(simulation, fault.targets);
  const nodes = targets.map((name) => simulation.nodeNamed(name));
  let isOver = false;
  const order = (node: Node, isMember: boolean, nth: number): void => {
    if (isOver !== isMember) return;
    const label = mix(isMember ? JOIN : LEAVE, mix(fault.id, node.label));
    let isDone = false;
    simulation.kernel.under(mix(label, nth), () => (isDone = node.program?.orderMembership?.(isMember) === true));
    if (isDone) simulation.kernel.coverage.reachable(`fault membership-change: ${isMember ? 'joined again' : 'left'}`);
    else simulation.kernel.scheduleAction(REPEAT_MICROS, mix(label, ~nth), () => order(node, isMember, nth + 1));
  };
  for (const node of nodes) order(node, false, 0);
  return {
    resolved: { targets },
    heal: () => {
      isOver = true;
      for (const node of nodes) order(node, true, 0);
    },
  };
}

import type { System } from '../../models/system.ts';
import type { PriorityChange } from '../../simulation/link-priorities.ts';
import { Random } from '../../workloads/random.ts';
import type { Plan, PlanRequest } from '../plan.ts';
import { drawSwarm } from './draw-swarm.ts';

/** From an order among messages that are sent together to one that outlasts time-outs. */
const STEP_MICROS: readonly number[] = [500, 2_000, 8_000];
const MOST_CHANGES = 3;

/** A swarm in which links have priorities, with up to `MOST_CHANGES` change points; contracts without delays get none. */
export function drawPriorities(request: PlanRequest, system: System): Plan {
  const plan = drawSwarm(request, system);
  if (request.pastContract !== null || !system.claim.contract.faults.includes('delay')) return plan;
  const random = new Random(`${request.system}/${request.seed}/priorities`);
  const { servers, clients } = plan.topology;
  const names = servers.map(({ name }) => name);
  const links = [...names.flatMap((from) => names.map((to) => [from, to] as const))].filter(
    ([from, to]) => from !== to,
  );
  const toClients = clients.flatMap(({ name, home }) => [[name, home] as const, [home, name] as const]);
  const changes = Array.from({ length: random.below(MOST_CHANGES + 1) }, (): PriorityChange => {
    const [from, to] = random.pick([...links, ...toClients]);
    return { atMicros: random.between(1, system.phases.healMicros - 1), from, to };
  });
  changes.sort((a, b) => a.atMicros - b.atMicros);
  return { ...plan, priorities: { stepMicros: random.pick(STEP_MICROS), changes } };
}

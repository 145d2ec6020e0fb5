import { systemNamed } from '../models/registry.ts';
import type { System } from '../models/system.ts';
import type { Plan, PlanRequest } from './plan.ts';
import { strategyNamed } from './strategy/strategies.ts';

/**
 * Draws a plan from a seed. The variant has no part in it, except where a strategy looks at how a run goes: the correct
 * system and its variants run the same plans.
 *
 * @throws UnknownNameError for a system, preset, strategy, setting or step past the contract that doesn't exist; StepError
 *   for a scenario that can't happen there.
 */
export function drawPlan(request: PlanRequest, system: System = systemNamed(request.system)): Plan {
  const { strategy = 'swarm' } = request;
  const plan = strategyNamed(strategy).draw(request, system);
  return strategy === 'swarm' ? plan : { ...plan, strategy };
}

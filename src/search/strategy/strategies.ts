import type { System } from '../../models/system.ts';
import { UnknownNameError } from '../../unknown-name-error.ts';
import type { Plan, PlanRequest } from '../plan.ts';
import { drawBranch } from './draw-branch.ts';
import { drawPriorities } from './draw-priorities.ts';
import { drawSwarm } from './draw-swarm.ts';
import type { StrategyName } from './strategy-name.ts';

/** A way to draw plans from seeds. What it draws is data in the plan, so a run is replayed and shrunk like any other. */
interface Strategy {
  readonly name: StrategyName;
  readonly description: string;
  /** A pure function of the code and the request. */
  draw(request: PlanRequest, system: System): Plan;
}

/** Of so many seeds in a row that a portfolio has, each strategy has its share; the rest are a swarm's. */
const PORTFOLIO_SEEDS = 20;
const PRIORITIES_SEEDS = 4;
const BRANCH_SEEDS = 4;

/** All strategies, in the order in which they are listed. */
export const STRATEGIES: readonly Strategy[] = [
  {
    name: 'swarm',
    description: 'each seed draws which kinds of faults there are, and everything else',
    draw: drawSwarm,
  },
  {
    name: 'priorities',
    description: 'a swarm, and links have random priorities that change at a few moments',
    draw: drawPriorities,
  },
  {
    name: 'branch',
    description: 'each fourth seed is a swarm, the three after it go its way to a rare moment and then their own',
    draw: drawBranch,
  },
  {
    name: 'portfolio',
    description: `of ${PORTFOLIO_SEEDS} seeds ${PRIORITIES_SEEDS} with priorities, ${BRANCH_SEEDS} with branches, the others as a swarm`,
    draw: (request, system) => portfolioMember(request.seed).draw(request, system),
  },
];

/** @throws UnknownNameError when there is none of that name. */
export function strategyNamed(name: string): Strategy {
  const strategy = STRATEGIES.find((known) => known.name === name);
  if (strategy !== undefined) return strategy;
  const known = STRATEGIES.map((it) => it.name);
  throw new UnknownNameError('strategy', name, known);
}

/** Seeds of one strategy are next to each other, as branches need it. */
function portfolioMember(seed: number): Strategy {
  const position = (seed - 1) % PORTFOLIO_SEEDS;
  if (position < BRANCH_SEEDS) return strategyNamed('branch');
  return strategyNamed(position < BRANCH_SEEDS + PRIORITIES_SEEDS ? 'priorities' : 'swarm');
}

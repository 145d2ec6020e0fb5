import type { System } from '../../models/system.ts';
import { keepWithinContract } from '../../nemesis/within-contract.ts';
import type { Plan, PlanRequest } from '../plan.ts';
import { settingKey, settingOf } from '../setting.ts';
import { simulate } from '../simulate.ts';
import { drawFaultsFor, drawSwarm } from './draw-swarm.ts';

/** One seed of a swarm, and branches of it. */
const FAMILY = 4;
/** A branch has at least so long before everything heals. */
const LEFT_MICROS = 500_000;
/** Ids of faults that are drawn for a branch begin there, above those of the trunk. */
const FIRST_BRANCH_ID = 500_000;

/**
 * Seeds come in families. The first is a swarm; each other one goes its way until the first was in a situation that it met
 * seldom, and from then on its own: other faults, other chance. What took luck to reach is so tried with several futures.
 */
export function drawBranch(request: PlanRequest, system: System): Plan {
  const nth = (request.seed - 1) % FAMILY;
  if (nth <= 0 || request.pastContract !== null) return drawSwarm(request, system);
  const first = { ...request, seed: request.seed - nth };
  const trunk = drawSwarm(first, system);
  const moments = rareMoments(trunk, first, system);
  const untilMicros = moments[(nth - 1) % Math.max(1, moments.length)];
  if (untilMicros === undefined) return drawSwarm(request, system);
  const own = drawFaultsFor(system, trunk, request).map((fault) => ({ ...fault, id: fault.id + FIRST_BRANCH_ID }));
  const faults = [
    ...trunk.faults.filter(({ atMicros }) => atMicros <= untilMicros),
    ...own.filter(({ atMicros }) => atMicros > untilMicros),
  ];
  faults.sort((a, b) => a.atMicros - b.atMicros || a.id - b.id);
  return {
    ...trunk,
    seed: request.seed,
    faults: keepWithinContract(faults, system.claim.contract),
    prefix: { seed: first.seed, untilMicros },
  };
}

/** Branches of one trunk are drawn soon after each other, mostly: of each setting the last trunk is remembered. */
const lastTrunks = new Map<string, { readonly seed: number; readonly moments: readonly number[] }>();

/** When a run first met what it met least often, the rarest first; of equally rare ones the later. */
function rareMoments(trunk: Plan, request: PlanRequest, system: System): readonly number[] {
  const key = settingKey(settingOf(request));
  const known = lastTrunks.get(key);
  if (known?.seed === request.seed) return known.moments;
  const { coverage, firstMet } = simulate(trunk, { system, isChaosOnly: true });
  const latest = system.phases.healMicros - LEFT_MICROS;
  const moments = [...firstMet]
    .filter(([, micros]) => micros > 0 && micros <= latest)
    .sort(([a, at], [b, bt]) => (coverage[a] ?? 0) - (coverage[b] ?? 0) || bt - at)
    .map(([, micros]) => micros);
  lastTrunks.set(key, { seed: request.seed, moments });
  return moments;
}

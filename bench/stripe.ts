// One run of stripe with 10,000 client operations, simulated and judged: CPU seconds, three rounds after a warm-up, the median.
// Run: npx tsx bench/stripe.ts
import { judge } from '../src/claims/judge.ts';
import { STRIPE } from '../src/models/stripe/stripe.ts';
import { makeTopology } from '../src/models/stripe/topology.ts';
import type { System } from '../src/models/system.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { simulate } from '../src/search/simulate.ts';
import { cpuSeconds, median } from './measure.ts';

const OPERATIONS = 10_000;
/** As many as it takes for all operations to find time before the quiet. */
const CLIENTS = 48;

const near = makeTopology(false);
const clients = Array.from({ length: CLIENTS }, (_, nth) => {
  const client = near.clients[nth % near.clients.length];
  if (client === undefined) throw new Error('a topology has clients');
  return { ...client, name: `c${nth + 1}` };
});

/** Stripe with many clients and limits that let everything through. */
const system: System = {
  ...STRIPE,
  drawTopology: () => ({ ...near, clients }),
  drawSettings: () => ({ requestsPerSecond: 100_000, burst: 1_000, concurrentRequests: 1_000 }),
};
const request = { system: 'stripe', variant: null, seed: 1, preset: 'latency-monkey', pastContract: null } as const;
const plan = drawPlan({ ...request, operations: OPERATIONS }, system);
const rounds = Array.from({ length: 4 }, () => {
  const simulated = cpuSeconds(() => simulate(plan, { system }));
  const judged = cpuSeconds(() => judge(simulated.result.history, STRIPE.claim));
  return {
    simulating: simulated.seconds,
    judging: judged.seconds,
    run: simulated.result,
    verdict: judged.result.verdict,
  };
}).slice(1);
const simulating = median(rounds.map((round) => round.simulating));
const judging = median(rounds.map((round) => round.judging));
const [first] = rounds;
console.log(
  `stripe: ${first?.run.history.invocations.length} operations, ${first?.run.events} events, ${first?.verdict}: ` +
    `${(simulating + judging).toFixed(2)} CPU s, ${judging.toFixed(2)} of it judging`,
);

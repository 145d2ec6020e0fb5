// One run of the inventory with 10,000 client operations, simulated and judged: CPU seconds, three rounds after a warm-up, the median.
// Run: npx tsx bench/inventory.ts
import { judge } from '../src/claims/judge.ts';
import { INVENTORY } from '../src/models/inventory/inventory.ts';
import { makeTopology } from '../src/models/inventory/topology.ts';
import type { System } from '../src/models/system.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { simulate } from '../src/search/simulate.ts';
import { cpuSeconds, median } from './measure.ts';

const OPERATIONS = 10_000;
/** As many as it takes for all operations to find time before the quiet. */
const CLIENTS = 160;

/** The inventory with many clients, and more locks than usual. */
const system: System = {
  ...INVENTORY,
  drawTopology: () => makeTopology(false, CLIENTS),
  drawSettings: () => ({ stripes: 24, shards: 3, flashLifeMicros: 500_000 }),
};
const request = { system: 'inventory', variant: null, seed: 1, preset: 'latency-monkey', pastContract: null } as const;
const plan = drawPlan({ ...request, operations: OPERATIONS }, system);
const rounds = Array.from({ length: 4 }, () => {
  const simulated = cpuSeconds(() => simulate(plan, { system }));
  const judged = cpuSeconds(() => judge(simulated.result.history, INVENTORY.claim));
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
  `inventory: ${first?.run.history.invocations.length} operations, ${first?.run.events} events, ${first?.verdict}: ` +
    `${(simulating + judging).toFixed(2)} CPU s, ${judging.toFixed(2)} of it judging`,
);

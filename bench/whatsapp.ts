// One run of whatsapp with 10,000 client operations, simulated and judged: CPU seconds, three rounds after a warm-up, the median.
// Run: npx tsx bench/whatsapp.ts
import { judge } from '../src/claims/judge.ts';
import type { System } from '../src/models/system.ts';
import { makeTopology } from '../src/models/whatsapp/topology.ts';
import { WHATSAPP } from '../src/models/whatsapp/whatsapp.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { simulate } from '../src/search/simulate.ts';
import { cpuSeconds, median } from './measure.ts';

const OPERATIONS = 10_000;
/** As many as it takes for all operations to find time before the quiet. */
const DEVICES = 160;

/** WhatsApp with many devices and room for all of them. */
const system: System = {
  ...WHATSAPP,
  drawTopology: () => makeTopology(DEVICES),
  drawSettings: () => ({ sessionsAtOnce: 1_000, connectionsPerSecond: 1_000 }),
};
const request = { system: 'whatsapp', variant: null, seed: 1, preset: 'latency-monkey', pastContract: null } as const;
const plan = drawPlan({ ...request, operations: OPERATIONS }, system);
const rounds = Array.from({ length: 4 }, () => {
  const simulated = cpuSeconds(() => simulate(plan, { system }));
  const judged = cpuSeconds(() => judge(simulated.result.history, WHATSAPP.claim));
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
  `whatsapp: ${first?.run.history.invocations.length} operations, ${first?.run.events} events, ${first?.verdict}: ` +
    `${(simulating + judging).toFixed(2)} CPU s, ${judging.toFixed(2)} of it judging`,
);

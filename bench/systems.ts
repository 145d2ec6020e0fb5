// One run of each system with at least 10,000 client operations, where they find time, simulated and judged: CPU seconds, after a
// warm-up the median of five, and how long judging takes beside simulating.
// Run: npx tsx bench/systems.ts [SYSTEM …]
import { judge } from '../src/claims/judge.ts';
import { SYSTEMS, systemNamed } from '../src/models/registry.ts';
import type { Settings, System } from '../src/models/system.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import type { Plan } from '../src/search/plan.ts';
import { simulate } from '../src/search/simulate.ts';
import { cpuSeconds, median } from './measure.ts';

/** Some find no time before the quiet. */
const OPERATIONS = 12_000;
const ROUNDS = 5;
/** As many as it takes for all operations to find time before the quiet. */
const CLIENTS = 240;
/** Limits that let everything through, more locks than usual, and logs that are kept whole, so that all of them is judged. */
const OPEN: Readonly<Record<string, Settings>> = {
  stripe: { requestsPerSecond: 100_000, burst: 1_000, concurrentRequests: 1_000 },
  whatsapp: { sessionsAtOnce: 1_000, connectionsPerSecond: 1_000 },
  kafka: { retainedRecords: 1_000_000 },
  inventory: { stripes: 24, shards: 3, flashLifeMicros: 500_000 },
};

/** The system with many clients, at home where its own are. */
function crowded(system: System): System {
  return {
    ...system,
    drawTopology(random) {
      const { servers, clients } = system.drawTopology(random);
      const many = Array.from({ length: CLIENTS }, (_, nth) => {
        const client = clients[nth % clients.length];
        if (client === undefined) throw new Error('a topology has clients');
        return { ...client, name: `c${nth + 1}` };
      });
      return { servers, clients: many };
    },
    drawSettings: (random) => ({ ...system.drawSettings(random), ...OPEN[system.name] }),
  };
}

interface Round {
  readonly simulating: number;
  readonly judging: number;
  readonly operations: number;
  readonly events: number;
  readonly verdict: string;
}

function measureRound(plan: Plan, system: System): Round {
  const simulated = cpuSeconds(() => simulate(plan, { system }));
  const { history, events } = simulated.result;
  const judged = cpuSeconds(() => judge(history, system.claim));
  return {
    simulating: simulated.seconds,
    judging: judged.seconds,
    operations: history.invocations.length,
    events,
    verdict: judged.result.verdict,
  };
}

const named = process.argv.slice(2).map(systemNamed);
for (const system of (named.length > 0 ? named : SYSTEMS).map(crowded)) {
  const request = {
    system: system.name,
    variant: null,
    seed: 1,
    preset: 'latency-monkey',
    pastContract: null,
  } as const;
  const plan = drawPlan({ ...request, operations: OPERATIONS }, system);
  measureRound(plan, system);
  const rounds = Array.from({ length: ROUNDS }, () => measureRound(plan, system));
  const seconds = median(rounds.map(({ simulating, judging }) => simulating + judging));
  const judging = median(rounds.map((round) => round.judging));
  const ratio = median(rounds.map((round) => round.judging / round.simulating));
  const [{ operations, events, verdict } = { operations: 0, events: 0, verdict: 'none' }] = rounds;
  console.log(
    `${system.name}: ${operations} operations, ${events} events, ${verdict}: ` +
      `${seconds.toFixed(2)} CPU s, ${judging.toFixed(2)} of it judging (simulate : judge = 1 : ${ratio.toFixed(2)})`,
  );
}

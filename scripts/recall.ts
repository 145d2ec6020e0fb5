// Proves the checkers: every variant of every system must be caught, by the guarantee that names its anomaly, within a
// number of seeds. Run: npx tsx scripts/recall.ts [--seeds 300] [SYSTEM…]
import { parseArgs } from 'node:util';
import { SYSTEMS, systemNamed } from '../src/models/registry.ts';
import type { System, Variant } from '../src/models/system.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { runPlan } from '../src/search/run-plan.ts';

const OPERATIONS = 200;
const MICROS_PER_SECOND = 1_000_000;

/** The first seed at which the variant is caught, or undefined. */
function firstCatch(system: System, variant: Variant, seeds: number): number | undefined {
  for (let seed = 1; seed <= seeds; seed++) {
    const { preset } = variant;
    const request = { system: system.name, variant: variant.name, seed, preset, pastContract: null };
    const { judgement } = runPlan(drawPlan({ ...request, operations: OPERATIONS })).result;
    const named = judgement.guarantees.find(({ name }) => name === variant.guarantee);
    if (named?.verdict.verdict === 'violated') return seed;
  }
  return undefined;
}

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '300' } },
  allowPositionals: true,
});
const seeds = Number(values.seeds);
if (!Number.isSafeInteger(seeds) || seeds < 1)
  throw new Error(`--seeds takes a whole number from 1 on, not ${values.seeds}`);
const systems = positionals.length > 0 ? positionals.map(systemNamed) : SYSTEMS;
let missed = 0;
for (const system of systems)
  for (const variant of system.variants) {
    const before = process.cpuUsage();
    const seed = firstCatch(system, variant, seeds);
    const { user, system: kernel } = process.cpuUsage(before);
    const took = `${((user + kernel) / MICROS_PER_SECOND).toFixed(1)} CPU s`;
    const what = `${system.name} ${variant.name}`;
    if (seed === undefined) missed++;
    if (seed === undefined) console.log(`MISSED  ${what}: ${variant.guarantee} held in ${seeds} seeds, ${took}`);
    else console.log(`caught  ${what}: ${variant.guarantee} violated at seed ${seed} of ${variant.preset}, ${took}`);
  }
console.log(missed === 0 ? 'every variant is caught' : `${missed} variant(s) missed`);
if (missed > 0) process.exitCode = 1;

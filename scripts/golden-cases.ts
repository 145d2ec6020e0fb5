// Writes one small failing case for every variant of every system: histories/<system>/<variant>.case.json.
// Run after a change of a model, when test/e2e/golden-cases.test.ts says that a case no longer fails:
//   npx tsx scripts/golden-cases.ts [SYSTEM | SYSTEM/VARIANT …]
// and then: npm run cases
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SYSTEMS } from '../src/models/registry.ts';
import type { System, Variant } from '../src/models/system.ts';
import { caseOf, writeCase } from '../src/search/case-file.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import type { Plan } from '../src/search/plan.ts';
import { runPlan } from '../src/search/run-plan.ts';
import { startProber } from '../src/search/shrink/prober.ts';
import { type Shrunk, shrinkPlan } from '../src/search/shrink/shrink-plan.ts';
import { type ShrunkFrom, shrunkFrom } from '../src/search/shrink/shrunk-from.ts';
import { signatureOf } from '../src/search/shrink/signature.ts';

const OPERATIONS = 200;
const SEEDS = 400;
/** Of so many failing seeds the one that shrinks best. */
const CANDIDATES = 2;
const BUDGET = 2000;

interface Found extends Shrunk {
  readonly how: ShrunkFrom;
}

async function shrinkSeed(system: System, { name: variant, preset, guarantee }: Variant, seed: number) {
  const request = { system: system.name, variant, seed, preset, pastContract: null, operations: OPERATIONS };
  const plan: Plan = drawPlan(request);
  const signature = signatureOf(runPlan(plan).result.judgement, system, variant, guarantee);
  if (signature === undefined) return undefined;
  const shrunk = await shrinkPlan(plan, { signature, budget: BUDGET, prober: startProber(1) });
  return shrunk === undefined ? undefined : { ...shrunk, how: shrunkFrom(plan, shrunk, signature) };
}

function lengthOf({ plan: { faults, operations, topology } }: Found): number {
  return 2 * faults.length + operations.length + topology.servers.length + topology.clients.length;
}

/** The shortest case of the first failing seeds; undefined when none fails. */
async function findCase(system: System, variant: Variant): Promise<Found | undefined> {
  const found: Found[] = [];
  for (let seed = 1; seed <= SEEDS && found.length < CANDIDATES; seed++) {
    const shrunk = await shrinkSeed(system, variant, seed);
    if (shrunk !== undefined) found.push(shrunk);
  }
  return found.sort((a, b) => lengthOf(a) - lengthOf(b))[0];
}

const { positionals } = parseArgs({ allowPositionals: true });
for (const system of SYSTEMS) {
  const folder = fileURLToPath(new URL(`../histories/${system.name}/`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const variant of system.variants) {
    const name = `${system.name}/${variant.name}`;
    if (positionals.length > 0 && !positionals.includes(system.name) && !positionals.includes(name)) continue;
    const found = await findCase(system, variant);
    if (found === undefined) {
      console.log(`no case: ${name}`);
      process.exitCode = 1;
      continue;
    }
    const { plan, how } = found;
    writeCase(`${folder}${variant.name}.case.json`, { ...caseOf(runPlan(plan)), shrunk: how });
    console.log(`${name}: seed ${plan.seed}, ${how.after.operations} operations, ${how.after.faults} faults`);
  }
}

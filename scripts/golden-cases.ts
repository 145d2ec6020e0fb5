// Writes one small failing case for every variant of every system: histories/<system>/<variant>.case.json.
// Run after a change of a model, when test/e2e/golden-cases.test.ts says that a case no longer fails:
//   npx tsx scripts/golden-cases.ts [SYSTEM…]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SYSTEMS, systemNamed } from '../src/models/registry.ts';
import type { System, Variant } from '../src/models/system.ts';
import { caseOf, writeCase } from '../src/search/case-file.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { type JudgedRun, runPlan } from '../src/search/run-plan.ts';

/** Few operations first: a case is read by people. With many, few seeds are needed. */
const EFFORTS = [
  { operations: 12, seeds: 60 },
  { operations: 25, seeds: 60 },
  { operations: 50, seeds: 60 },
  { operations: 100, seeds: 100 },
  { operations: 200, seeds: 300 },
];

function breaks({ result }: JudgedRun, { guarantee }: Variant): boolean {
  return result.judgement.guarantees.some(({ name, verdict }) => name === guarantee && verdict.verdict === 'violated');
}

/** The first failing run with as few operations as it takes; undefined when none fails. */
function findCase(system: System, variant: Variant): JudgedRun | undefined {
  const { name, preset } = variant;
  for (const { operations, seeds } of EFFORTS)
    for (let seed = 1; seed <= seeds; seed++) {
      const request = { system: system.name, variant: name, seed, preset, pastContract: null, operations };
      const judged = runPlan(drawPlan(request));
      if (breaks(judged, variant)) return judged;
    }
  return undefined;
}

const { positionals } = parseArgs({ allowPositionals: true });
const systems = positionals.length > 0 ? positionals.map(systemNamed) : SYSTEMS;
for (const system of systems) {
  const folder = fileURLToPath(new URL(`../histories/${system.name}/`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const variant of system.variants) {
    const judged = findCase(system, variant);
    if (judged === undefined) {
      console.log(`no case: ${system.name} ${variant.name}`);
      process.exitCode = 1;
      continue;
    }
    writeCase(`${folder}${variant.name}.case.json`, caseOf(judged));
    const { seed, operations, faults } = judged.run.plan;
    console.log(
      `${system.name} ${variant.name}: seed ${seed}, ${operations.length} operations, ${faults.length} faults`,
    );
  }
}

// Writes two cases of the split brain of 2013, of the same plan: histories/incidents/split-brain-2013.case.json, in which logs
// diverge, and split-brain-2013-with-epochs.case.json, in which nothing does. Run after a change of kafka:
//   npx tsx scripts/incident-cases.ts && npm run cases
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { caseOf, writeCase } from '../src/search/case-file.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { type JudgedRun, runPlan } from '../src/search/run-plan.ts';

const FOLDER = fileURLToPath(new URL('../histories/incidents/', import.meta.url));
const SEEDS = 40;
const OPERATIONS = 60;
const VARIANT = 'controller-without-epoch';

function verdictOf({ result }: JudgedRun, guarantee: string): string | undefined {
  return result.judgement.guarantees.find(({ name }) => name === guarantee)?.verdict.verdict;
}

/** The first run of the incident in which logs diverge, and the run of the same plan by the correct system. */
function findIncident(): readonly [wrong: JudgedRun, right: JudgedRun] | undefined {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const request = { system: 'kafka', seed, preset: 'split-brain-2013', pastContract: null } as const;
    const plan = drawPlan({ ...request, variant: VARIANT, operations: OPERATIONS });
    const wrong = runPlan(plan);
    if (verdictOf(wrong, 'log-agreement') === 'violated') return [wrong, runPlan({ ...plan, variant: null })];
  }
  return undefined;
}

const found = findIncident();
if (found === undefined) throw new Error(`no seed up to ${SEEDS} has diverging logs`);
const [wrong, right] = found;
mkdirSync(FOLDER, { recursive: true });
writeCase(`${FOLDER}split-brain-2013.case.json`, caseOf(wrong));
writeCase(`${FOLDER}split-brain-2013-with-epochs.case.json`, caseOf(right));
console.log(
  `seed ${wrong.run.plan.seed}: ${wrong.result.judgement.verdict}, with epochs ${right.result.judgement.verdict}`,
);

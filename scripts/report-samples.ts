import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PresetName } from '../src/claims/vocabulary.ts';
import { ALL_SYSTEMS, SYSTEMS, systemNamed } from '../src/models/registry.ts';
import type { RecallDocument } from '../src/cli/recall-document.ts';
import type { FailureCase } from '../src/report/failure-case.ts';
import type { RecallSummary } from '../src/report/measured.ts';
import { renderReport } from '../src/report/render-report.ts';
import { explanationBeside } from '../src/search/explain/explanation-file.ts';
import { measureBoundary } from '../src/search/boundary.ts';
import { caseOf, readCase, writeCase } from '../src/search/case-file.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import type { PlanRequest } from '../src/search/plan.ts';
import type { RunResult } from '../src/search/run-result.ts';
import { runPlan } from '../src/search/run-plan.ts';
import { RESULTS_FILE, writeResults } from '../src/search/stored-results.ts';

// Writes reports/samples: an index, a page a system, and one page for each kind of failure that a page shows in its own way.
// A sample more is a line more in one of the two lists. What the index is made of is kept beside it, as `capcheck run --out` does, so
// that a test can make the pages again.

const GOLDEN: readonly string[] = [
  'spanner/no-read-locks', // a cycle
  'spanner/no-commit-wait', // timestamps and clocks, explained
  'spanner/hasty-lease', // what servers state
  'dynamo/last-writer-wins', // what replicas hold
  'dynamo/strict-quorum', // a refusal
  'synod/ignores-accepted', // no order of operations
  'stripe/hedged-writes', // money
  'kafka/no-producer-fencing', // logs
  'incidents/split-brain-2013', // an incident
  'incidents/split-brain-2013-with-epochs', // and the same by the correct system
];
/** Runs in full, as they are before they are shrunk; their case files lie beside the pages. */
const WHOLE: readonly PlanRequest[] = [
  // What clients saw: latency, staleness, goodput around overload.
  { system: 'dynamo', variant: 'last-writer-wins', preset: 'everything', seed: 3, pastContract: null, operations: 240 },
];
/** What the index tells of correct systems: so many seeds under each of these presets, and the boundary of one system. */
const CORRECT: readonly PresetName[] = ['none', 'split-brain', 'everything'];
const SEEDS = 3;
const OPERATIONS = 60;
const BOUNDARY_OF = 'dynamo';
const RECALL_OF = 'synod';
const RECALL = ['recall', RECALL_OF, '--ranges', '2', '--clean', '5', '--json'];

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SAMPLES = 'reports/samples/';

function goldenCase(name: string): FailureCase {
  const caseFile = `histories/${name}.case.json`;
  const { plan, shrunk } = readCase(`${ROOT}${caseFile}`);
  const { run, result } = runPlan(plan, { trace: true });
  return {
    caseFile,
    result,
    run,
    ...(shrunk === undefined ? {} : { shrunk }),
    ...explanationBeside(`${ROOT}${caseFile}`),
  };
}

function wholeCase(request: PlanRequest): FailureCase {
  const { system, variant, preset, seed } = request;
  const judged = runPlan(drawPlan(request), { trace: true });
  const caseFile = `${SAMPLES}${[system, variant, preset, seed].filter((part) => part !== null).join('-')}.case.json`;
  writeCase(`${ROOT}${caseFile}`, caseOf(judged));
  return { caseFile, result: judged.result, run: judged.run };
}

function correctRuns(): readonly RunResult[] {
  return SYSTEMS.flatMap(({ name: system }) =>
    CORRECT.flatMap((preset) =>
      Array.from({ length: SEEDS }, (_, nth) => {
        const request = { system, variant: null, preset, seed: nth + 1, pastContract: null, operations: OPERATIONS };
        return runPlan(drawPlan(request)).result;
      }),
    ),
  );
}

/** What a page shows of a recall; the times that it took would differ with every run of this script. */
function measureRecall(): RecallSummary & { readonly format: string } {
  const text = execFileSync(process.execPath, [`${ROOT}dist/cli/main.js`, ...RECALL], { encoding: 'utf8' });
  const { format, codeVersion, effort, variants, correct } = JSON.parse(text) as RecallDocument;
  return {
    format,
    codeVersion,
    effort: { ranges: effort.ranges, seeds: effort.seeds },
    variants: variants.map(
      ({ system, variant, preset, guarantee, found, medianSeeds, medianShrunkFaults, medianShrunkOperations }) => {
        return { system, variant, preset, guarantee, found, medianSeeds, medianShrunkFaults, medianShrunkOperations };
      },
    ),
    correct: correct.map(({ system, runs, violatedSeeds }) => ({ system, runs, violatedSeeds })),
  };
}

function writeJson(name: string, content: unknown): void {
  writeFileSync(`${ROOT}${SAMPLES}${name}`, `${JSON.stringify(content, undefined, 1)}\n`);
}

mkdirSync(`${ROOT}${SAMPLES}`, { recursive: true });
for (const name of readdirSync(`${ROOT}${SAMPLES}`))
  if (/\.(html|jsonl?)$/.test(name)) rmSync(`${ROOT}${SAMPLES}${name}`);
const cases = [...GOLDEN.map(goldenCase), ...WHOLE.map(wholeCase)];
const boundary = measureBoundary([systemNamed(BOUNDARY_OF)], { first: 1, last: SEEDS }, OPERATIONS);
const systems = ALL_SYSTEMS.filter(
  (system) => SYSTEMS.includes(system) || cases.some(({ result }) => result.system === system.name),
);
const results = [...correctRuns(), ...cases.map(({ result }) => result)];
const recall = measureRecall();
writeJson('boundary.json', boundary);
writeJson('recall.json', recall);
writeResults(`${ROOT}${SAMPLES}${RESULTS_FILE}`, results);
for (const { file, html } of renderReport(systems, results, cases, { boundary, recall }))
  writeFileSync(`${ROOT}${SAMPLES}${file}`, html);

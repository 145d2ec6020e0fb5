import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ALL_SYSTEMS, SYSTEMS } from '../src/models/registry.ts';
import type { FailureCase } from '../src/report/failure-case.ts';
import { renderReport } from '../src/report/render-report.ts';
import { explanationBeside } from '../src/search/explain/explanation-file.ts';
import { readCase } from '../src/search/case-file.ts';
import { runPlan } from '../src/search/run-plan.ts';

// Writes reports/samples: an index, a page a system, and one page for each kind of failure that a page shows in its own way.

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
const FOLDER = fileURLToPath(new URL('../reports/samples/', import.meta.url));

const cases = GOLDEN.map((name): FailureCase => {
  const caseFile = `histories/${name}.case.json`;
  const path = fileURLToPath(new URL(`../${caseFile}`, import.meta.url));
  const { plan, shrunk } = readCase(path);
  const { run, result } = runPlan(plan, { trace: true });
  return { caseFile, result, run, ...(shrunk === undefined ? {} : { shrunk }), ...explanationBeside(path) };
});

mkdirSync(FOLDER, { recursive: true });
for (const name of readdirSync(FOLDER)) if (name.endsWith('.html')) rmSync(`${FOLDER}${name}`);
for (const { file, html } of renderReport(
  ALL_SYSTEMS.filter((system) => SYSTEMS.includes(system) || cases.some(({ result }) => result.system === system.name)),
  cases.map(({ result }) => result),
  cases,
))
  writeFileSync(`${FOLDER}${file}`, html);

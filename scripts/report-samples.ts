import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SYSTEMS } from '../src/models/registry.ts';
import type { FailureCase } from '../src/report/failure-case.ts';
import { renderReport } from '../src/report/render-report.ts';
import { readCase } from '../src/search/case-file.ts';
import { runPlan } from '../src/search/run-plan.ts';

// Writes reports/samples: an index, and one page for each of a few golden cases, with their traces.

const GOLDEN: readonly string[] = [
  'spanner/no-read-locks',
  'spanner/unsafe-snapshot',
  'spanner/hasty-lease',
  'dynamo/last-writer-wins',
  'dynamo/strict-quorum',
];
const FOLDER = fileURLToPath(new URL('../reports/samples/', import.meta.url));

const cases = GOLDEN.map((name): FailureCase => {
  const caseFile = `histories/${name}.case.json`;
  const { run, result } = runPlan(readCase(fileURLToPath(new URL(`../${caseFile}`, import.meta.url))).plan, {
    trace: true,
  });
  return { caseFile, result, run };
});

mkdirSync(FOLDER, { recursive: true });
for (const name of readdirSync(FOLDER)) if (name.endsWith('.html')) rmSync(`${FOLDER}${name}`);
for (const { file, html } of renderReport(
  SYSTEMS,
  cases.map(({ result }) => result),
  cases,
))
  writeFileSync(`${FOLDER}${file}`, html);

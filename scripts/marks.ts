// Runs every system under everything and lists the marks (`sometimes`, `reachable`) that were met, how often, and never.
// Fails when one that histories/marks.json names is met no more. Run: npx tsx scripts/marks.ts [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { SYSTEMS } from '../src/models/registry.ts';
import { countBests, countMarks, missedMarks } from '../src/search/mark-counts.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { simulate } from '../src/search/simulate.ts';
import { measureVariety, type Variety } from '../src/search/variety.ts';

const SEEDS = 40;
const EXPECTED = new URL('../histories/marks.json', import.meta.url);

const isWriting = process.argv.includes('--write');
const expected = isWriting ? {} : (JSON.parse(readFileSync(EXPECTED, 'utf8')) as Record<string, readonly string[]>);
const met: Record<string, readonly string[]> = {};
for (const { name: system } of SYSTEMS) {
  const runs = Array.from({ length: SEEDS }, (_, nth) => {
    const request = { system, variant: null, seed: nth + 1, preset: 'everything', pastContract: null } as const;
    return simulate(drawPlan({ ...request, operations: 200 }));
  });
  console.log(`${system}  workload: ${describeVariety(runs.map(({ history }) => measureVariety(history)))}`);
  const counts = countMarks(runs);
  for (const { name, runs: inRuns, times } of counts)
    console.log(`${system}  ${name}: ${times === 0 ? 'NEVER' : `${times} times in ${inRuns} of ${SEEDS} runs`}`);
  for (const { name, runs: inRuns, median, furthest } of countBests(runs))
    console.log(`${system}  most ${name}: ${furthest}, in the middle one of ${inRuns} runs ${median}`);
  met[system] = counts.flatMap(({ name, times }) => (times > 0 ? [name] : []));
  const missed = missedMarks(expected[system] ?? [], counts);
  for (const name of missed) console.error(`${system}  ${name}: was met before and is met no more`);
  if (missed.length > 0) process.exitCode = 1;
}
if (isWriting) writeFileSync(EXPECTED, `${JSON.stringify(met, undefined, 2)}\n`);

/** Means over all runs, in a line. */
function describeVariety(all: readonly Variety[]): string {
  const mean = (of: (variety: Variety) => number): number => all.reduce((sum, it) => sum + of(it), 0) / all.length;
  const percent = (of: (variety: Variety) => number): string => `${Math.round(100 * mean(of))} %`;
  const shapes = [...new Set(all.flatMap((it) => Object.keys(it.shapes)))].sort();
  const mix = shapes.map((f) => `${f} ${percent((it) => (it.shapes[f] ?? 0) / it.operations)}`).join(', ');
  const keys = `${mean((it) => it.keys).toFixed(1)} keys, the hottest with ${percent((it) => it.hottestKey)} of all uses`;
  return `${mix}; ${keys}; contended ${percent((it) => it.contended)}; unknown ${percent((it) => it.unknown)}`;
}

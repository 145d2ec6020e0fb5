// Prints one JSON line a run: system, seed, digest, checkpoints. Run: tsx scripts/print-digests.ts SYSTEM FROM TO
import { drawPlan } from '../src/search/draw-plan.ts';
import { simulate } from '../src/search/simulate.ts';
import type { RunDigest } from './compare-digests.ts';

const OPERATIONS = 200;

const [system = '', from = '', to = ''] = process.argv.slice(2);
for (let seed = Number(from); seed <= Number(to); seed++) {
  const preset = 'everything';
  const plan = drawPlan({ system, variant: null, seed, preset, pastContract: null, operations: OPERATIONS });
  const { digest, checkpoints } = simulate(plan);
  const line: RunDigest = { system, seed, digest, checkpoints };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

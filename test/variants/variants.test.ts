import { describe, expect, test } from 'vitest';
import { judge } from '../../src/claims/judge.ts';
import type { PresetName } from '../../src/claims/vocabulary.ts';
import { SYSTEMS } from '../../src/models/registry.ts';
import type { System, Variant } from '../../src/models/system.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import { simulate } from '../../src/search/simulate.ts';

const SEEDS = 300;
const CLEAN_SEEDS = 60;
const OPERATIONS = 200;

/** Guarantees that a run breaks, or about which its checker can't tell. */
function troubleIn(system: System, variant: string | null, preset: PresetName, seed: number): readonly string[] {
  const plan = drawPlan({ system: system.name, variant, seed, preset, pastContract: null, operations: OPERATIONS });
  return judge(simulate(plan).history, system.claim)
    .guarantees.filter(({ verdict }) => verdict.verdict === 'violated' || verdict.verdict === 'unknown')
    .map(({ name, verdict }) => `${name} ${verdict.verdict}`);
}

function firstSeedThatShows(system: System, { name, preset, guarantee }: Variant): number | undefined {
  for (let seed = 1; seed <= SEEDS; seed++)
    if (troubleIn(system, name, preset, seed).includes(`${guarantee} violated`)) return seed;
  return undefined;
}

describe.each(SYSTEMS)('$name', (system) => {
  test.each(system.variants)(
    '$name breaks $guarantee, and the same plan does not break the correct system',
    (variant) => {
      const seed = firstSeedThatShows(system, variant);
      expect(seed).toBeDefined();
      if (seed !== undefined) expect(troubleIn(system, null, variant.preset, seed)).toEqual([]);
    },
  );

  test('keeps every guarantee inside its contract', () => {
    for (let seed = 1; seed <= CLEAN_SEEDS; seed++)
      expect({ seed, trouble: troubleIn(system, null, 'everything', seed) }).toEqual({ seed, trouble: [] });
  });
});

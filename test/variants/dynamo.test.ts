import { describe, expect, test } from 'vitest';
import { judge } from '../../src/claims/judge.ts';
import type { Judgement } from '../../src/claims/judgement.ts';
import type { PresetName } from '../../src/claims/vocabulary.ts';
import { DYNAMO } from '../../src/models/dynamo/dynamo.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import { simulate } from '../../src/search/simulate.ts';

const SEEDS = 300;
const CLEAN_SEEDS = 30;
const OPERATIONS = 200;

function judgementOf(seed: number, variant: string | null, preset: PresetName, pastContract: string | null): Judgement {
  const plan = drawPlan({ system: 'dynamo', variant, seed, preset, pastContract, operations: OPERATIONS });
  return judge(simulate(plan).history, DYNAMO.claim);
}

function brokenGuarantees({ guarantees }: Judgement): readonly string[] {
  return guarantees.filter(({ verdict }) => verdict.verdict === 'violated').map(({ name }) => name);
}

/** The first seed whose run breaks a guarantee. */
function firstSeedThat(breaks: string, judgeSeed: (seed: number) => Judgement): number | undefined {
  for (let seed = 1; seed <= SEEDS; seed++) if (brokenGuarantees(judgeSeed(seed)).includes(breaks)) return seed;
  return undefined;
}

describe('dynamo', () => {
  test.each(DYNAMO.variants)('$name is caught: $anomaly', ({ name, guarantee, preset }) => {
    expect(firstSeedThat(guarantee, (seed) => judgementOf(seed, name, preset, null))).toBeDefined();
  });

  test.each(DYNAMO.claim.pastContract)('$name breaks $breaks', ({ name, breaks }) => {
    expect(firstSeedThat(breaks, (seed) => judgementOf(seed, null, 'none', name))).toBeDefined();
  });

  test('keeps its claim inside the contract', () => {
    for (let seed = 1; seed <= CLEAN_SEEDS; seed++)
      expect({ seed, broken: brokenGuarantees(judgementOf(seed, null, 'everything', null)) }).toEqual({
        seed,
        broken: [],
      });
  });
});

import { describe, expect, test } from 'vitest';
import type { VerdictKind } from '../../../src/checkers/verdict.ts';
import type { PresetName } from '../../../src/claims/vocabulary.ts';
import { judge } from '../../../src/claims/judge.ts';
import { drawPlan } from '../../../src/search/draw-plan.ts';
import { simulate } from '../../../src/search/simulate.ts';
import { REGISTER } from '../../helpers/register-system.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed + 1);

function verdicts(variant: string | null, preset: PresetName): VerdictKind[] {
  return SEEDS.map((seed) => {
    const request = { system: 'register', variant, seed, preset, pastContract: null, operations: 100 };
    const run = simulate(drawPlan(request, REGISTER), { system: REGISTER });
    return judge(run.history, REGISTER.claim).verdict;
  });
}

describe('a system that the package does not know', () => {
  test.each(['everything', 'chaos-monkey', 'split-brain'] as const)('keeps its claim under %s', (preset) => {
    expect(verdicts(null, preset).filter((verdict) => verdict !== 'holds')).toEqual([]);
  });

  test('is caught with a mistake in it', () => {
    expect(verdicts('unsynced-write', 'chaos-monkey')).toContain('violated');
  });
});

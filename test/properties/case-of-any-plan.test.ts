import { describe, expect, test } from 'vitest';
import { SYSTEMS } from '../../src/models/registry.ts';
import { PRESETS } from '../../src/nemesis/preset.ts';
import type { CaseFile } from '../../src/search/case-file.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import type { Plan } from '../../src/search/plan.ts';
import { validateCase } from '../../src/search/validate-case.ts';

const SEEDS = [1, 2, 3, 4, 5];

function caseAround(plan: Plan): CaseFile {
  const digest = '0123456789abcdef';
  return {
    format: 'capcheck-case/1',
    codeVersion: '0',
    plan,
    digest,
    checkpoints: [],
    events: 1,
    verdict: 'holds',
    guarantees: [],
  };
}

describe.each(SYSTEMS)('a case of $name', ({ name: system }) => {
  test.each(PRESETS)('can be read back, whatever is drawn from $name', ({ name: preset }) => {
    for (const seed of SEEDS) {
      const kept = caseAround(drawPlan({ system, variant: null, seed, preset, pastContract: null, operations: 20 }));
      expect(validateCase('a.case.json', JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { chooseSettings } from '../../../src/cli/plan-options.ts';
import { SYSTEMS } from '../../../src/models/registry.ts';

const OPS = { ops: '200' };

describe('what is run', () => {
  test('without names every system, under each chaos that its contract allows', () => {
    const settings = chooseSettings([], OPS);
    expect([...new Set(settings.map(({ system }) => system))]).toEqual(SYSTEMS.map(({ name }) => name));
    const presets = settings.filter(({ system }) => system === 'dynamo').map(({ preset }) => preset);
    expect(presets).toContain('everything');
    expect(presets).toContain('split-brain');
    expect(presets).not.toContain('none');
  });

  test('a variant runs under the chaos that shows it, on the system that has it', () => {
    expect(chooseSettings([], { ...OPS, variant: 'hash-per-process' })).toEqual([
      { system: 'dynamo', variant: 'hash-per-process', operations: 200, preset: 'none', pastContract: null },
    ]);
  });

  test('past the contract: the first step, or the one that is named', () => {
    const [first] = chooseSettings(['spanner'], { ...OPS, pastContract: true });
    expect(first).toMatchObject({ preset: 'none', pastContract: 'clock-beyond-uncertainty' });
    const [named] = chooseSettings(['spanner'], { ...OPS, pastContract: 'majority-disk-loss' });
    expect(named).toMatchObject({ pastContract: 'majority-disk-loss' });
  });

  test('a system’s name after --past-contract is a system', () => {
    expect(chooseSettings([], { ...OPS, pastContract: 'spanner' })).toEqual(
      chooseSettings(['spanner'], { ...OPS, pastContract: true }),
    );
  });

  test('a system named twice runs once', () => {
    expect(chooseSettings(['dynamo', 'dynamo'], { ...OPS, faults: 'none' })).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { PRESETS, presetNamed } from '../../../src/nemesis/preset.ts';

describe('presets', () => {
  test.each(PRESETS)(
    '$name can be drawn from: kinds that need a scope or a shape have some',
    ({ kinds, scopes, shapes }) => {
      expect(new Set(kinds).size).toBe(kinds.length);
      if (kinds.includes('partition')) expect(shapes.length).toBeGreaterThan(0);
      if (kinds.some((kind) => kind !== 'partition' && kind !== 'disk-loss' && kind !== 'leap-second'))
        expect(scopes.length).toBeGreaterThan(0);
    },
  );

  test('have names of their own', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
    expect(presetNamed('chaos-kong').description).toBe('lose a region');
  });

  test('an unknown name is answered with the nearest one and all there are', () => {
    expect(() => presetNamed('chaos-king')).toThrow(
      'there is no preset "chaos-king". Did you mean "chaos-kong"? There are: none, chaos-monkey, latency-monkey, ' +
        'chaos-gorilla, chaos-kong, doctor, janitor, conformity, gameday, leap-second, split-brain, swizzle, ' +
        'retry-storm, foul-network, core-heal, everything.',
    );
  });
});

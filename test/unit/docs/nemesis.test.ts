import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PRESETS, presetNamed } from '../../../src/nemesis/preset.ts';
import { SCENARIOS } from '../../../src/nemesis/scenario.ts';

const ROOT = new URL('../../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/nemesis.md', ROOT), 'utf8');

interface Kinds {
  readonly definitions: { readonly step: { readonly properties: { readonly fault: { readonly enum: string[] } } } };
}

interface Cases {
  readonly definitions: {
    readonly plan: {
      readonly properties: {
        readonly faults: { readonly items: { readonly oneOf: { properties: { kind: { enum: string[] } } }[] } };
      };
    };
  };
}

function schema<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`histories/schema/${name}.schema.json`, ROOT), 'utf8')) as T;
}

const kinds = schema<Kinds>('scenario').definitions.step.properties.fault.enum;

describe('the page on the nemesis', () => {
  test.each(kinds)('tells what %s does and what its end takes back', (kind) => {
    expect(PAGE).toMatch(new RegExp(`^\\| \`${kind}\` +\\|[^|]{8,}\\|[^|]{8,}\\|$`, 'm'));
  });

  test.each([...PRESETS, ...SCENARIOS].map(({ name }) => name))('tells what %s is', (name) => {
    expect(PAGE).toMatch(new RegExp(`^\\| \`${name}\` +\\|[^|]{8,}\\|`, 'm'));
  });
});

test('cases and scenarios know the same kinds of faults', () => {
  const ofCases = schema<Cases>('case').definitions.plan.properties.faults.items.oneOf;
  expect(ofCases.flatMap(({ properties }) => properties.kind.enum).sort()).toEqual([...kinds].sort());
});

test('everything has every kind but the lie, which no contract allows', () => {
  const { kinds: common, rareKinds } = presetNamed('everything');
  expect([...common, ...rareKinds, 'clock-uncertainty'].sort()).toEqual([...kinds].sort());
});

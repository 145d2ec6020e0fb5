import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GUARANTEES, TRADEOFFS } from '../../../src/claims/guarantees.ts';
import { SYSTEMS } from '../../../src/models/registry.ts';

/** The tables of the page, without the room that lines columns up. */
const page = readFileSync(new URL('../../../docs/guarantees.md', import.meta.url), 'utf8').replace(/ +/g, ' ');

test('every guarantee and trade-off that a system claims has its line in the documentation', () => {
  for (const { claim } of SYSTEMS)
    for (const name of [...claim.guarantees, ...claim.tradeoffs]) expect(page).toContain(`| \`${name}\` |`);
  for (const name of [...Object.keys(GUARANTEES), ...Object.keys(TRADEOFFS)]) expect(page).toContain(`| \`${name}\` |`);
});

test('a variant names a guarantee of its own system', () => {
  for (const { claim, variants } of SYSTEMS)
    for (const { guarantee } of variants) expect(claim.guarantees).toContain(guarantee);
});

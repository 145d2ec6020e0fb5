import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { GENERATED, generateTypes } from '../../../scripts/schema-types.ts';

test.each(GENERATED)(
  'the committed types of $schema are what its schema generates (run `npm run schema` when this fails)',
  async (entry) => {
    const committed = await readFile(new URL(`../../../src/${entry.target}`, import.meta.url), 'utf8');
    expect(committed).toBe(await generateTypes(entry));
  },
);

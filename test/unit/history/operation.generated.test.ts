import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateOperationTypes } from '../../../scripts/operation-types.ts';

test('the committed types are what the schema generates (run `npm run schema` when this fails)', async () => {
  const committed = await readFile(new URL('../../../src/history/operation.generated.ts', import.meta.url), 'utf8');
  expect(committed).toBe(await generateOperationTypes());
});

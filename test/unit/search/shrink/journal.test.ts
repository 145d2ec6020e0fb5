import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Journal } from '../../../../src/search/shrink/journal.ts';
import type { Signature } from '../../../../src/search/shrink/signature.ts';
import { plannedWrite, smallPlan } from '../../../helpers/small-plan.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const SIGNATURE: Signature = { guarantee: 'convergence', kind: 'diverged-replicas' };
const PLAN = smallPlan([plannedWrite(0, 'c1')]);

test('remembers across processes, but for a line that was cut off', () => {
  const path = join(temporaryFolder(), 'x.journal');
  const journal = new Journal(path, PLAN, SIGNATURE);
  for (const key of ['a1', 'b2', 'c3']) journal.add(key);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -2));
  const again = new Journal(path, PLAN, SIGNATURE);
  expect([...again.failures]).toEqual(['a1', 'b2']);
  again.add('d4');
  expect([...new Journal(path, PLAN, SIGNATURE).failures]).toEqual(['a1', 'b2', 'd4']);
  again.remove();
  expect(existsSync(path)).toBe(false);
});

test('knows nothing of another plan, or another failure of it', () => {
  const path = join(temporaryFolder(), 'x.journal');
  new Journal(path, PLAN, SIGNATURE).add('a1');
  expect(new Journal(path, { ...PLAN, seed: 2 }, SIGNATURE).failures.size).toBe(0);
  new Journal(path, PLAN, SIGNATURE).add('a1');
  expect(new Journal(path, PLAN, { ...SIGNATURE, kind: 'lost' }).failures.size).toBe(0);
});

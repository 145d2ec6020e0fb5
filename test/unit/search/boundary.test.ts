import { expect, test } from 'vitest';
import { type BoundaryRow, isAsClaimed, measureBoundary } from '../../../src/search/boundary.ts';
import { DYNAMO } from '../../../src/models/dynamo/dynamo.ts';

const row: BoundaryRow = {
  system: 'dynamo',
  fault: 'disks-of-all-replicas',
  description: '',
  expected: 'no-lost-addition',
  runs: 5,
  violated: { 'no-lost-addition': 2, convergence: 0 },
};

test('past the contract what the claim names must break', () => {
  expect(isAsClaimed(row)).toBe(true);
  expect(isAsClaimed({ ...row, violated: { 'no-lost-addition': 0, convergence: 3 } })).toBe(false);
});

test('inside the contract nothing may break', () => {
  const inside = { ...row, fault: null, expected: null };
  expect(isAsClaimed({ ...inside, violated: { convergence: 0 } })).toBe(true);
  expect(isAsClaimed({ ...inside, violated: { convergence: 1 } })).toBe(false);
});

test('a row for the contract and one for each step past it, over the same seeds', () => {
  const rows = measureBoundary([DYNAMO], { first: 1, last: 2 }, 60);
  expect(rows.map(({ fault, runs }) => [fault, runs])).toEqual(
    [null, ...DYNAMO.claim.pastContract.map(({ name }) => name)].map((name) => [name, 2]),
  );
  expect(rows[0]?.violated['no-lost-addition']).toBe(0);
  expect(rows.find(({ fault }) => fault === 'disks-of-all-replicas')?.violated['no-lost-addition']).toBe(2);
});

import { expect, test } from 'vitest';
import { Coverage } from '../../../src/simulation/coverage.ts';

test('counts what was met, knows what was only asked for, and sorts by name', () => {
  const coverage = new Coverage({ nowMicros: 0 });
  coverage.sometimes('never met', false);
  coverage.reachable('visited');
  coverage.sometimes('met', true);
  coverage.sometimes('met', false);
  coverage.sometimes('met', true);
  expect(JSON.stringify(coverage.counts())).toBe('{"met":2,"never met":0,"visited":1}');
});

test('keeps the furthest that something went, also where that is below nothing', () => {
  const coverage = new Coverage({ nowMicros: 0 });
  for (const value of [2, 7, 3]) coverage.best('queue', value);
  coverage.best('debt', -4);
  expect(JSON.stringify(coverage.bests())).toBe('{"debt":-4,"queue":7}');
  expect(coverage.counts()).toEqual({});
});

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

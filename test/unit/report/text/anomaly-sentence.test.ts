import { expect, test } from 'vitest';
import { GUARANTEES } from '../../../../src/claims/guarantees.ts';
import { anomalySentence } from '../../../../src/report/text/anomaly-sentence.ts';

const names = Object.values(GUARANTEES).flatMap(({ anomalies }) => anomalies);

test.each([...new Set(names)])('%s has a sentence for those who do not know its name', (name) => {
  expect(anomalySentence(name)).toMatch(/^[A-Z].*\.$/);
});

test('a cycle that needs the order of a client or of real time says so', () => {
  expect(anomalySentence('G-single-realtime')).toBe(
    'A transaction saw half of what another one wrote: one write was there, another was missing, given the order of real time.',
  );
});

test.each(['', '-process', 'constructor', 'no-such-anomaly'])('the name %j has none', (name) => {
  expect(anomalySentence(name)).toBeUndefined();
});

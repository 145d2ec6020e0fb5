import { expect, test } from 'vitest';
import { checkReplicaAgreement } from '../../../../src/checkers/convergence/replica-agreement.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

test('the same owners, each with the key, at the same version', () => {
  const recording = new Recording().state('s1', { x: [['s1', 's2'], [1]] }).state('s2', { x: [['s2', 's1'], [1]] });
  const verdict = checkReplicaAgreement(recording.state('s3', {}).history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ servers: 3, keys: 1, replicas: 2 });
});

test('servers that name different owners', () => {
  const recording = new Recording().state('s1', { x: [['s1', 's2'], [1]] }).state('s3', { x: [['s3', 's2'], [1]] });
  const verdict = checkReplicaAgreement(recording.history());
  expect(summaryOf(verdict)).toBe('violated ownership-dispute');
  expect(messageOf(verdict)).toBe('s1 says that key "x" belongs to s1, s2; s3 says to s3, s2.');
});

test('an owner that does not hold the key', () => {
  const verdict = checkReplicaAgreement(new Recording().state('s1', { x: [['s1', 's2', 's3'], [1]] }).history());
  expect(summaryOf(verdict)).toBe('violated missing-replica');
  expect(messageOf(verdict)).toBe('key "x" belongs to s1, s2, s3, but s2 and s3 do not hold it.');
});

test('owners at different versions, even where the values are the same', () => {
  const owners = ['s1', 's2'];
  const recording = new Recording().state('s1', { x: [owners, [1], 'a1'] }).state('s2', { x: [owners, [1], 'a1 b1'] });
  const verdict = checkReplicaAgreement(recording.history());
  expect(summaryOf(verdict)).toBe('violated version-dispute');
  expect(messageOf(verdict)).toBe('s1 holds key "x" at version a1, s2 at version a1 b1.');
});

test('without statements nothing is shown', () => {
  expect(summaryOf(checkReplicaAgreement(new Recording().history()))).toBe('vacuous');
});

import { describe, expect, test } from 'vitest';
import { checkLeaseDisjointness } from '../../../../src/checkers/leases/lease-disjointness.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

type Claim = readonly [
  server: string,
  ballot: number,
  from: number,
  until: number,
  released?: true | undefined,
  group?: string,
];

function check(...claims: readonly Claim[]): ReturnType<typeof checkLeaseDisjointness> {
  const recording = new Recording();
  for (const [server, ballot, from, until, released, group = 'g'] of claims)
    recording.observe(server, 'lease', { group, ballot, from, until, ...(released === true ? { released } : {}) });
  return checkLeaseDisjointness(recording.history());
}

describe('lease-disjointness', () => {
  test('leases one after the other hold; where they touch nobody leads twice', () => {
    const verdict = check(['s1', 1, 0, 10], ['s1', 1, 0, 20], ['s2', 2, 20, 30]);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ leases: 2, failOvers: 1, renewals: 1 });
  });

  test('two holders at one time are a violation', () => {
    const verdict = check(['s1', 1, 0, 10], ['s2', 2, 9, 20]);
    expect(summaryOf(verdict)).toBe('violated overlapping-leases');
    expect(messageOf(verdict)).toBe(
      's1 under ballot 1 and s2 under ballot 2 both lead group g for 1 µs from 9 µs: the first claims [0, 10], the second [9, 20].',
    );
  });

  test('a renewal may reach into the next lease', () => {
    expect(summaryOf(check(['s1', 1, 0, 10], ['s2', 2, 12, 20], ['s1', 1, 0, 13]))).toBe('violated overlapping-leases');
  });

  test('a release cuts a lease short', () => {
    expect(summaryOf(check(['s1', 1, 0, 100], ['s1', 1, 0, 40, true], ['s2', 2, 40, 90]))).toBe('holds');
    expect(summaryOf(check(['s1', 1, 0, 100], ['s1', 1, 0, 41, true], ['s2', 2, 40, 90]))).toBe(
      'violated overlapping-leases',
    );
  });

  test('the same ballot on two servers is two holders, another ballot on one server too', () => {
    expect(summaryOf(check(['s1', 1, 0, 10], ['s2', 1, 5, 20]))).toBe('violated overlapping-leases');
    expect(summaryOf(check(['s1', 1, 0, 10], ['s1', 2, 5, 20]))).toBe('violated overlapping-leases');
  });

  test('a long lease overlaps one that is not its neighbour', () => {
    expect(summaryOf(check(['s1', 1, 0, 100], ['s1', 1, 0, 100], ['s2', 2, 50, 51], ['s1', 3, 100, 110]))).toBe(
      'violated overlapping-leases',
    );
  });

  test('groups have leaders of their own', () => {
    expect(summaryOf(check(['s1', 1, 0, 10], ['s2', 2, 5, 20, undefined, 'h'], ['s2', 3, 10, 20]))).toBe('holds');
  });

  test('a leader that lapsed and came back holds two pieces, and somebody else the time between', () => {
    expect(summaryOf(check(['s1', 1, 0, 10], ['s2', 2, 10, 20], ['s1', 1, 20, 30]))).toBe('holds');
  });

  test('without a fail-over nothing is shown', () => {
    expect(summaryOf(check(['s1', 1, 0, 10], ['s1', 1, 0, 20]))).toBe('vacuous');
    expect(summaryOf(check())).toBe('vacuous');
  });
});

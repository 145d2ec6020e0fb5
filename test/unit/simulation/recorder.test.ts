import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../helpers/cluster.ts';

describe('Recorder', () => {
  test('writes lines in the order of time, in nanoseconds, with dense indices', () => {
    const { kernel, recorder } = clusterOf({});
    recorder.record(0, 'invoke', 'read', ['x', null]);
    kernel.runUntil(25);
    recorder.record(0, 'fail', 'read', ['x', null], { error: 'no-quorum' });
    recorder.observe('n1', 'state', { x: 1 });
    expect(recorder.operations).toEqual([
      { index: 0, time: 0, process: 0, type: 'invoke', f: 'read', value: ['x', null] },
      { index: 1, time: 25_000, process: 0, type: 'fail', f: 'read', value: ['x', null], error: 'no-quorum' },
      { index: 2, time: 25_000, process: 'n1', type: 'info', f: 'state', value: { x: 1 } },
    ]);
  });

  test('what is recorded cannot be changed any more', () => {
    const { recorder } = clusterOf({});
    const value = ['x', [1]];
    recorder.record(0, 'ok', 'read', value);
    expect(() => value.push('y')).toThrow(TypeError);
    expect(() => (value[1] as number[]).push(2)).toThrow(TypeError);
  });

  test('a history that differs in one value makes another digest', () => {
    const digests = [1, 2, 1].map((value) => {
      const { kernel, recorder } = clusterOf({});
      recorder.record(0, 'ok', 'read', value);
      return kernel.digest.text();
    });
    expect(digests[1]).not.toBe(digests[0]);
    expect(digests[2]).toBe(digests[0]);
  });
});

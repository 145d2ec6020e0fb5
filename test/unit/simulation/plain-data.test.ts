import { describe, expect, test } from 'vitest';
import { freezePlainData } from '../../../src/simulation/plain-data.ts';
import { clusterWithTask } from '../../helpers/cluster.ts';

describe('freezePlainData', () => {
  test('freezes through and through, and gives the same value back', () => {
    const value = { list: [{ deep: [1] }], text: 'a', none: null, missing: undefined };
    expect(freezePlainData(value)).toBe(value);
    expect([value, value.list, value.list[0], value.list[0]?.deep].every(Object.isFrozen)).toBe(true);
  });

  test.each([
    ['a function', () => 1, 'a function can neither be sent, stored nor recorded'],
    ['a symbol', Symbol('s'), 'a symbol can neither'],
    ['a bigint', 1n, 'a bigint can neither'],
    ['a map', new Map(), 'only plain data can be sent, stored or recorded, not a Map'],
    ['a date', new Date(0), 'not a Date'],
    ['an object without a prototype', Object.create(null) as unknown, 'not an object without a prototype'],
  ])('refuses %s, also deep inside', (_, value, message) => {
    expect(() => freezePlainData(value)).toThrow(message);
    expect(() => freezePlainData({ list: [1, { value }] })).toThrow(message);
  });

  test('refuses data that contains itself', () => {
    const value: { self?: unknown } = {};
    value.self = value;
    expect(() => freezePlainData(value)).toThrow(RangeError);
  });
});

describe('what leaves a node', () => {
  test('cannot be changed any more, by its sender or by its receiver', () => {
    const value = { kind: 'state', list: [1] };
    const heard: { readonly list: number[] }[] = [];
    const simulation = clusterWithTask(
      function* (host) {
        host.send('n2', value);
        yield* host.sleep(1);
      },
      ({ message }) => heard.push(message as unknown as { list: number[] }),
    );
    simulation.kernel.runUntil(1_000_000);
    expect(() => value.list.push(2)).toThrow(TypeError);
    expect(() => heard[0]?.list.push(2)).toThrow(TypeError);
  });

  test('a reply neither', () => {
    const reply = [1];
    const simulation = clusterWithTask(
      function* (host) {
        yield* host.call('n2', { kind: 'get' }, 10_000);
      },
      (request) => request.reply(reply),
    );
    simulation.kernel.runUntil(1_000_000);
    expect(() => reply.push(2)).toThrow(TypeError);
  });
});

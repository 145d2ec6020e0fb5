import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../../src/nemesis/fault.ts';
import type { PlannedOperation } from '../../../../src/workloads/planned-operation.ts';
import {
  completionsOf,
  keyOwnedBy,
  play,
  preferenceList,
  statedBy,
  TOPOLOGY,
} from '../../../helpers/dynamo-scenario.ts';

const SERVERS = TOPOLOGY.servers.map(({ name }) => name);
const CLIENT = TOPOLOGY.clients[0] ?? { name: '', home: '' };
const HOME = CLIENT.home;
const SECOND = 1_000_000;

function chaos(thinkMicros: number, f: string, value: unknown): Omit<PlannedOperation, 'id'> {
  return { client: CLIENT.name, phase: 'chaos', thinkMicros, f, value };
}

function final(f: string, value: unknown): Omit<PlannedOperation, 'id'> {
  return { client: CLIENT.name, phase: 'final', thinkMicros: 1_000, f, value };
}

function order(f: 'join' | 'leave', server: string): Omit<PlannedOperation, 'id'> {
  return { client: 'operator', phase: 'chaos', thinkMicros: 3 * SECOND, f, value: server };
}

/** Nobody but its own clients exchanges words with the server. */
function isolate(server: string): Fault {
  const others = SERVERS.filter((name) => name !== server);
  const deaf = Object.fromEntries([[server, others], ...others.map((name) => [name, [server]])]);
  return { kind: 'partition', id: 1, atMicros: SECOND / 2, durationMicros: 6 * SECOND, shape: 'random-node', deaf };
}

describe('a coordinator that can reach nobody', () => {
  const cart = keyOwnedBy(HOME, false);
  const operations = [chaos(SECOND, 'add', { cart, item: 'i1' }), final('cart', { cart, items: null })];
  const outage: Fault = { kind: 'power-loss', id: 2, atMicros: 4 * SECOND, durationMicros: SECOND, targets: [HOME] };
  const faults = [isolate(HOME), outage];

  test('takes a write that it does not own, and brings it to the owners after its own power was lost', () => {
    const run = play({ operations, faults });
    expect(completionsOf(run, 'add')).toMatchObject([{ type: 'ok' }]);
    expect(completionsOf(run, 'add')[0]?.time).toBeLessThan(4e9);
    expect(completionsOf(run, 'cart')).toMatchObject([{ type: 'ok', value: { cart, items: ['i1'] } }]);
    expect([...statedBy(run, cart).keys()].sort()).toEqual(preferenceList(cart).slice(0, 3).sort());
    expect(run.coverage['a write was acknowledged by fewer than W servers']).toBe(1);
    expect(run.coverage['hints were delivered']).toBeGreaterThan(0);
  });

  test('loses it with its power when hints are in memory only', () => {
    const run = play({ variant: 'hints-in-memory', operations, faults });
    expect(completionsOf(run, 'add')).toMatchObject([{ type: 'ok' }]);
    expect(completionsOf(run, 'cart')).toMatchObject([{ type: 'ok', value: { cart, items: [] } }]);
  });

  test('refuses when quorums are strict', () => {
    const run = play({ variant: 'strict-quorum', operations, faults });
    expect(completionsOf(run, 'add')[0]?.type).not.toBe('ok');
  });
});

describe('a server that lost its disk', () => {
  const key = keyOwnedBy('n3', true);
  const operations = [chaos(SECOND, 'put', [key, 7])];
  const faults: Fault[] = [
    { kind: 'disk-loss', id: 1, atMicros: 4 * SECOND, durationMicros: SECOND / 2, targets: ['n3'] },
  ];

  test('is filled again by the other owners', () => {
    const run = play({ operations, faults });
    expect(statedBy(run, key).get('n3')).toMatchObject({ siblings: [7], clock: `${CLIENT.name}:1` });
    expect(run.coverage['an emptied server learned from others what it was']).toBe(1);
  });

  test('stays empty when replicas are never compared', () => {
    expect(statedBy(play({ variant: 'no-anti-entropy', operations, faults }), key).has('n3')).toBe(false);
  });

  test('takes up its old place although it had joined late', () => {
    const late = keyOwnedBy('n6', true);
    const loss: Fault = { kind: 'disk-loss', id: 1, atMicros: 7 * SECOND, durationMicros: SECOND, targets: ['n6'] };
    const run = play({ operations: [chaos(SECOND, 'put', [late, 7]), order('join', 'n6')], faults: [loss] });
    expect(run.coverage['a server joined the ring']).toBe(1);
    expect(statedBy(run, late).get('n6')).toMatchObject({ siblings: [7] });
  });
});

describe('a changing ring', () => {
  test('gives a joining server its keys, and takes them from whom they no longer belong to', () => {
    const key = keyOwnedBy('n6', true);
    const run = play({ operations: [chaos(SECOND, 'put', [key, 7]), order('join', 'n6')] });
    const owners = preferenceList(key).slice(0, 3);
    expect([...statedBy(run, key).keys()].sort()).toEqual([...owners].sort());
    for (const { owners: believed, siblings } of statedBy(run, key).values())
      expect({ believed, siblings }).toEqual({ believed: owners, siblings: [7] });
    expect(run.coverage['a range went to a joining server']).toBeGreaterThan(0);
    expect(run.coverage['a key went to its new owners']).toBeGreaterThan(0);
  });

  test('leaves three copies of the keys of a server that left', () => {
    const key = keyOwnedBy('n1', true);
    const run = play({ operations: [chaos(SECOND, 'put', [key, 7]), order('leave', 'n1')] });
    const stated = statedBy(run, key);
    expect(stated.size).toBe(3);
    expect(stated.has('n1')).toBe(false);
    expect(run.coverage['a server left the ring']).toBe(1);
  });
});

describe('a put that is sent again', () => {
  const pause: Fault = { kind: 'pause', id: 1, atMicros: SECOND - 1, durationMicros: 3 * SECOND, targets: [HOME] };

  test('stays one version, although two coordinators wrote it', () => {
    const run = play({ operations: [chaos(SECOND, 'put', ['x', 7]), final('get', ['x', null])], faults: [pause] });
    expect(run.coverage['a put was answered after an earlier coordinator was not heard']).toBe(1);
    expect(completionsOf(run, 'get')).toMatchObject([{ type: 'ok', value: ['x', [7]] }]);
  });
});

describe('settings', () => {
  test('say how many replicas a key has', () => {
    for (const replicas of [1, 5]) {
      const settings = { replicas, readQuorum: 1, writeQuorum: 1 };
      const run = play({ settings, operations: [chaos(SECOND, 'put', ['x', 7]), final('get', ['x', null])] });
      expect(statedBy(run, 'x').size).toBe(replicas);
      expect(completionsOf(run, 'get')).toMatchObject([{ value: ['x', [7]] }]);
    }
  });

  test('that are missing or senseless are refused by name', () => {
    expect(() => play({ settings: { replicas: 0 }, operations: [] })).toThrow(/setting "replicas"/);
    expect(() => play({ settings: { gossipMicros: true }, operations: [] })).toThrow(/setting "gossipMicros"/);
  });
});

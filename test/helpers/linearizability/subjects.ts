import type { SpecName } from '../../../src/checkers/linearizability/specs/catalog.ts';
import type { Random } from './random.ts';
import type { Subject } from './random-history.ts';

/** A register whose writes may repeat values when `distinct` is given. */
function registerSubject(fs: readonly string[], distinct?: number): Subject {
  const value = (random: Random, unique: number): number =>
    distinct === undefined ? unique + 1 : random.below(distinct);
  return {
    initial: null,
    request(random, unique) {
      const f = random.pick(fs);
      if (f === 'read') return { f, argument: null };
      if (f === 'write') return { f, argument: value(random, unique) };
      const old = random.chance(10) ? null : random.below(distinct ?? unique + 1) + (distinct === undefined ? 1 : 0);
      return { f, argument: [old, value(random, unique)] };
    },
    answer(state, { f, argument }) {
      if (f === 'read') return { state, result: state };
      if (f === 'write') return { state: argument, result: argument };
      const [old, replacement] = argument as [unknown, unknown];
      return state === old ? { state: replacement, result: argument } : { state, result: null, failed: true };
    },
    wrong(random, { f }, result) {
      if (f !== 'read') return result;
      return random.chance(20) ? null : random.below(distinct ?? 8) + (distinct === undefined ? 1 : 0);
    },
  };
}

/** A collection; `position` says which item a take gets. Items may repeat when `distinct` is given. */
function collectionSubject(
  insert: string,
  take: string,
  position: (items: readonly unknown[], random: Random) => number,
  distinct?: number,
): Subject<readonly unknown[]> {
  return {
    initial: [],
    request(random, unique) {
      if (random.chance(50)) return { f: take, argument: null };
      return { f: insert, argument: distinct === undefined ? unique + 1 : random.below(distinct) };
    },
    answer(items, { f, argument }, random) {
      if (f === insert) return { state: [...items, argument], result: argument };
      if (items.length === 0) return { state: items, result: null };
      const at = position(items, random);
      return { state: items.filter((_, other) => other !== at), result: items[at] };
    },
    wrong(random, { f }, result) {
      if (f === insert) return result;
      return random.chance(30) ? null : random.below(distinct ?? 8) + (distinct === undefined ? 1 : 0);
    },
  };
}

function smallest(items: readonly unknown[]): number {
  return items.reduce<number>((best, item, at) => (Number(item) < Number(items[best]) ? at : best), 0);
}

const versionedSubject: Subject<readonly [number, unknown]> = {
  initial: [0, null],
  request: (random, unique) =>
    random.chance(50)
      ? { f: 'read', argument: null }
      : { f: 'write', argument: [null, random.chance(80) ? unique : 1] },
  answer(state, { f, argument }, random) {
    if (f === 'read') return { state, result: state };
    const [, value] = argument as [unknown, unknown];
    const next: [number, unknown] = [state[0] + 1 + random.below(2), value];
    return { state: next, result: next };
  },
  wrong: (random, { f }, result) => {
    const [version, value] = result as [number, unknown];
    if (f === 'write' || random.chance(50)) return [Math.max(0, version - random.below(2)), value];
    return random.chance(50) ? [version, random.below(8)] : [0, null];
  },
};

const multiRegisterSubject: Subject<Readonly<Record<string, unknown>>> = {
  initial: {},
  request(random, unique) {
    const keys = random.pick([['x'], ['y'], ['x', 'y']]);
    return {
      f: 'txn',
      argument: keys.map((key) => (random.chance(50) ? ['r', key, null] : ['w', key, random.chance(50) ? unique : 1])),
    };
  },
  answer(state, { argument }) {
    const after: Record<string, unknown> = { ...state };
    const result = (argument as [string, string, unknown][]).map(([action, key, value]) => {
      if (action === 'w') after[key] = value;
      return [action, key, action === 'w' ? value : (after[key] ?? null)];
    });
    return { state: after, result };
  },
  wrong: (random, _, result) =>
    (result as [string, string, unknown][]).map(([action, key, value]) =>
      action === 'r' && random.chance(60) ? [action, key, random.pick([null, 1, 2, 3])] : [action, key, value],
    ),
};

const NAMES = ['', 'x', 'constructor', '1', 1];
const CONTENTS = [null, 0, 1, 2];

/**
 * Registers that few transactions connect, so that most calls are judged apart: their names are easily confused, all of them
 * have the same values, and a transaction may access nothing, or one register twice.
 */
const scatteredSubject: Subject<ReadonlyMap<string, unknown>> = {
  initial: new Map(),
  request: (random) => ({
    f: 'txn',
    argument: Array.from({ length: random.pick([0, 1, 1, 1, 1, 1, 2, 3]) }, () =>
      random.chance(50)
        ? [random.pick(['r', 'read']), random.pick(NAMES), null]
        : [random.pick(['w', 'write']), random.pick(NAMES), random.pick(CONTENTS)],
    ),
  }),
  answer(state, { argument }) {
    const after = new Map(state);
    const result = (argument as [string, unknown, unknown][]).map(([action, name, value]) => {
      if (action.startsWith('w')) after.set(String(name), value);
      return [action, name, after.get(String(name)) ?? null];
    });
    return { state: after, result };
  },
  wrong: (random, _, result) =>
    (result as [string, unknown, unknown][]).map(([action, name, value]) =>
      action.startsWith('r') && random.chance(60) ? [action, name, random.pick(CONTENTS)] : [action, name, value],
    ),
};

/** A key of a store; texts are appended to, and the first request may be an append. */
const keyValueSubject = (deletes: boolean, distinct = 26): Subject => ({
  initial: null,
  request(random, unique) {
    const f = random.pick(['get', 'get', 'put', 'append', deletes ? 'delete' : 'append']);
    return { f, argument: f === 'get' || f === 'delete' ? null : String.fromCharCode(97 + (unique % distinct)) };
  },
  answer(state, { f, argument }) {
    if (f === 'get') return { state, result: state };
    if (f === 'delete') return { state: null, result: null };
    return {
      state: f === 'put' || state === null ? argument : `${state as string}${String(argument)}`,
      result: argument,
    };
  },
  wrong: (random, { f }, result) => (f === 'get' ? random.pick([null, 'a', 'b', 'ab', 'abc', 'c']) : result),
});

const CONFUSABLE = ['a', 'ab', 'b', 'ba', ''];

/** A key whose texts begin like others, are empty, or are both put and appended, or that is no text: what was read says little. */
const confusableSubject: Subject = {
  initial: null,
  request(random) {
    const f = random.pick(['get', 'get', 'put', 'append', 'append', 'delete']);
    if (f === 'get' || f === 'delete') return { f, argument: null };
    return { f, argument: random.pick(f === 'put' ? [...CONFUSABLE, 7] : CONFUSABLE) };
  },
  answer(state, { f, argument }) {
    if (f === 'get') return { state, result: state };
    if (f === 'delete') return { state: null, result: null };
    // What is appended to something that is no text stands alone.
    const isAdded = f === 'append' && typeof state === 'string';
    return { state: isAdded ? `${state}${String(argument)}` : argument, result: argument };
  },
  wrong: (random, { f }, result) =>
    f !== 'get'
      ? result
      : random.chance(30)
        ? null
        : Array.from({ length: random.below(3) }, () => random.pick(CONFUSABLE)).join(''),
};

const mutexSubject: Subject<boolean> = {
  initial: false,
  request: (random) => ({ f: random.pick(['acquire', 'release']), argument: null }),
  answer(held, { f }, random) {
    const isPossible = held === (f === 'release') || random.chance(15);
    return { state: isPossible ? f === 'acquire' : held, result: null, failed: !isPossible };
  },
  wrong: (_random, _request, result) => result,
};

/** Owners call one at a time, most of the time, for a history gives each process its own. */
const ownerMutexSubject: Subject = {
  initial: null,
  request: (random) => ({ f: random.pick(['acquire', 'release']), argument: random.pick(['a', 'b', 'c']) }),
  answer(owner, { f, argument }, random) {
    const isPossible = owner === (f === 'acquire' ? null : argument) || random.chance(15);
    return { state: isPossible ? (f === 'acquire' ? argument : null) : owner, result: argument, failed: !isPossible };
  },
  wrong: (_random, _request, result) => result,
};

const fencedLeaseSubject: Subject<{ readonly last: number; readonly seen: number }> = {
  initial: { last: 0, seen: 0 },
  request(random, unique) {
    const f = random.pick(['acquire', 'use', 'use', 'release']);
    return { f, argument: f === 'acquire' ? null : 1 + random.below(Math.max(1, unique)) };
  },
  answer({ last, seen }, { f, argument }, random) {
    if (f === 'acquire') return { state: { last: last + 1, seen }, result: last + 1 };
    const token = Number(argument);
    if (f === 'release') return { state: { last, seen }, result: token, failed: token > last };
    const isPossible = (token <= last && token >= seen) || random.chance(10);
    return { state: { last, seen: isPossible ? Math.max(seen, token) : seen }, result: token, failed: !isPossible };
  },
  wrong: (random, { f }, result) => (f === 'acquire' && random.chance(60) ? 1 + random.below(5) : result),
};

const setSubject = (isSilent: boolean): Subject<readonly unknown[]> => ({
  initial: [],
  request: (random, unique) => ({
    f: random.pick(isSilent ? ['add', 'contains', 'read'] : ['add', 'remove', 'contains']),
    argument: isSilent && random.chance(70) ? unique : random.below(2),
  }),
  answer(items, { f, argument }) {
    if (f === 'read') return { state: items, result: items };
    const isIn = items.includes(argument);
    if (f === 'contains') return { state: items, result: isIn };
    const others = items.filter((item) => item !== argument);
    const result = isSilent ? argument : isIn === (f === 'remove');
    return { state: f === 'add' ? [...others, argument] : others, result };
  },
  wrong(random, { f }, result) {
    if (f === 'read') return (result as unknown[]).filter(() => random.chance(70));
    return typeof result === 'boolean' ? random.chance(50) : result;
  },
});

const counterSubject = (step: number): Subject<number> => ({
  initial: 0,
  request: (random) =>
    random.chance(50) ? { f: 'read', argument: null } : { f: 'add', argument: 1 + random.below(step) },
  answer: (sum, { f, argument }) =>
    f === 'read' ? { state: sum, result: sum } : { state: sum + Number(argument), result: argument },
  wrong: (random, { f }, result) => (f === 'read' ? Math.max(0, Number(result) - 1 + random.below(3)) : result),
});

const uniqueIdsSubject: Subject<number> = {
  initial: 0,
  request: () => ({ f: 'generate', argument: null }),
  answer: (last) => ({ state: last + 1, result: last + 1 }),
  wrong: (random, _, result) => (random.chance(30) ? random.below(6) : result),
};

const logSubject = (distinct?: number): Subject<readonly unknown[]> => ({
  initial: [],
  request: (random, unique) =>
    random.chance(50)
      ? { f: 'read', argument: null }
      : { f: 'append', argument: distinct === undefined ? unique : random.below(distinct) },
  answer: (log, { f, argument }) =>
    f === 'read' ? { state: log, result: log } : { state: [...log, argument], result: argument },
  wrong(random, { f }, result) {
    if (f !== 'read') return result;
    const log = result as unknown[];
    return random.chance(60) ? log.slice(0, random.below(log.length + 1)) : [...log].reverse();
  },
});

/** Objects to make histories of, by name; several of one spec where its preconditions differ. */
export const subjects: readonly { readonly spec: SpecName; readonly name: string; readonly subject: Subject }[] = [
  { spec: 'register', name: 'register, unique values', subject: registerSubject(['read', 'write']) },
  { spec: 'register', name: 'register, three values', subject: registerSubject(['read', 'write'], 3) },
  {
    spec: 'cas-register',
    name: 'cas-register, unique values',
    subject: registerSubject(['read', 'write', 'cas', 'cas']),
  },
  { spec: 'fifo-queue', name: 'fifo-queue', subject: collectionSubject('enqueue', 'dequeue', () => 0) },
  {
    spec: 'fifo-queue',
    name: 'fifo-queue, repeated items',
    subject: collectionSubject('enqueue', 'dequeue', () => 0, 3),
  },
  { spec: 'stack', name: 'stack', subject: collectionSubject('push', 'pop', (items) => items.length - 1) },
  { spec: 'priority-queue', name: 'priority-queue', subject: collectionSubject('insert', 'delete-min', smallest) },
  {
    spec: 'bag',
    name: 'bag',
    subject: collectionSubject('add', 'take', (items, random) => random.below(items.length)),
  },
  { spec: 'versioned-register', name: 'versioned-register', subject: versionedSubject },
  { spec: 'multi-register', name: 'multi-register', subject: multiRegisterSubject },
  { spec: 'multi-register', name: 'multi-register, hardly connected', subject: scatteredSubject },
  { spec: 'key-value', name: 'key-value', subject: keyValueSubject(true) },
  { spec: 'key-value', name: 'key-value, nothing deleted', subject: keyValueSubject(false) },
  { spec: 'key-value', name: 'key-value, repeated texts', subject: keyValueSubject(false, 3) },
  { spec: 'key-value', name: 'key-value, confusable texts', subject: confusableSubject },
  { spec: 'mutex', name: 'mutex', subject: mutexSubject },
  { spec: 'owner-mutex', name: 'owner-mutex', subject: ownerMutexSubject },
  { spec: 'fenced-lease', name: 'fenced-lease', subject: fencedLeaseSubject },
  { spec: 'set', name: 'set', subject: setSubject(false) },
  { spec: 'set', name: 'set, silent additions', subject: setSubject(true) },
  { spec: 'counter', name: 'counter', subject: counterSubject(1) },
  { spec: 'counter', name: 'counter, any steps', subject: counterSubject(3) },
  { spec: 'unique-ids', name: 'unique-ids', subject: uniqueIdsSubject },
  { spec: 'append-only-log', name: 'append-only-log', subject: logSubject() },
  { spec: 'append-only-log', name: 'append-only-log, repeated entries', subject: logSubject(2) },
  { spec: 'cas-register', name: 'cas-register, three values', subject: registerSubject(['read', 'write', 'cas'], 3) },
];

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LinearizabilityOptions } from '../src/checkers/linearizability/options.ts';
import type { Spec } from '../src/checkers/linearizability/spec.ts';
import type { Columns } from '../src/history/columns.ts';
import { readColumns } from '../src/history/read.ts';
import { collection, generate, registers, withStaleRead } from './linearizability-histories.ts';
import type { PeerModel } from './linearizability-peer.ts';

const CORPUS = join(process.env['CAPCHECK_CORPORA'] ?? '../shared/corpora', 'porcupine');

/** One row of the table: what to check, how, and how fast it should be. */
export interface Case {
  readonly name: string;
  /** In words; times are of the check without parsing. */
  readonly goal: string;
  /** As a part of Porcupine's time on the same history, or in milliseconds. */
  readonly bound?: { readonly ofPeer: number } | { readonly ms: number };
  readonly histories: () => Promise<readonly Columns[]> | readonly Columns[];
  readonly options: LinearizabilityOptions;
  /** Porcupine's model for it; absent where it is known to run out of memory or has none. */
  readonly peer?: PeerModel;
}

/** A whole store as one state: what a spec without keys looks like. */
const wholeStore: Spec<Readonly<Record<string, string>>> = {
  name: 'whole store',
  operations: ['get', 'put', 'append'],
  readOnly: ['get'],
  initial: {},
  touches: ({ argument }) => [(argument as [string, string])[0]],
  growth: {
    leadsTo: (store, { result }) =>
      (result as [string, string])[1].startsWith(store[(result as [string, string])[0]] ?? ''),
    resets: ({ f, argument }, { result }) => {
      const [key, value] = argument as [string, string];
      const [readKey, read] = result as [string, string];
      return f === 'put' && key === readKey && read.startsWith(value);
    },
  },
  step(store, { f, argument, result }) {
    const [key, value] = argument as [string, string];
    const old = store[key] ?? '';
    if (f === 'get') return (result as [string, string])[1] === old ? [store] : [];
    return [{ ...store, [key]: f === 'put' ? value : old + value }];
  },
};

const file = async (name: string): Promise<readonly Columns[]> => [await readColumns(join(CORPUS, name))];

/** The same history with the key inside each value, so that nothing can be taken apart. */
async function unpartitioned(name: string): Promise<readonly Columns[]> {
  const columns = await readColumns(join(CORPUS, name));
  const values: unknown[] = [];
  const value = columns.value.map((id, row) => {
    values.push([columns.keys[columns.key[row]!], columns.values[id]]);
    return row;
  });
  return [{ ...columns, value, values, key: columns.key.map(() => -1), keys: [] }];
}

const etcd = async (): Promise<readonly Columns[]> => {
  const { histories } = JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8')) as {
    histories: { file: string }[];
  };
  const logs = histories.map((history) => history.file).filter((name) => name.endsWith('.log'));
  return Promise.all(logs.map((name) => readColumns(join(CORPUS, name))));
};

const few = (operations: number): Columns => generate({ operations, clients: 20, seed: 3 }, registers(5, true));
const unique = (operations: number, clients: number, keys?: number): Columns =>
  generate({ operations, clients, seed: 1, ...(keys === undefined ? {} : { keys }) }, registers());
const crashing = (distinct?: number): Columns =>
  withStaleRead(generate({ operations: 10_000, clients: 20, seed: 5, crashed: 200 }, registers(distinct)));

/** The rows that have a goal, and some more. */
export const cases: readonly Case[] = [
  {
    name: 'etcd logs, all 52',
    goal: '1/3 of Go, none 5 ms slower',
    bound: { ofPeer: 1 / 3 },
    histories: etcd,
    options: { spec: 'cas-register', explain: false },
    peer: 'etcd',
  },
  ...['c10-ok', 'c10-bad', 'c50-ok', 'c50-bad'].map((name): Case => ({
    name: `kv ${name} by key, verdict`,
    goal: '1/3 of Go',
    bound: { ofPeer: 1 / 3 },
    histories: () => file(`${name}.txt`),
    options: { spec: 'key-value', initial: '', explain: false },
    peer: 'kv',
  })),
  {
    name: 'kv c50-bad, every key, explained',
    goal: '2 s, 512 MiB',
    bound: { ms: 2_000 },
    histories: () => file('c50-bad.txt'),
    options: { spec: 'key-value', initial: '' },
  },
  {
    name: 'kv c50-ok not partitioned',
    goal: '10 s',
    bound: { ms: 10_000 },
    histories: () => unpartitioned('c50-ok.txt'),
    options: { spec: wholeStore },
    peer: 'store',
  },
  ...['c10-ok', 'c10-bad'].map((name): Case => ({
    name: `kv ${name} not partitioned`,
    goal: '1/3 of Go',
    bound: { ofPeer: 1 / 3 },
    histories: () => unpartitioned(`${name}.txt`),
    options: { spec: wholeStore },
    peer: 'store',
  })),
  {
    name: 'register, unique, 1,000 operations c=10',
    goal: '–',
    histories: () => [unique(1_000, 10)],
    options: { spec: 'register' },
    peer: 'registers',
  },
  {
    name: 'register, unique, 1,000 operations c=20',
    goal: '5 ms',
    bound: { ms: 5 },
    histories: () => [unique(1_000, 20)],
    options: { spec: 'register' },
    peer: 'registers',
  },
  {
    name: 'register, unique, 100,000 operations c=10',
    goal: '50 ms',
    bound: { ms: 50 },
    histories: () => [unique(100_000, 10)],
    options: { spec: 'register' },
  },
  {
    name: 'register, unique, 100,000 operations c=10, generic',
    goal: '–',
    histories: () => [unique(100_000, 10)],
    options: { spec: 'register', generic: true },
  },
  {
    name: 'cas, 5 values, 10,000 operations c=20, generic',
    goal: '5 s',
    bound: { ms: 5_000 },
    histories: () => [few(10_000)],
    options: { spec: 'cas-register', generic: true },
  },
  {
    name: 'cas, 5 values, 10,000 operations c=20, generic, one read changed',
    goal: '–',
    histories: () => [withStaleRead(few(10_000))],
    options: { spec: 'cas-register', generic: true },
  },
  {
    name: 'register, 1,000,000 operations c=20, 1,000 keys',
    goal: 'wall of Go',
    bound: { ofPeer: 1 },
    histories: () => [unique(1_000_000, 20, 1_000)],
    options: { spec: 'register' },
    peer: 'registers',
  },
  {
    name: 'register, 10,000 operations, 200 crashed, stale read, repeated values',
    goal: '5 s, core of 6',
    bound: { ms: 5_000 },
    histories: () => [crashing(2_500)],
    options: { spec: 'register' },
  },
  {
    name: 'register, 10,000 operations, 200 crashed, stale read, unique',
    goal: '5 s, core of 6',
    bound: { ms: 5_000 },
    histories: () => [crashing()],
    options: { spec: 'register' },
  },
  {
    name: 'fifo queue, 1,000,000 operations c=10',
    goal: '3 s',
    bound: { ms: 3_000 },
    histories: () => [
      generate({ operations: 1_000_000, clients: 10, seed: 7 }, collection('enqueue', 'dequeue', 'first')),
    ],
    options: { spec: 'fifo-queue' },
  },
  {
    name: 'stack, 1,000,000 operations c=10',
    goal: '–',
    histories: () => [generate({ operations: 1_000_000, clients: 10, seed: 7 }, collection('push', 'pop', 'last'))],
    options: { spec: 'stack' },
  },
];

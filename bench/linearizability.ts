// Linearizability, one thread, checking without parsing: the median of five runs after two that warm up. Run: npx tsx bench/linearizability.ts [part of a case's name]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLinearizabilityOfColumns } from '../src/checkers/linearizability/check-linearizability.ts';
import type { LinearizabilityOptions } from '../src/checkers/linearizability/options.ts';
import type { Spec } from '../src/checkers/linearizability/spec.ts';
import type { Columns } from '../src/history/columns.ts';
import { readColumns } from '../src/history/read.ts';
import { collection, generate, registers, withStaleRead } from './linearizability-histories.ts';
import { cpuSeconds, median } from './measure.ts';

const WARM_UPS = 2;
const ROUNDS = 5;
const CORPUS = join(process.env['CAPCHECK_CORPORA'] ?? '../shared/corpora', 'porcupine');

interface Case {
  readonly name: string;
  readonly histories: () => Promise<readonly Columns[]> | readonly Columns[];
  readonly options: LinearizabilityOptions;
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
    const key = columns.keys[columns.key[row]!];
    values.push([key, columns.values[id]]);
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

const cases: readonly Case[] = [
  { name: 'etcd logs', histories: etcd, options: { spec: 'cas-register' } },
  ...['c10-ok', 'c10-bad', 'c50-ok', 'c50-bad'].map((name): Case => ({
    name: `${name} by key`,
    histories: () => file(`${name}.txt`),
    options: { spec: 'key-value', initial: '' },
  })),
  ...['c10-ok', 'c10-bad', 'c50-ok'].map((name): Case => ({
    name: `${name} unpartitioned`,
    histories: () => unpartitioned(`${name}.txt`),
    options: { spec: wholeStore },
  })),
  { name: 'register 1,000 unique c=20', histories: () => [unique(1_000, 20)], options: { spec: 'register' } },
  { name: 'register 100,000 unique c=20', histories: () => [unique(100_000, 20)], options: { spec: 'register' } },
  {
    name: 'register 1,000,000 unique c=20 over 1,000 keys',
    histories: () => [unique(1_000_000, 20, 1_000)],
    options: { spec: 'register' },
  },
  {
    name: 'cas 10,000 five values c=20 generic',
    histories: () => [few(10_000)],
    options: { spec: 'cas-register', generic: true },
  },
  {
    name: 'cas 10,000 five values c=20 generic, violated',
    histories: () => [withStaleRead(few(10_000))],
    options: { spec: 'cas-register', generic: true },
  },
  {
    name: 'register 100,000 unique c=10 generic',
    histories: () => [unique(100_000, 10)],
    options: { spec: 'register', generic: true },
  },
  {
    name: 'register 10,000, 200 crashed, violated, unique',
    histories: () => [crashing()],
    options: { spec: 'register' },
  },
  {
    name: 'register 10,000, 200 crashed, violated, unique, generic',
    histories: () => [crashing()],
    options: { spec: 'register', generic: true },
  },
  {
    name: 'register 10,000, 200 crashed, violated, repeated values',
    histories: () => [crashing(2_500)],
    options: { spec: 'register' },
  },
  {
    name: 'fifo queue 1,000,000 c=20',
    histories: () => [
      generate({ operations: 1_000_000, clients: 20, seed: 7 }, collection('enqueue', 'dequeue', 'first')),
    ],
    options: { spec: 'fifo-queue' },
  },
  {
    name: 'stack 1,000,000 c=20',
    histories: () => [generate({ operations: 1_000_000, clients: 20, seed: 7 }, collection('push', 'pop', 'last'))],
    options: { spec: 'stack' },
  },
];

for (const { name, histories, options } of cases) {
  if (!name.includes(process.argv[2] ?? '')) continue;
  const all = await histories();
  const wall: number[] = [];
  const cpu: number[] = [];
  let told = '';
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    const started = performance.now();
    const { seconds, result } = cpuSeconds(() => all.map((columns) => checkLinearizabilityOfColumns(columns, options)));
    if (round >= 0) wall.push(performance.now() - started);
    if (round >= 0) cpu.push(seconds * 1000);
    const counts = new Map<string, number>();
    for (const { verdict } of result) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    told = [...counts].map(([verdict, count]) => (count > 1 ? `${verdict} x ${count}` : verdict)).join(', ');
    const [first] = result;
    if (result.length === 1 && first?.verdict === 'violated')
      told += `, ${first.anomalies.length} anomalies, cores of ${first.certificate?.cores.map(({ operations }) => operations.length).join(', ')}`;
    if (result.length === 1 && first?.verdict === 'unknown') told += `: ${first.reason}`;
  }
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(
    `${name}: ${median(wall).toFixed(1)} ms, ${median(cpu).toFixed(1)} ms of CPU; ${memory} MiB resident; ${told}`,
  );
}

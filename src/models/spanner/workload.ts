import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import { mix } from '../../workloads/mix.ts';
import type { Random } from '../../workloads/random.ts';
import { stagger } from '../../workloads/stagger.ts';
import type { Topology } from '../../simulation/topology.ts';
import { zipf } from '../../workloads/zipf.ts';
import type { Settings } from '../system.ts';
import type { Step } from './client.ts';

/** Keys of two shards: those below `m` and those above. The bank's accounts start with a balance. */
const REGISTERS = ['a-register', 'c-register', 'w-register', 'y-register'];
const LISTS = ['b-list', 'd-list', 'v-list', 'z-list'];
const ACCOUNTS = ['a-account', 'd-account', 'x-account', 'y-account'];
const CHAOS_MICROS = 10_000_000;
const MICRO_OPERATIONS_AT_MOST = 4;

/** Which of several keys an operation is about. */
type PickKey = (keys: readonly string[]) => string;

/**
 * Draws the operations of a run: registers, list-append transactions, a bank, snapshots, and tablets that move. With
 * `skewedKeys` the first register and the first list are wanted most; else all alike.
 */
export function drawSpannerOperations(
  random: Random,
  topology: Topology,
  settings: Settings,
  count: number,
): readonly PlannedOperation[] {
  const users = topology.clients.filter((client) => client.name !== 'admin');
  const perUser = Math.ceil(count / users.length);
  const thinkMicros = Math.floor(CHAOS_MICROS / perUser);
  const operations: PlannedOperation[] = [];
  const add = (client: string, phase: 'chaos' | 'final', think: number, [f, value]: Drawn): void => {
    operations.push({ id: operations.length, client, phase, thinkMicros: think, f, value });
  };
  for (const { name } of users) {
    const stream = random.stream(name);
    const pickKey: PickKey = (keys) => (settings['skewedKeys'] === true ? zipf(stream, keys) : stream.pick(keys));
    for (let nth = 0; nth < perUser; nth++)
      add(
        name,
        'chaos',
        drawThinkMicros(stream, thinkMicros),
        drawOperation(stream, pickKey, `${name}-${nth}`, operations.length),
      );
  }
  drawReshaping(random.stream('admin'), (think, drawn) => add('admin', 'chaos', think, drawn));
  for (const { name } of users.slice(0, 2)) for (const drawn of finalReads()) add(name, 'final', 10_000, drawn);
  return operations;
}

/** The operation as it is when everybody wants the same register, or the same list. */
export function onHotKey(operation: PlannedOperation): PlannedOperation {
  const { f, value } = operation;
  if (f === 'read' || f === 'write') return { ...operation, value: [REGISTERS[0], (value as readonly unknown[])[1]] };
  if (f !== 'txn') return operation;
  return { ...operation, value: (value as readonly Step[]).map(([step, , argument]) => [step, LISTS[0], argument]) };
}

/** Every other operation follows at once: what is wrong for milliseconds only shows between near neighbours. */
function drawThinkMicros(random: Random, meanMicros: number): number {
  return stagger(random, { burstPercent: 50, burstMicros: 500, spreadMicros: 4 * meanMicros });
}

/** What an operation does, and its argument. */
type Drawn = readonly [f: string, value: unknown];

function drawOperation(random: Random, pickKey: PickKey, unique: string, number: number): Drawn {
  return mix<Drawn>(random, [
    [20, () => ['read', [pickKey(REGISTERS), null]]],
    [18, () => ['write', [pickKey(REGISTERS), unique]]],
    [30, () => ['txn', drawSteps(random, pickKey, number)]],
    [8, () => ['txn', drawReads(random, LISTS)]],
    [10, () => ['transfer', drawTransfer(random)]],
    [5, () => ['balances', Object.fromEntries(ACCOUNTS.map((account) => [account, null]))]],
    [9, () => ['snapshot', drawReads(random, [...LISTS, ...REGISTERS])]],
  ]);
}

/** Reads and appends; each appended element is unique in the run. */
function drawSteps(random: Random, pickKey: PickKey, number: number): readonly Step[] {
  const steps = Array.from({ length: random.between(1, MICRO_OPERATIONS_AT_MOST) }, (_, nth): Step => {
    const key = pickKey(LISTS);
    return random.percent(50) ? ['r', key, null] : ['append', key, number * MICRO_OPERATIONS_AT_MOST + nth];
  });
  if (steps.some(([step]) => step === 'append')) return steps;
  return [...steps, ['append', pickKey(LISTS), (number + 1) * MICRO_OPERATIONS_AT_MOST - 1]];
}

function drawReads(random: Random, keys: readonly string[]): readonly Step[] {
  return random
    .shuffle(keys)
    .slice(0, random.between(1, 3))
    .map((key): Step => ['r', key, null]);
}

function drawTransfer(random: Random): unknown {
  const [from, to] = random.shuffle(ACCOUNTS);
  return { from, to, amount: random.between(1, 20) };
}

/** Some runs split the lower tablet and merge it again. */
function drawReshaping(random: Random, add: (thinkMicros: number, drawn: Drawn) => void): void {
  if (!random.percent(60)) return;
  add(random.between(1_000_000, 4_000_000), ['split', { group: 'g1', at: 'b', into: 'g3' }]);
  if (random.percent(70)) add(random.between(1_000_000, 3_000_000), ['merge', { group: 'g3', into: 'g1' }]);
}

/** Everything is read once more when all is quiet, so that what was lost is seen to be lost. */
function finalReads(): readonly Drawn[] {
  return [
    ['txn', LISTS.map((key) => ['r', key, null])],
    ...REGISTERS.map((key): Drawn => ['read', [key, null]]),
    ['balances', Object.fromEntries(ACCOUNTS.map((account) => [account, null]))],
  ];
}

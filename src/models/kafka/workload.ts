import type { Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import { reserve } from '../../workloads/reserve.ts';
import { stagger } from '../../workloads/stagger.ts';
import { BILLS, ORDERS } from './partitions.ts';
import { PHASES } from './phases.ts';

/** So many clients do nothing but process orders. */
const WORKERS = 3;
const POLLED: readonly string[] = [...ORDERS, BILLS];
/** So many clients read everything at the end. */
const FINAL_READERS = 2;
const BATCH_AT_MOST = 3;
/** Workers are given so much time, at the end, before everything is read; each partition may need several goes. */
const FINAL_PROCESSING = 12;
const FINAL_READ_AFTER_MICROS = 5_000_000;

/** Sends and polls of all clients, and at the end everything read from the beginning. Values are unique. */
export function drawOperations(random: Random, topology: Topology, count: number): readonly PlannedOperation[] {
  const clients = topology.clients.map(({ name }) => name);
  const perClient = Math.ceil(count / clients.length);
  const paceMicros = Math.floor(PHASES.healMicros / perClient);
  const operations: PlannedOperation[] = [];
  const roles = reserve([...clients].reverse(), [[WORKERS, 'worker']], 'user');
  const workers = clients.filter((client) => roles.get(client) === 'worker');
  for (const client of clients) {
    const stream = random.stream(client);
    let hasAssigned = false;
    for (let nth = 0; nth < perClient; nth++) {
      const [f, value] =
        roles.get(client) === 'worker'
          ? PROCESS
          : hasAssigned
            ? drawOperation(stream, operations.length)
            : drawAssignment(stream);
      hasAssigned = true;
      const thinkMicros = drawThinkMicros(stream, paceMicros);
      operations.push({ id: operations.length, client, phase: 'chaos', thinkMicros, f, value });
    }
  }
  const add = (client: string, thinkMicros: number, [f, value]: Drawn): void => {
    operations.push({ id: operations.length, client, phase: 'final', thinkMicros, f, value });
  };
  for (const client of workers) for (let nth = 0; nth < FINAL_PROCESSING; nth++) add(client, 10_000, PROCESS);
  for (const client of clients.slice(0, FINAL_READERS)) {
    add(client, FINAL_READ_AFTER_MICROS, ['assign', POLLED]);
    add(client, 10_000, ['poll', [['poll']]]);
  }
  return operations;
}

/** Half of the operations follow at once, the others after a pause. */
function drawThinkMicros(random: Random, meanMicros: number): number {
  return stagger(random, { burstPercent: 50, burstMicros: 2_000, spreadMicros: 4 * meanMicros });
}

/** What an operation does, and its argument. */
type Drawn = readonly [f: string, value: unknown];

const PROCESS: Drawn = ['process', [['poll']]];

function drawOperation(random: Random, number: number): Drawn {
  const kind = random.below(100);
  if (kind < 40) {
    const partition = random.pick(ORDERS);
    return ['send', drawSends(random, number, () => partition)];
  }
  if (kind < 55) return [random.percent(75) ? 'txn' : 'abort', drawSends(random, number, () => random.pick(ORDERS))];
  return kind < 95 ? ['poll', [['poll']]] : drawAssignment(random);
}

function drawSends(random: Random, number: number, partitionOf: () => string): unknown {
  const records = random.percent(60) ? 1 : random.between(2, BATCH_AT_MOST);
  return Array.from({ length: records }, (_, nth) => ['send', partitionOf(), number * BATCH_AT_MOST + nth]);
}

function drawAssignment(random: Random): Drawn {
  return ['assign', random.shuffle(POLLED).slice(0, random.between(1, POLLED.length))];
}

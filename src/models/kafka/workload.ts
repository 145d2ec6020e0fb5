import type { Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import { PHASES } from './phases.ts';

/** Few partitions, so that clients meet in each. */
export const PARTITIONS: readonly string[] = ['orders-0', 'orders-1', 'orders-2'];
/** So many clients read everything at the end. */
const FINAL_READERS = 2;
const BATCH_AT_MOST = 3;

/** Sends and polls of all clients, and at the end everything read from the beginning. Values are unique. */
export function drawOperations(random: Random, topology: Topology, count: number): readonly PlannedOperation[] {
  const clients = topology.clients.map(({ name }) => name);
  const perClient = Math.ceil(count / clients.length);
  const paceMicros = Math.floor(PHASES.healMicros / perClient);
  const operations: PlannedOperation[] = [];
  for (const client of clients) {
    const stream = random.stream(client);
    let hasAssigned = false;
    for (let nth = 0; nth < perClient; nth++) {
      const [f, value] = hasAssigned ? drawOperation(stream, operations.length) : drawAssignment(stream);
      hasAssigned = true;
      const thinkMicros = drawThinkMicros(stream, paceMicros);
      operations.push({ id: operations.length, client, phase: 'chaos', thinkMicros, f, value });
    }
  }
  for (const client of clients.slice(0, FINAL_READERS)) {
    const planned = { client, phase: 'final', thinkMicros: 10_000 } as const;
    operations.push({ id: operations.length, ...planned, f: 'assign', value: PARTITIONS });
    operations.push({ id: operations.length, ...planned, f: 'poll', value: [['poll']] });
  }
  return operations;
}

/** Half of the operations follow at once, the others after a pause. */
function drawThinkMicros(random: Random, meanMicros: number): number {
  return random.percent(50) ? random.below(2_000) : random.below(4 * meanMicros);
}

/** What an operation does, and its argument. */
type Drawn = readonly [f: string, value: unknown];

function drawOperation(random: Random, number: number): Drawn {
  const kind = random.below(100);
  if (kind < 55) {
    const partition = random.pick(PARTITIONS);
    const records = random.percent(70) ? 1 : random.between(2, BATCH_AT_MOST);
    return ['send', Array.from({ length: records }, (_, nth) => ['send', partition, number * BATCH_AT_MOST + nth])];
  }
  return kind < 95 ? ['poll', [['poll']]] : drawAssignment(random);
}

function drawAssignment(random: Random): Drawn {
  return ['assign', random.shuffle(PARTITIONS).slice(0, random.between(1, PARTITIONS.length))];
}

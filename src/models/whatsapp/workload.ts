import type { Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import type { SendValue } from './device/device.ts';
import { AWAY_MICROS, LAST_LOOK_MICROS, PHASES, RECOVERY_MICROS } from './phases.ts';

const SECOND_MICROS = 1_000_000;
const ALBUM_AT_MOST = 12;
/** Messages to those who are away in the end. */
const LATE_MESSAGES = 6;

/** What an operation does, and its argument. */
type Drawn = readonly [f: string, value: unknown];

/** Draws the operations of a run: messages and albums, chats that are opened, devices that are out of reach for a while. */
export function drawWhatsappOperations(random: Random, topology: Topology, count: number): readonly PlannedOperation[] {
  const chaos = drawChaos(random.stream('chaos'), topology, count);
  return [...chaos, ...drawFinal(random.stream('final'), topology, count)];
}

function drawChaos(random: Random, { clients }: Topology, count: number): readonly PlannedOperation[] {
  const users = clients.map(({ name }) => name);
  const paceMicros = Math.floor((PHASES.healMicros * clients.length) / Math.max(1, count));
  return Array.from({ length: count }, (_, id): PlannedOperation => {
    const client = users[id % users.length] ?? '';
    const thinkMicros = random.percent(40) ? random.below(2_000) : random.below(3 * paceMicros);
    const [f, value] = drawOperation(random, id, client, users);
    return { id, client, phase: 'chaos', thinkMicros, f, value };
  });
}

/** Everyone writes most to the next few in the list, so that chats have messages of both sides. */
function drawOperation(random: Random, id: number, user: string, users: readonly string[]): Drawn {
  const kind = random.below(100);
  const other = users[(users.indexOf(user) + random.pick([1, 1, 3, users.length - 1])) % users.length] ?? user;
  if (kind < 50) return ['send', makeMessages(user, other, id, 1)];
  if (kind < 57) return ['send', makeMessages(user, other, id, random.between(2, ALBUM_AT_MOST))];
  if (kind < 80) return ['open', { user, with: other }];
  if (kind < 87) return ['sleep', { user }];
  if (kind < 91) return ['garble', { user, isHello: random.percent(30) }];
  return [
    'offline',
    { user, micros: random.pick([random.between(20_000, 300_000), random.between(300_000, 3_000_000)]) },
  ];
}

function makeMessages(from: string, to: string, id: number, count: number): SendValue {
  return { from, to, bodies: Array.from({ length: count }, (_, nth) => (count === 1 ? `m${id}` : `m${id}.${nth}`)) };
}

/**
 * At midnight everyone sends an album to the same friend at once. Then two are out of reach for hours, while others write to them. In the end
 * everyone looks at what has come.
 */
function drawFinal(random: Random, { clients }: Topology, count: number): readonly PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  const users = clients.map(({ name }) => name);
  const plan = (client: string, thinkMicros: number, [f, value]: Drawn): void => {
    operations.push({ id: count + operations.length, client, phase: 'final', thinkMicros, f, value });
  };
  const idOfNext = (): number => count + operations.length;
  const [friend = '', ...others] = random.shuffle(users);
  const away = others.splice(0, 2);
  for (const user of [...others, ...away])
    plan(user, 0, ['send', makeMessages(user, friend, idOfNext(), ALBUM_AT_MOST)]);
  for (const user of away) plan(user, SECOND_MICROS, ['offline', { user, micros: AWAY_MICROS }]);
  for (let nth = 0; nth < LATE_MESSAGES; nth++) {
    const user = others[nth >> 1] ?? '';
    const thinkMicros = Math.floor(AWAY_MICROS / 4) + random.below(SECOND_MICROS);
    plan(user, thinkMicros, ['send', makeMessages(user, away[nth % 2] ?? '', idOfNext(), 1)]);
  }
  for (const user of users) {
    const spentMicros = operations
      .filter(({ client }) => client === user)
      .reduce((sum, { thinkMicros }) => sum + thinkMicros, 0);
    plan(user, LAST_LOOK_MICROS - spentMicros, ['look', { user, owedMicros: RECOVERY_MICROS }]);
  }
  return operations;
}

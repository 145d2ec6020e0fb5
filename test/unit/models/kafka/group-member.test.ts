import { expect, test } from 'vitest';
import { GroupMember } from '../../../../src/models/kafka/client/group-member.ts';
import { Session } from '../../../../src/models/kafka/client/session.ts';
import { drawConfig, readConfig } from '../../../../src/models/kafka/config.ts';
import type { KafkaMessage } from '../../../../src/models/kafka/messages.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Request } from '../../../../src/simulation/request.ts';
import type { Task } from '../../../../src/simulation/task.ts';
import { Random } from '../../../../src/workloads/random.ts';
import { clusterWithTask } from '../../../helpers/cluster.ts';

const BROKER = 'n2';
const PARTITION = 'orders-0';

/** What a member of a cooperative group gave up that joins twice, and is given the same partition both times. */
function givenUp(wasLeftBehind: boolean): readonly string[] {
  const revoked: string[] = [];
  let joins = 0;
  const receive = (request: Request): void => {
    const { kind } = request.message as KafkaMessage;
    if (kind === 'group-heartbeat') return request.reply({ status: 'ok', mustJoin: joins === 1 });
    joins++;
    request.reply({
      status: 'ok',
      generation: joins,
      partitions: [PARTITION],
      wasLeftBehind: joins > 1 && wasLeftBehind,
    });
  };
  function* work(host: Host): Task<void> {
    const config = readConfig({ ...drawConfig(new Random('member')), isCooperative: true });
    const session = new Session(host, config, [BROKER], BROKER);
    yield* new GroupMember(host, config, session, (partition) => revoked.push(partition)).awaitPartitions(Infinity);
  }
  clusterWithTask(work, receive, { names: ['n1', BROKER] }).kernel.runUntil(10_000_000);
  expect(joins).toBeGreaterThan(1);
  return revoked;
}

test('a member keeps what it has through a rebalance in which it took part', () => {
  expect(givenUp(false)).toEqual([]);
});

test('a member whose generation ended without it gives up even what it is given again', () => {
  expect(givenUp(true)[0]).toBe(PARTITION);
});

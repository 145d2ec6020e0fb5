import { expect, test } from 'vitest';
import { retain } from '../../../../src/models/kafka/replica/retention.ts';
import { read, replicate } from '../../../../src/models/kafka/replica/serve.ts';
import type { ReplicaFetchReply } from '../../../../src/models/kafka/messages.ts';
import { KafkaBroker, PARTITION, record } from '../../../helpers/models/kafka-broker.ts';

/** A leader with twelve records, all committed, of which it keeps five at least. */
function retaining(committed = 12): KafkaBroker {
  const broker = new KafkaBroker('n1', { retainedRecords: 5 });
  broker.append(12);
  for (const follower of ['n2', 'n3']) broker.fetched(follower, committed);
  retain(broker.context, broker.replica);
  return broker;
}

function statedStarts({ simulation }: KafkaBroker): readonly unknown[] {
  return simulation.recorder.operations.filter(({ f }) => f === 'log-start').map(({ value }) => value);
}

/** What the leader answers a follower that asks for records from an offset on. */
function answerTo(broker: KafkaBroker, offset: number): ReplicaFetchReply | undefined {
  let answer: ReplicaFetchReply | undefined;
  const brokerEpoch = broker.epochOf('n2');
  const request = { partition: PARTITION, leaderEpoch: 1, brokerEpoch, offset, lastEpoch: 1 };
  const task = replicate(broker.context, broker.replica, 'n2', { kind: 'replica-fetch', ...request });
  broker.context.host.spawn('answer', task).onResolved((reply) => (answer = reply));
  broker.wait(1);
  return answer;
}

test('whole segments go, as many as leave enough, and that is stated first', () => {
  const broker = retaining();
  const { log } = broker.replica;
  expect([log.start.offset, log.end]).toEqual([4, 12]);
  expect(log.slice(0).map(({ value }) => value)[0]).toBe('order 4');
  expect(statedStarts(broker)).toEqual([{ partition: PARTITION, start: 4, retained: 5 }]);
  retain(broker.context, broker.replica);
  expect(statedStarts(broker)).toHaveLength(1);
});

test('nothing that is not committed counts, and nothing behind an open transaction goes', () => {
  expect(retaining(8).replica.log.start.offset).toBe(0);
  const broker = new KafkaBroker('n1', { retainedRecords: 1 });
  broker.append(3);
  broker.replica.append({ ...record(3), producer: { id: -1, epoch: 0, sequence: 0 }, isTransactional: true });
  broker.append(9);
  for (const follower of ['n2', 'n3']) broker.fetched(follower);
  retain(broker.context, broker.replica);
  expect(broker.replica.log.start.offset).toBe(0);
});

test('a consumer that asks for what is gone goes on where the log begins', () => {
  const { context, replica } = retaining();
  const answer = read(context, replica, { kind: 'read-records', partition: PARTITION, offset: 1 });
  if (answer.status !== 'ok') expect.fail(answer.status);
  expect(answer.records.map(([offset]) => offset)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  expect([answer.next, answer.isAtEnd]).toEqual([12, true]);
});

test('a follower that asks for what is gone is told where to begin anew; another gets records', () => {
  const broker = retaining();
  expect(answerTo(broker, 3)).toMatchObject({ status: 'out-of-range', start: { offset: 4, lastEpoch: 1 } });
  expect(answerTo(broker, 4)).toMatchObject({ status: 'ok', start: 4, highWatermark: 12 });
});

test('what producers have sent is known still, after the records are gone and the log was read anew', () => {
  const { replica } = retaining();
  replica.producers.rebuild(replica.log.start, replica.log.slice(0));
  const judge = (sequence: number): unknown => replica.producers.judge({ id: 7, epoch: 0, sequence });
  expect([judge(2), judge(11), judge(12), judge(14)]).toEqual([
    { is: 'repeated', offset: 2 },
    { is: 'repeated', offset: 11 },
    { is: 'next' },
    { is: 'out-of-order' },
  ]);
});

test('a log knows the epochs of its end, and of what was before its beginning', () => {
  const { log } = retaining().replica;
  expect([log.epochBefore(4), log.epochBefore(12), log.endOf(1), log.endOf(0)]).toEqual([
    1,
    1,
    { epoch: 1, end: 12 },
    { epoch: 1, end: 4 },
  ]);
});

test('a log that is cut before its beginning is empty and goes on there', () => {
  const { replica } = retaining();
  replica.truncate(2);
  expect([replica.log.start.offset, replica.log.end, replica.highWatermark]).toEqual([2, 2, 2]);
  expect(replica.append(record(2))).toBe(2);
});

test('a follower that begins anew has nothing, from there on', () => {
  const source = retaining();
  const { replica } = new KafkaBroker('n2');
  replica.append(record(0));
  replica.beginAnew(source.replica.log.start);
  expect([replica.log.start.offset, replica.log.end, replica.highWatermark]).toEqual([4, 4, 4]);
  for (const copied of source.replica.log.slice(4)) replica.append(copied);
  expect(replica.producers.judge({ id: 7, epoch: 0, sequence: 12 })).toEqual({ is: 'next' });
});

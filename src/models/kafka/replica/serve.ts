import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type {
  Elsewhere,
  Fetch,
  FetchReply,
  Produce,
  ProduceReply,
  Refused,
  ReplicaFetch,
  ReplicaFetchReply,
} from '../messages.ts';
import type { Replica } from './replica.ts';

const RECORDS_A_FETCH = 200;

/** Appends a client's records and answers when they are committed. */
export function* produce(context: BrokerContext, replica: Replica, request: Produce): Task<ProduceReply> {
  const { config, mechanisms } = context;
  const { leadership } = replica;
  if (leadership === undefined) return elsewhere(replica);
  if (mechanisms.acks === 'all' && !leadership.hasEnoughInsyncReplicas()) {
    context.host.reachable('kafka: refused below the least number of in-sync replicas');
    return { status: 'refused', why: 'not enough in-sync replicas', mayRetry: true };
  }
  const offsets = appendAll(context, replica, request, leadership.epoch);
  if ('status' in offsets) return offsets;
  const last = Math.max(...offsets);
  if (mechanisms.acks === 'leader' || (yield* replica.awaitCommit(last, config.commitTimeoutMicros)))
    return { status: 'ok', offsets, leader: context.host.name };
  return { status: 'unsure', why: 'appended, but not known to be replicated' };
}

/** Offsets of the records: new ones are appended, repeated ones are where they are. */
function appendAll(
  { host, mechanisms }: BrokerContext,
  replica: Replica,
  { records, isTransactional }: Produce,
  leaderEpoch: number,
): readonly number[] | Refused {
  const offsets: number[] = [];
  for (const { producer, value } of records) {
    const verdict = mechanisms.heedStamp(replica.producers.judge(producer));
    host.sometimes('kafka: a record was sent again and not appended again', verdict.is === 'repeated');
    if (verdict.is === 'repeated') offsets.push(verdict.offset);
    else if (verdict.is === 'next')
      offsets.push(replica.append({ type: 'data', leaderEpoch, producer, isTransactional, value }));
    else return { status: 'refused', why: `${verdict.is} sequence number`, mayRetry: false };
  }
  return offsets;
}

/** Gives a follower what it lacks, waiting a little for news, or tells it where its log leaves this one. */
export function* replicate(
  context: BrokerContext,
  replica: Replica,
  follower: string,
  request: ReplicaFetch,
): Task<ReplicaFetchReply> {
  const { mechanisms, metadata, config } = context;
  const { leadership, log } = replica;
  const { offset, lastEpoch, leaderEpoch, brokerEpoch } = request;
  if (leadership?.epoch !== leaderEpoch || metadata.broker(follower)?.epoch !== brokerEpoch)
    return { status: 'fenced' };
  if (offset < log.start.offset) return { status: 'out-of-range', start: log.start };
  const divergence = mechanisms.divergence(log, offset, lastEpoch);
  if (divergence !== undefined) return { status: 'diverging', ...divergence };
  leadership.fetched(follower, brokerEpoch, offset);
  replica.advance();
  if (offset >= log.end) yield* replica.changed.wait(config.fetchWaitMicros);
  if (replica.leadership !== leadership) return { status: 'fenced' };
  const records = log.slice(offset, offset + RECORDS_A_FETCH);
  return { status: 'ok', records, highWatermark: replica.highWatermark, start: log.start.offset };
}

/**
 * Gives a consumer committed records of transactions that were not aborted. One that asks for what retention has removed goes
 * on where the log begins (auto.offset.reset=earliest).
 */
export function read({ host }: BrokerContext, replica: Replica, { offset }: Fetch): FetchReply {
  if (replica.leadership === undefined) return elsewhere(replica);
  const { log, producers, lastStableOffset, highWatermark } = replica;
  const from = Math.max(offset, log.start.offset);
  host.sometimes('kafka: a consumer asks for records that retention has removed', from > offset);
  const next = Math.max(from, Math.min(lastStableOffset, from + RECORDS_A_FETCH));
  const records: (readonly [number, unknown])[] = [];
  log.slice(from, next).forEach(({ type, value }, nth) => {
    if (type === 'data' && !producers.isAborted(from + nth)) records.push([from + nth, value]);
  });
  return { status: 'ok', records, next, isAtEnd: next >= highWatermark };
}

function elsewhere({ state }: Replica): Elsewhere {
  return { status: 'not-leader', leader: state.leader };
}

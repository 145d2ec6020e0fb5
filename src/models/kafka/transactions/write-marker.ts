import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { DoneReply, WriteMarker } from '../messages.ts';
import type { Replica } from '../replica/replica.ts';

/** Writes the end of a transaction into a partition, once; answers when it is committed there. */
export function* writeMarker(
  { config }: BrokerContext,
  replica: Replica,
  { id, epoch, isCommit }: WriteMarker,
): Task<DoneReply> {
  const { leadership } = replica;
  if (leadership === undefined) return { status: 'not-leader', leader: replica.state.leader };
  if (replica.producers.epochOf(id) < epoch)
    replica.append({
      type: isCommit ? 'commit' : 'abort',
      leaderEpoch: leadership.epoch,
      producer: { id, epoch, sequence: -1 },
      isTransactional: true,
      value: null,
    });
  const isCommitted = yield* replica.awaitCommit(replica.log.end - 1, config.commitTimeoutMicros);
  return isCommitted ? { status: 'ok' } : { status: 'unsure', why: 'not known to be replicated' };
}

import type { Task } from '../../../simulation/task.ts';
import { ballotAbove } from './ballot.ts';
import { Leadership } from './leadership.ts';
import type { Prepare, PrepareReply, PreVote } from './messages.ts';
import type { ReplicatedLog } from './replicated-log.ts';

/**
 * Asks a majority to be led by this replica: first whether it would agree, then under a ballot. Undefined when it doesn't.
 * The own promise is durable before anyone else hears of the ballot, so no later incarnation leads under the same one.
 */
export function* campaign(log: ReplicatedLog): Task<Leadership | undefined> {
  const { host, clock, majority, acceptor } = log;
  const { group, members, electionMicros, leaseMicros } = log.options;
  const preVote: PreVote = { kind: 'pre-vote', group };
  const support = yield* host.quorum<boolean>(members, preVote, majority, electionMicros, (isYes) => isYes);
  if (!support.isReached) return undefined;
  const ballot = ballotAbove(acceptor.promised, members.indexOf(host.name));
  const leaseUntil = clock.now().earliest + leaseMicros;
  const prepare: Prepare = { kind: 'prepare', group, ballot, fromSlot: log.chosenUpTo };
  const own = yield* host.call<PrepareReply>(host.name, prepare, electionMicros);
  if (own?.isOk !== true) return undefined;
  const others = members.filter((member) => member !== host.name);
  const votes = yield* host.quorum<PrepareReply>(others, prepare, majority - 1, electionMicros, ({ isOk }) => isOk);
  if (!votes.isReached || acceptor.promised !== ballot) return undefined;
  const reported = votes.accepted.flatMap(({ reply }) => (reply.isOk ? reply.accepted : []));
  return new Leadership(log, ballot, leaseUntil, [...own.accepted, ...reported]);
}

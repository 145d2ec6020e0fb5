import type { Task } from '../../../simulation/task.ts';
import type { LogExtent, LogExtentReply } from '../messages.ts';
import type { Controller } from './controller.ts';

/**
 * Every replica that held all committed records has restarted since, so that each may have lost the end of its log. When
 * all of them can be heard, the one whose log reaches furthest leads: it has every committed record that any of them
 * has (KIP-966, unclean recovery, "balanced").
 */
export function* recoverLeaderless(controller: Controller): Task<void> {
  const { metadata } = controller;
  for (const [partition, { leader, isr, eligible, uncertain, version }] of metadata.partitions) {
    if (leader !== null || isr.length + eligible.length > 0 || uncertain.length === 0) continue;
    const furthest = yield* findFurthest(controller, partition, uncertain);
    if (furthest === undefined) continue;
    controller.host.reachable('kafka: a leader is found by comparing logs');
    yield* controller.decide({ type: 'elect', partition, version, leader: furthest });
  }
}

function* findFurthest(
  { host, config, metadata }: Controller,
  partition: string,
  brokers: readonly string[],
): Task<string | undefined> {
  const question: LogExtent = { kind: 'log-extent', partition };
  const timeout = config.brokerHeartbeatMicros;
  const { accepted } = yield* host.quorum<LogExtentReply>(brokers, question, brokers.length, timeout, () => true);
  const current = accepted.filter(({ from, reply }) => metadata.broker(from)?.incarnation === reply.incarnation);
  if (current.length < brokers.length) return undefined;
  const ranked = current.toSorted((a, b) => b.reply.lastEpoch - a.reply.lastEpoch || b.reply.end - a.reply.end);
  return ranked[0]?.from;
}

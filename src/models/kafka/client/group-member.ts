import { Condition } from '../../../simulation/condition.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { Config } from '../config.ts';
import type { GroupHeartbeat, GroupHeartbeatReply, JoinGroup, JoinGroupReply } from '../messages.ts';
import type { Session } from './session.ts';

/** A worker's membership in the group: heartbeats, and which partitions are its own in which generation. */
export class GroupMember {
  readonly #host: Host;
  readonly #config: Config;
  readonly #session: Session;
  readonly #revoked: (partition: string) => void;
  #generation = -1;
  #partitions: readonly string[] = [];
  #hasBegun = false;
  readonly #given: Condition;

  /** @param revoked told of each partition that is the worker's own no more */
  constructor(host: Host, config: Config, session: Session, revoked: (partition: string) => void) {
    this.#host = host;
    this.#config = config;
    this.#session = session;
    this.#revoked = revoked;
    this.#given = new Condition(host, 'the group to give it partitions');
  }

  get generation(): number {
    return this.#generation;
  }

  get partitions(): readonly string[] {
    return this.#partitions;
  }

  /** Joins the group when first called, and stays in it as long as this client runs. Waits until it has partitions. */
  *awaitPartitions(deadline: number): Task<void> {
    if (!this.#hasBegun) this.#host.spawn('membership of a worker', this.#stayIn());
    this.#hasBegun = true;
    while (this.#partitions.length === 0 && this.#host.now() < deadline)
      yield* this.#given.wait(deadline - this.#host.now());
  }

  *#stayIn(): Task<void> {
    yield* this.#join();
    yield* this.#keepBeating();
  }

  *#keepBeating(): Task<void> {
    for (;;) {
      yield* this.#host.sleep(this.#config.memberSessionMicros >> 2);
      const deadline = this.#host.now() + this.#config.memberSessionMicros;
      const message: GroupHeartbeat = {
        kind: 'group-heartbeat',
        member: this.#host.name,
        generation: this.#generation,
      };
      const answer = yield* this.#session.ask<GroupHeartbeatReply>('group', deadline, () => message);
      if (answer.status === 'ok' && answer.mustJoin) yield* this.#join();
    }
  }

  /** Eager: gives everything up before it joins. Cooperative: keeps it, and joins once more when it had to give some up. */
  *#join(): Task<void> {
    if (!this.#config.isCooperative) this.#keep([]);
    const deadline = this.#host.now() + this.#config.memberSessionMicros;
    const message: JoinGroup = {
      kind: 'join-group',
      member: this.#host.name,
      generation: this.#generation,
      owned: this.#partitions,
    };
    const answer = yield* this.#session.ask<JoinGroupReply>('group', deadline, () => message);
    if (answer.status !== 'ok') return;
    this.#generation = answer.generation;
    if (answer.wasLeftBehind) this.#keep([]);
    const hadToGiveUp = this.#keep(answer.partitions);
    this.#partitions = answer.partitions;
    this.#given.notify();
    if (hadToGiveUp) yield* this.#join();
  }

  /** Gives up all other partitions: whether there were any. */
  #keep(partitions: readonly string[]): boolean {
    const revoked = this.#partitions.filter((partition) => !partitions.includes(partition));
    this.#partitions = this.#partitions.filter((partition) => partitions.includes(partition));
    for (const partition of revoked) this.#revoked(partition);
    return revoked.length > 0;
  }
}

import { Condition } from '../../../simulation/condition.ts';
import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { GroupHeartbeat, GroupHeartbeatReply, JoinGroup, JoinGroupReply } from '../messages.ts';
import { ORDERS } from '../partitions.ts';
import type { Leadership } from '../replica/leadership.ts';
import type { Replica } from '../replica/replica.ts';
import { shareOut, withoutOwnedByOthers } from './share-out.ts';

/** What the coordinator knows of a worker. */
interface Member {
  seenAt: number;
  /** What it says it has; nothing where it speaks of another generation. */
  owned: readonly string[];
  hasJoined: boolean;
}

/**
 * Who is in the group of workers, and who has which partitions of orders. A change of members begins a rebalance: a barrier
 * that waits until every member has joined anew, or was silent for too long; then another generation begins. Eager: members
 * come with empty hands. Cooperative (KIP-429): they keep what they have until another is to have it, who gets it in the
 * generation after they gave it up. All is in memory: another coordinator has everybody join anew.
 */
export class GroupMembership {
  readonly #context: BrokerContext;
  readonly #replica: Replica;
  readonly #changed: Condition;
  readonly #members = new Map<string, Member>();
  #servedUnder: Leadership | undefined = undefined;
  #generation = 0;
  #shares: ReadonlyMap<string, readonly string[]> = new Map();
  /** Until when the barrier waits; undefined while there is none. */
  #barrierUntil: number | undefined = undefined;

  constructor(context: BrokerContext, replica: Replica) {
    this.#context = context;
    this.#replica = replica;
    this.#changed = new Condition(context.host, 'all workers to join');
  }

  /** Waits at the barrier: answers with what the member has in the generation that begins. */
  *join({ member, generation, owned }: JoinGroup): Task<JoinGroupReply> {
    const leadership = this.#serve();
    if (leadership === undefined) return this.#elsewhere();
    const { host, config } = this.#context;
    if (this.#barrierUntil === undefined) this.#beginRebalance();
    const wasLeftBehind = generation !== this.#numberOf(leadership);
    this.#members.set(member, { seenAt: host.now(), owned: wasLeftBehind ? [] : owned, hasJoined: true });
    const barrier = this.#generation;
    while (this.#replica.leadership === leadership && this.#generation === barrier) {
      this.#dropSilent();
      const patience = (this.#barrierUntil ?? 0) - host.now();
      if (patience <= 0 || [...this.#members.values()].every(({ hasJoined }) => hasJoined)) this.#endRebalance();
      else yield* this.#changed.wait(Math.min(patience, config.memberSessionMicros >> 2));
    }
    if (this.#replica.leadership !== leadership) return this.#elsewhere();
    const partitions = this.#shares.get(member) ?? [];
    return { status: 'ok', generation: this.#numberOf(leadership), partitions, wasLeftBehind };
  }

  heartbeat({ member, generation }: GroupHeartbeat): GroupHeartbeatReply {
    const leadership = this.#serve();
    if (leadership === undefined) return this.#elsewhere();
    const known = this.#members.get(member);
    if (known !== undefined) known.seenAt = this.#context.host.now();
    if (this.#dropSilent() && this.#barrierUntil === undefined) this.#beginRebalance();
    const isCurrent = known !== undefined && generation === this.#numberOf(leadership);
    return { status: 'ok', mustJoin: !isCurrent || this.#barrierUntil !== undefined };
  }

  /** The present leadership; whoever takes it up knows nobody. */
  #serve(): Leadership | undefined {
    const { leadership } = this.#replica;
    if (leadership !== undefined && leadership !== this.#servedUnder) {
      this.#members.clear();
      this.#shares = new Map();
      this.#barrierUntil = undefined;
      this.#servedUnder = leadership;
    }
    return leadership;
  }

  #beginRebalance(): void {
    const { host, config } = this.#context;
    host.sometimes('kafka: the group of workers is rebalanced', this.#shares.size > 0);
    this.#barrierUntil = host.now() + config.rebalanceTimeoutMicros;
    for (const member of this.#members.values()) member.hasJoined = false;
  }

  /** Who didn't come to the barrier is out. */
  #endRebalance(): void {
    const { host, config } = this.#context;
    for (const [name, { hasJoined }] of this.#members) if (!hasJoined) this.#members.delete(name);
    const owned = new Map([...this.#members].map(([name, member]) => [name, member.owned]));
    const wanted = shareOut(ORDERS, owned);
    this.#shares = config.isCooperative ? withoutOwnedByOthers(wanted, owned) : wanted;
    const given = [...this.#shares.values()].flat().length;
    host.sometimes('kafka: a partition is withheld until its worker gave it up', given < ORDERS.length);
    this.#barrierUntil = undefined;
    this.#generation++;
    this.#changed.notify();
  }

  /** Whether anybody was silent for too long. */
  #dropSilent(): boolean {
    const { host, config } = this.#context;
    const silent = [...this.#members].filter(([, { seenAt }]) => host.now() - seenAt > config.memberSessionMicros);
    for (const [name] of silent) this.#members.delete(name);
    return silent.length > 0;
  }

  /** Generations of a later leader are higher: leader epochs are. */
  #numberOf({ epoch }: Leadership): number {
    return epoch * 1_000 + this.#generation;
  }

  #elsewhere(): { readonly status: 'not-leader'; readonly leader: string | null } {
    const { leader } = this.#replica.state;
    return { status: 'not-leader', leader: leader === this.#context.host.name ? null : leader };
  }
}

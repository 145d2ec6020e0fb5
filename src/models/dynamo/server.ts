import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { formatDots } from '../parts/causality/dot-set.ts';
import { contextOf } from '../parts/causality/version.ts';
import { AntiEntropy } from './anti-entropy.ts';
import type { Config } from './config.ts';
import { Gossiper } from './gossip.ts';
import { HandOff } from './hand-off.ts';
import type { Mechanisms } from './mechanisms.ts';
import { Membership, type Seed } from './membership.ts';
import type { DynamoMessage } from './messages.ts';
import { ReadCoordinator } from './read-coordinator.ts';
import { Replica } from './replica.ts';
import { RingChange } from './ring-change.ts';
import { WriteCoordinator } from './write-coordinator.ts';

/** One Dynamo node: any of them coordinates any request, and is a replica of the keys that the ring gives it. */
export class DynamoServer implements Program {
  readonly #host: Host;
  readonly #membership: Membership;
  readonly #replica: Replica;
  readonly #reads: ReadCoordinator;
  readonly #writes: WriteCoordinator;
  readonly #gossiper: Gossiper;
  readonly #handOff: HandOff;
  readonly #antiEntropy: AntiEntropy;
  readonly #ringChange: RingChange;
  readonly #hasAntiEntropy: boolean;

  constructor(host: Host, config: Config, mechanisms: Mechanisms, seeds: readonly Seed[]) {
    this.#host = host;
    const membership = new Membership(host, config, mechanisms, seeds);
    const replica = new Replica(host, mechanisms);
    this.#membership = membership;
    this.#replica = replica;
    this.#reads = new ReadCoordinator(host, config, mechanisms, membership, replica);
    this.#writes = new WriteCoordinator(host, config, mechanisms, membership, replica);
    this.#gossiper = new Gossiper(host, config, membership);
    this.#handOff = new HandOff(host, config, membership, replica);
    this.#antiEntropy = new AntiEntropy(host, config, membership, replica.store);
    this.#ringChange = new RingChange(host, config, membership, replica);
    this.#hasAntiEntropy = mechanisms.hasAntiEntropy;
  }

  start(): void {
    this.#host.spawn('gossip', this.#gossiper.run());
    this.#host.spawn('hand-off', this.#handOff.run());
    if (this.#hasAntiEntropy) this.#host.spawn('anti-entropy', this.#antiEntropy.run());
    this.#ringChange.start();
  }

  receive(request: Request): void {
    const message = request.message as DynamoMessage;
    this.#membership.detector.heardFrom(request.from);
    switch (message.kind) {
      case 'get':
        return this.#answerWhenDone(request, this.#reads.get(message));
      case 'put':
        return this.#answerWhenDone(request, this.#writes.put(message));
      case 'fetch':
        return request.reply(this.#replica.lookUp(message.key));
      case 'store':
        return this.#answerWhenDone(request, this.#replica.keep(message));
      case 'repair':
        return this.#replica.store.repair(message);
      case 'handoff':
        return this.#answerWhenDone(request, this.#replica.receive(message.entries));
      case 'gossip':
        return this.#gossiper.receive(request.from, message);
      case 'hashes':
        return request.reply(this.#antiEntropy.hashes(request.from, message));
      case 'exchange':
        return request.reply(this.#antiEntropy.exchange(request.from, message));
      case 'transfer':
        return request.reply(this.#ringChange.transferTo(request.from));
      case 'join':
      case 'leave':
        return this.#answerWhenDone(request, this.#ringChange.order(message));
    }
  }

  /** Nobody leads. What hurts most to lose is a server that keeps what its owners don't have yet. */
  isPrimary(): boolean {
    return this.#replica.hints.targets().length > 0;
  }

  orderMembership(isMember: boolean): boolean {
    if (this.#membership.status === (isMember ? 'member' : 'outside')) return true;
    this.#host.spawn('ordered change', this.#ringChange.order({ kind: isMember ? 'join' : 'leave' }));
    return false;
  }

  /** States every key that it owns, by its own ring. */
  report(): void {
    const owned = this.#replica.store.keys().filter((key) => this.#membership.owns(key));
    const states = owned.sort().map((key) => {
      const siblings = this.#replica.store.get(key);
      const values = siblings.map(({ value }) => value);
      return [key, { owners: this.#membership.owners(key), siblings: values, clock: formatDots(contextOf(siblings)) }];
    });
    this.#host.observe('replica-state', { keys: Object.fromEntries(states) });
  }

  #answerWhenDone(request: Request, task: Task<unknown>): void {
    this.#host.spawn(request.message.kind, task).onResolved((reply) => request.reply(reply));
  }
}

import type { MetadataCommand } from './commands.ts';
import { type PartitionState, withIsr, withoutMemoryOf } from './partition-state.ts';

/** What the metadata says of a broker. Plain data. */
export interface BrokerState {
  /** Which start of the process registered. */
  readonly incarnation: number;
  /** Number of that registration: what an earlier incarnation had caught up with counts no longer (KIP-903). */
  readonly epoch: number;
  /** A fenced broker leads nothing and is in sync with nothing. */
  readonly isFenced: boolean;
}

/** The metadata as plain data. */
export interface MetadataImage {
  readonly brokers: Readonly<Record<string, BrokerState>>;
  readonly partitions: Readonly<Record<string, PartitionState>>;
}

/** Who may lead a partition, of those that can be heard; null when nobody may. */
export type ElectionRule = (state: PartitionState, isUsable: (broker: string) => boolean) => string | null;

/**
 * The cluster's metadata: what every controller and broker makes of the same commands in the same order.
 * After Kafka's KRaft controller with eligible leader replicas (KIP-500, KIP-903, KIP-966).
 */
export class Metadata {
  readonly #minInsyncReplicas: number;
  readonly #electLeader: ElectionRule;
  readonly #brokers = new Map<string, BrokerState>();
  readonly #partitions = new Map<string, PartitionState>();
  readonly #producerIds = new Map<string, number>();

  constructor(image: MetadataImage, minInsyncReplicas: number, electLeader: ElectionRule) {
    this.#minInsyncReplicas = minInsyncReplicas;
    this.#electLeader = electLeader;
    this.adopt(image);
  }

  /** Takes over what another one says. */
  adopt(image: MetadataImage): void {
    for (const [name, state] of Object.entries(image.brokers)) this.#brokers.set(name, state);
    for (const [name, state] of Object.entries(image.partitions)) this.#partitions.set(name, state);
  }

  image(): MetadataImage {
    return { brokers: Object.fromEntries(this.#brokers), partitions: Object.fromEntries(this.#partitions) };
  }

  broker(name: string): BrokerState | undefined {
    return this.#brokers.get(name);
  }

  get brokers(): ReadonlyMap<string, BrokerState> {
    return this.#brokers;
  }

  /** @throws RangeError when there is no such partition. */
  partition(name: string): PartitionState {
    const state = this.#partitions.get(name);
    if (state === undefined) throw new RangeError(`there is no partition ${name}`);
    return state;
  }

  get partitions(): ReadonlyMap<string, PartitionState> {
    return this.#partitions;
  }

  /** The producer id that was given for a request. */
  producerIdFor(request: string): number | undefined {
    return this.#producerIds.get(request);
  }

  isUsable(broker: string): boolean {
    return this.#brokers.get(broker)?.isFenced === false;
  }

  apply(slot: number, command: MetadataCommand): void {
    switch (command.type) {
      case 'register':
        return this.#register(slot, command.broker, command.incarnation);
      case 'fence':
        return this.#fence(command.broker, command.epoch);
      case 'unfence':
        return this.#unfence(command.broker, command.epoch);
      case 'alter-isr':
        return this.#alterIsr(command);
      case 'elect':
        return this.#elect(command);
      case 'producer-id':
        if (!this.#producerIds.has(command.request)) this.#producerIds.set(command.request, slot);
    }
  }

  /** A broker that is new to the cluster had nothing to lose. */
  #register(slot: number, broker: string, incarnation: number): void {
    const known = this.#brokers.get(broker);
    if (known !== undefined && known.incarnation >= incarnation) return;
    this.#brokers.set(broker, { incarnation, epoch: slot, isFenced: false });
    this.#changeAll((state) => (known === undefined ? state : withoutMemoryOf(state, broker, this.#minInsyncReplicas)));
  }

  #fence(broker: string, epoch: number): void {
    const known = this.#brokers.get(broker);
    if (known?.epoch !== epoch || known.isFenced) return;
    this.#brokers.set(broker, { ...known, isFenced: true });
    this.#changeAll((state) => {
      if (!state.isr.includes(broker)) return state;
      const isr = state.isr.filter((member) => member !== broker);
      return withIsr(state, isr, 'clean', this.#minInsyncReplicas);
    });
  }

  #unfence(broker: string, epoch: number): void {
    const known = this.#brokers.get(broker);
    if (known?.epoch !== epoch) return;
    this.#brokers.set(broker, { ...known, isFenced: false });
    this.#changeAll((state) => state);
  }

  #alterIsr({ partition, leaderEpoch, version, isr }: MetadataCommand & { type: 'alter-isr' }): void {
    const state = this.partition(partition);
    if (state.leaderEpoch !== leaderEpoch || state.version !== version) return;
    const isCurrent = isr.every(({ broker, epoch }) => this.isUsable(broker) && this.broker(broker)?.epoch === epoch);
    if (!isCurrent) return;
    const members = isr.map(({ broker }) => broker);
    this.#change(partition, withIsr(state, members, 'clean', this.#minInsyncReplicas));
  }

  /** An in-sync replica may always lead; a replica that lost its memory only when the controller compared all of them. */
  #elect({ partition, version, leader }: MetadataCommand & { type: 'elect' }): void {
    const state = this.partition(partition);
    if (state.version !== version || !this.isUsable(leader)) return;
    if (state.isr.includes(leader)) return this.#change(partition, state, leader);
    if (state.isr.length + state.eligible.length > 0 || !state.uncertain.includes(leader)) return;
    this.#change(partition, state, leader);
  }

  #changeAll(change: (state: PartitionState) => PartitionState): void {
    for (const [name, state] of this.#partitions) this.#change(name, change(state));
  }

  /** Sets a state, with a new leader where the present one can't go on or another one is wanted. */
  #change(name: string, changed: PartitionState, wanted?: string): void {
    const before = this.partition(name);
    const { leader: present } = changed;
    const canStay = present !== null && changed.isr.includes(present) && this.isUsable(present);
    const leader = wanted ?? (canStay ? present : this.#electLeader(changed, (broker) => this.isUsable(broker)));
    const isSame = leader === present;
    if (isSame && changed === before) return;
    const isr = leader === null || changed.isr.includes(leader) ? changed.isr : [...changed.isr, leader];
    const isOutside = (broker: string): boolean => broker !== leader;
    this.#partitions.set(name, {
      ...changed,
      leader,
      leaderEpoch: isSame ? before.leaderEpoch : before.leaderEpoch + 1,
      version: before.version + 1,
      isr,
      eligible: changed.eligible.filter(isOutside),
      uncertain: changed.uncertain.filter(isOutside),
    });
  }
}

/** The first in-sync replica that can be heard, else one that is eligible still. */
export const electClean: ElectionRule = ({ replicas, isr, eligible }, isUsable) => {
  const inSync = replicas.find((broker) => isr.includes(broker) && isUsable(broker));
  return inSync ?? replicas.find((broker) => eligible.includes(broker) && isUsable(broker)) ?? null;
};

import { describe, expect, test } from 'vitest';
import type { MetadataCommand } from '../../../../src/models/kafka/cluster/commands.ts';
import { electClean, Metadata } from '../../../../src/models/kafka/cluster/metadata.ts';
import type { PartitionState } from '../../../../src/models/kafka/cluster/partition-state.ts';

const REPLICAS = ['a', 'b', 'c'];
const EMPTY: PartitionState = {
  replicas: REPLICAS,
  leader: null,
  leaderEpoch: 0,
  version: 0,
  isr: REPLICAS,
  eligible: [],
  uncertain: [],
};

/** A cluster whose brokers have registered in turn, at slots 0, 1 and 2. */
class Cluster {
  readonly metadata = new Metadata({ brokers: {}, partitions: { p: EMPTY } }, 2, electClean);
  #slot = 0;

  constructor() {
    for (const broker of REPLICAS) this.apply({ type: 'register', broker, incarnation: 0 });
  }

  get state(): PartitionState {
    return this.metadata.partition('p');
  }

  apply(command: MetadataCommand): this {
    this.metadata.apply(this.#slot++, command);
    return this;
  }

  fence(broker: string): this {
    return this.apply({ type: 'fence', broker, epoch: this.metadata.broker(broker)?.epoch ?? -1 });
  }

  unfence(broker: string): this {
    return this.apply({ type: 'unfence', broker, epoch: this.metadata.broker(broker)?.epoch ?? -1 });
  }

  restart(broker: string): this {
    const incarnation = (this.metadata.broker(broker)?.incarnation ?? 0) + 1;
    return this.apply({ type: 'register', broker, incarnation });
  }

  alterIsr(...members: readonly string[]): this {
    const { leaderEpoch, version } = this.state;
    const isr = members.map((broker) => ({ broker, epoch: this.metadata.broker(broker)?.epoch ?? -1 }));
    return this.apply({ type: 'alter-isr', partition: 'p', leaderEpoch, version, isr });
  }
}

describe('a new cluster', () => {
  test('is led by the first broker that registers', () => {
    expect(new Cluster().state).toMatchObject({ leader: 'a', leaderEpoch: 1, isr: REPLICAS });
  });
});

describe('a fenced leader', () => {
  test('is followed by an in-sync replica under the next epoch', () => {
    expect(new Cluster().fence('a').state).toMatchObject({ leader: 'b', leaderEpoch: 2, isr: ['b', 'c'] });
  });

  test('is not followed by a replica that was out of sync', () => {
    const { state } = new Cluster().alterIsr('a', 'b').fence('b').fence('a');
    expect(state).toMatchObject({ leader: null, isr: [], eligible: ['b', 'a'] });
  });

  test('leads again when it comes back and nobody else may', () => {
    const { state } = new Cluster().alterIsr('a', 'b').fence('b').fence('a').unfence('a');
    expect(state).toMatchObject({ leader: 'a', leaderEpoch: 3, isr: ['a'], eligible: ['b'] });
  });
});

describe('replicas that left when nothing could be committed any more', () => {
  test('are eligible: they have every committed record', () => {
    const { state } = new Cluster().alterIsr('a', 'b').alterIsr('a').restart('a');
    expect(state).toMatchObject({ leader: 'b', isr: ['b'], eligible: [], uncertain: ['a'] });
  });

  test('are forgotten as soon as enough are in sync again', () => {
    const { state } = new Cluster().alterIsr('a', 'b').alterIsr('a').alterIsr('a', 'c');
    expect(state).toMatchObject({ isr: ['a', 'c'], eligible: [], uncertain: [] });
  });

  test('may lead after a restart only when nobody else is left and the controller says so', () => {
    const cluster = new Cluster().alterIsr('a', 'b').restart('a').restart('b');
    expect(cluster.state).toMatchObject({ leader: null, isr: [], eligible: [], uncertain: ['a', 'b'] });
    const { version } = cluster.state;
    const stranger = cluster.apply({ type: 'elect', partition: 'p', version, leader: 'c' });
    expect(stranger.state.leader).toBeNull();
    cluster.apply({ type: 'elect', partition: 'p', version, leader: 'b' });
    expect(cluster.state).toMatchObject({ leader: 'b', isr: ['b'], uncertain: ['a'] });
  });
});

describe('an alteration of the in-sync replicas', () => {
  const { leaderEpoch, version } = new Cluster().state;
  const members = [
    { broker: 'a', epoch: 0 },
    { broker: 'b', epoch: 1 },
  ];
  const alteration = { type: 'alter-isr', partition: 'p', leaderEpoch, version, isr: members } as const;

  test('is taken when it rests on the present state', () => {
    expect(new Cluster().apply(alteration).state.isr).toEqual(['a', 'b']);
  });

  test.each([
    ['an earlier leader', { ...alteration, leaderEpoch: 0 }],
    ['an earlier state', { ...alteration, version: version - 1 }],
    ['an earlier life of a broker', { ...alteration, isr: [...members, { broker: 'c', epoch: 1 }] }],
  ])('is refused when it comes from %s', (_, command) => {
    expect(new Cluster().apply(command).state.isr).toEqual(REPLICAS);
  });
});

import type { Host } from '../../simulation/host.ts';
import { FailureDetector } from '../parts/gossip/failure-detector.ts';
import { type Member, MemberTable } from '../parts/gossip/member-table.ts';
import { HashRing, type RingMember } from '../parts/ring/hash-ring.ts';
import type { Config } from './config.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Status } from './messages.ts';

/** A server as the cluster was first set up with it; every server is given the same list. */
export interface Seed extends RingMember {
  readonly status: Status;
}

const LOG = 'members';

/** One server's view of the cluster: who is in the ring, who owns a key, who can be reached. */
export class Membership {
  /** Counts changes of the ring. */
  revision = 0;
  readonly detector: FailureDetector;
  readonly #host: Host;
  readonly #config: Config;
  readonly #mechanisms: Mechanisms;
  readonly #seeds: readonly Seed[];
  readonly #table: MemberTable<Status>;
  /** The disk came back empty: others know better than the seeds what this server was. */
  #isAmnesic: boolean;
  #ring: HashRing | undefined = undefined;
  readonly #preferences = new Map<string, readonly string[]>();

  constructor(host: Host, config: Config, mechanisms: Mechanisms, seeds: readonly Seed[]) {
    this.#host = host;
    this.#config = config;
    this.#mechanisms = mechanisms;
    this.#seeds = seeds;
    this.detector = new FailureDetector(config.patienceRounds);
    this.#table = new MemberTable(seeds.map(({ name, status }) => ({ name, generation: 0, heartbeat: 0, status })));
    const remembered = host.read<Member<Status>>(LOG);
    this.#isAmnesic = remembered.length === 0 && host.restarts > 0;
    this.#table.merge(remembered);
    if (!this.#isAmnesic) this.#restate(this.status);
  }

  get status(): Status {
    return this.#table.get(this.#host.name)?.status ?? 'outside';
  }

  /** What it tells others; nothing of itself while it does not know what it was. */
  entries(): readonly Member<Status>[] {
    const entries = this.#table.entries();
    return this.#isAmnesic ? entries.filter(({ name }) => name !== this.#host.name) : entries;
  }

  /** All other servers, whether in the ring or not. */
  peers(): readonly string[] {
    return this.#seeds.map(({ name }) => name).filter((name) => name !== this.#host.name);
  }

  /** Whether a server is in the ring. */
  isMember(name: string): boolean {
    return this.#table.get(name)?.status === 'member';
  }

  isReachable(name: string): boolean {
    return name === this.#host.name || !this.detector.isSuspected(name);
  }

  /** Members in the order in which they are asked for a key; the owners come first. */
  preferenceList(key: string): readonly string[] {
    const known = this.#preferences.get(key);
    if (known !== undefined) return known;
    this.#ring ??= this.#ringOf(this.#seeds.filter(({ name }) => this.isMember(name)));
    const list = this.#ring.preferenceList(key, this.#config.replicas);
    this.#preferences.set(key, list);
    return list;
  }

  owners(key: string): readonly string[] {
    return this.preferenceList(key).slice(0, this.#config.replicas);
  }

  owns(key: string): boolean {
    return this.owners(key).includes(this.#host.name);
  }

  /** Those of the keys that a server will own once it is a member. */
  futureKeysOf(joining: string, keys: readonly string[]): readonly string[] {
    const ring = this.#ringOf(this.#seeds.filter(({ name }) => name === joining || this.isMember(name)));
    const { replicas } = this.#config;
    return keys.filter((key) => ring.preferenceList(key, replicas).slice(0, replicas).includes(joining));
  }

  /** One more round of gossip: the server is still alive, and a little less sure of others. */
  beat(): void {
    this.detector.tick();
    const own = this.#table.get(this.#host.name);
    if (own !== undefined && !this.#isAmnesic) this.#table.merge([{ ...own, heartbeat: own.heartbeat + 1 }]);
  }

  /** Takes over what another server knows. */
  hear(members: readonly Member<Status>[]): void {
    const own = members.find(({ name }) => name === this.#host.name);
    if (this.#isAmnesic && own !== undefined) {
      this.#host.reachable('an emptied server learned from others what it was');
      this.#isAmnesic = false;
      this.#restate(own.status);
    }
    for (const { member, before } of this.#table.merge(members)) {
      this.detector.heardOf(member.name);
      if (before?.status !== member.status) this.#remember(member);
    }
  }

  /** Changes what this server is; durable after the next sync. */
  become(status: Status): void {
    this.#restate(status);
  }

  #restate(status: Status): void {
    const { name, restarts: generation } = this.#host;
    const own = this.#table.get(name);
    const heartbeat = own?.generation === generation ? own.heartbeat + 1 : 1;
    const restated = { name, generation, heartbeat, status };
    this.#table.merge([restated]);
    this.#remember(restated);
  }

  #remember(member: Member<Status>): void {
    this.#host.append(LOG, member);
    this.revision++;
    this.#ring = undefined;
    this.#preferences.clear();
  }

  #ringOf(members: readonly RingMember[]): HashRing {
    return new HashRing(members, this.#config.virtualNodes, this.#mechanisms.ringHash(this.#host));
  }
}

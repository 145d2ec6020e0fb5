import type { Future } from '../../simulation/future.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import { contextOf, identityOf, type Siblings } from '../parts/causality/version.ts';
import type { Config } from './config.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Membership } from './membership.ts';
import type { Fetch, Get, GetReply, Refusal, Repair } from './messages.ts';
import type { Replica } from './replica.ts';

interface Answer {
  readonly from: string;
  readonly siblings: Siblings<unknown>;
}

/**
 * Takes a client's read: asks the first N reachable servers of the key's preference list, answers with what R of them,
 * or after a time-out fewer, hold, and mends afterwards what it found stale (Dynamo, 4.5 and 5).
 */
export class ReadCoordinator {
  readonly #host: Host;
  readonly #config: Config;
  readonly #mechanisms: Mechanisms;
  readonly #membership: Membership;
  readonly #replica: Replica;

  constructor(host: Host, config: Config, mechanisms: Mechanisms, membership: Membership, replica: Replica) {
    this.#host = host;
    this.#config = config;
    this.#mechanisms = mechanisms;
    this.#membership = membership;
    this.#replica = replica;
  }

  *get({ key }: Get): Task<GetReply | Refusal> {
    const host = this.#host;
    const { replicas, readQuorum, replicaTimeoutMicros } = this.#config;
    const list = this.#membership.preferenceList(key).filter((name) => this.#membership.isReachable(name));
    const asked = list.slice(0, replicas);
    const answers: Answer[] = [];
    const enough = host.future<true>();
    const all = host.future<true>();
    const fetch: Fetch = { kind: 'fetch', key };
    const settle = (): void => {
      if (answers.length >= Math.min(readQuorum, asked.length)) enough.resolve(true);
      if (answers.length === asked.length) all.resolve(true);
    };
    settle();
    for (const from of asked)
      host.ask<Siblings<unknown>>(from, fetch).onResolved((siblings) => {
        answers.push({ from, siblings });
        settle();
      });
    yield* host.wait(enough, replicaTimeoutMicros, `${readQuorum} replicas to answer for ${key}`);
    host.spawn(`repair of ${key}`, this.#repair(key, asked, answers, all));
    const isQuorum = answers.length >= readQuorum;
    if (!isQuorum && !this.#mechanisms.isSloppy) return { refused: 'fewer than R replicas answered' };
    host.sometimes('a read was answered by fewer than R servers', !isQuorum);
    const merged = this.#merge(answers, this.#replica.lookUp(key));
    return { values: merged.map(({ value }) => value), context: contextOf(merged) };
  }

  /** Waits for the rest of the answers, and writes what is newest to the owners that don't have it. */
  *#repair(key: string, asked: readonly string[], answers: readonly Answer[], all: Future<true>): Task<void> {
    yield* this.#host.wait(all, this.#config.replicaTimeoutMicros, `all replicas to answer for ${key}`);
    for (const name of asked) if (answers.every(({ from }) => from !== name)) this.#membership.detector.missed(name);
    const merged = this.#merge(answers, []);
    const siblings = this.#mechanisms.repairWith(
      answers.map((answer) => answer.siblings),
      merged,
    );
    const repair: Repair = { kind: 'repair', key, siblings };
    const owners = this.#membership.owners(key);
    const stale = answers.filter((answer) => identityOf(answer.siblings) !== identityOf(siblings));
    for (const { from } of stale) {
      if (!owners.includes(from)) continue;
      this.#host.reachable('a stale replica was repaired after a read');
      this.#host.send(from, repair);
    }
  }

  #merge(answers: readonly Answer[], local: Siblings<unknown>): Siblings<unknown> {
    return answers.reduce((all, { siblings }) => this.#mechanisms.merge(all, siblings), local);
  }
}

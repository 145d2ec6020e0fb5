import type { Host } from '../../../simulation/host.ts';
import type { Message } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { patienceOf } from '../../../workloads/patience.ts';
import type { PlannedOperation } from '../../../workloads/planned-operation.ts';
import { type Connection, Connector } from '../../parts/connector.ts';
import type { Config } from '../config.ts';
import type { Elsewhere, Refused, Unsure } from '../messages.ts';

const PAUSE_MICROS = 40_000;

/** What brokers answer: `ok` in one shape or another, or one of these. */
type AnyReply = { readonly status: 'ok' } | Refused | Unsure | Elsewhere;

/** What came of a request in the end, over all attempts. `isRefusedNow`: no attempt that is yet to come could be taken. */
export type Answer<R> =
  Extract<R, { readonly status: 'ok' }> | Refused | (Unsure & { readonly isRefusedNow?: boolean });

const CUT_OFF: Unsure = { status: 'unsure', why: 'the broker went down' };

/** A client's way to the brokers: finds leaders, numbers requests, and asks again until the time is over. */
export class Session {
  readonly #host: Host;
  readonly #config: Config;
  readonly #servers: readonly string[];
  readonly #leaders = new Map<string, string>();
  readonly #connector = new Connector();

  /** @param home the server beside the client, which is asked first. */
  constructor(host: Host, config: Config, servers: readonly string[], home: string) {
    this.#host = host;
    this.#config = config;
    this.#servers = [home, ...servers.filter((server) => server !== home)];
  }

  /** When to give up on an operation. Who does so early may ask again while a fault lasts. */
  deadlineOf(operation: PlannedOperation): number {
    const { impatientTimeoutMicros, requestTimeoutMicros } = this.#config;
    return this.#host.now() + patienceOf(operation, requestTimeoutMicros, impatientTimeoutMicros);
  }

  /**
   * Asks the leader of something. `refused` means that no attempt had or will have an effect; an attempt without an answer
   * leaves that open.
   */
  *ask<R extends AnyReply>(
    about: string,
    deadline: number,
    message: (connection: Connection) => Message,
  ): Task<Answer<R>> {
    let server = this.#leaders.get(about) ?? this.#servers[0] ?? '';
    let failure: Refused | Unsure = { status: 'refused', why: 'no leader was found', mayRetry: true };
    for (let nth = 1; this.#host.now() < deadline; nth++) {
      this.#host.sometimes('kafka: a client asks again', nth > 1);
      const patience = Math.min(this.#config.tryTimeoutMicros, deadline - this.#host.now());
      const reply = yield* this.#host.call<AnyReply>(server, message(this.#connector.next(server)), patience);
      if (reply?.status === 'ok') {
        this.#leaders.set(about, server);
        return reply as Answer<R>;
      }
      if (reply?.status === 'reconnect') {
        if (this.#connector.reconnect(server, reply)) failure = CUT_OFF;
        continue;
      }
      failure = worse(failure, reply);
      if (reply?.status === 'refused' && !reply.mayRetry)
        return failure.status === 'unsure' ? { ...failure, isRefusedNow: true } : failure;
      const hint = reply?.status === 'not-leader' ? reply.leader : null;
      if (reply?.status !== 'refused') server = this.#turnTo(this.#nextAfter(server, hint), about, server, reply);
      if (hint === null || nth % this.#servers.length === 0) yield* this.#host.sleep(PAUSE_MICROS);
    }
    return failure;
  }

  /** Remembers whom to ask about it next; what else was known to be at a server that is silent is looked for there, too. */
  #turnTo(next: string, about: string, server: string, reply: AnyReply | undefined): string {
    this.#leaders.set(about, next);
    if (reply !== undefined) return next;
    for (const [other, leader] of this.#leaders) if (leader === server) this.#leaders.set(other, next);
    return next;
  }

  #nextAfter(server: string, hint: string | null): string {
    if (hint !== null && hint !== server) return hint;
    const next = (this.#servers.indexOf(server) + 1) % this.#servers.length;
    return this.#servers[next] ?? server;
  }
}

/** Once an attempt may have had an effect, no later refusal takes that back. */
function worse(before: Refused | Unsure, reply: Refused | Unsure | Elsewhere | undefined): Refused | Unsure {
  if (reply === undefined) return { status: 'unsure', why: 'a broker did not answer' };
  if (reply.status === 'unsure') return reply;
  return reply.status === 'refused' && before.status === 'refused' ? reply : before;
}

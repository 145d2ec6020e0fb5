import type { Future } from '../../simulation/future.ts';
import type { Host } from '../../simulation/host.ts';
import type { Message } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { backOffMicros } from '../parts/back-off.ts';
import { HEDGE_MICROS, SDK_FIRST_BACK_OFF_MICROS, SDK_MOST_BACK_OFF_MICROS, SDK_TRY_MICROS } from './config.ts';
import type { ApiReply, Cancel } from './messages.ts';

/** What the library knows when it gives up: `unknown` when some try may have had an effect, or may still have one. */
export type SdkResult =
  | Extract<ApiReply, { status: 'done' | 'declined' | 'mismatch' }>
  | { readonly status: 'refused' | 'unknown'; readonly why: string };

/** The client library: tries again under the same key, after a random wait, for as long as that makes sense. */
export class Sdk {
  readonly #host: Host;
  readonly #servers: readonly string[];

  constructor(host: Host, servers: readonly string[]) {
    this.#host = host;
    this.#servers = servers;
  }

  /** Posts a request until there is an answer that no further try could change, or the time is over. */
  *post(message: Message, timeoutMicros: number): Task<SdkResult> {
    const deadline = this.#host.now() + timeoutMicros;
    let why = '';
    let isCertain = true;
    for (let attempt = 0; this.#host.now() < deadline; attempt++) {
      const reply = yield* this.#host.call<ApiReply>(
        this.#serverAt(attempt),
        message,
        Math.min(timeoutMicros, SDK_TRY_MICROS),
      );
      if (isFinal(reply)) return reply;
      this.#host.sometimes('stripe: client retries', true);
      why = reply?.status ?? 'timeout';
      // A request that was turned away at the door may have a late twin on the network that is not.
      if (reply?.status !== 'conflict' || reply.isOwn) isCertain = false;
      const wait = reply?.status === 'limited' ? reply.retryMicros : 0;
      const back = backOffMicros(this.#host, attempt, SDK_FIRST_BACK_OFF_MICROS, SDK_MOST_BACK_OFF_MICROS);
      yield* this.#host.sleep(wait + back);
    }
    return { status: isCertain ? 'refused' : 'unknown', why };
  }

  /** Asks for something that has no effect: by hedging, until it is answered or the time is over. */
  *get(messageOf: (request: string) => Message, request: string, timeoutMicros: number): Task<SdkResult> {
    const deadline = this.#host.now() + timeoutMicros;
    for (let attempt = 0; this.#host.now() < deadline; attempt++) {
      const name = `${request}/${attempt}`;
      const reply = yield* this.hedge(() => messageOf(name), name, Math.min(timeoutMicros, SDK_TRY_MICROS));
      if (reply?.status === 'done') return reply;
      yield* this.#host.sleep(backOffMicros(this.#host, attempt, SDK_FIRST_BACK_OFF_MICROS, SDK_MOST_BACK_OFF_MICROS));
    }
    return { status: 'refused', why: 'timeout' };
  }

  /**
   * Asks one server, and others one after the other when it is slow; takes the first answer and cancels the rest (Dean and
   * Barroso, "The Tail at Scale", CACM 2013).
   */
  *hedge(messageOf: (nth: number) => Message, name: string, timeoutMicros: number): Task<ApiReply | undefined> {
    const asked: (readonly [string, Future<ApiReply>])[] = [];
    const patience = [...HEDGE_MICROS, timeoutMicros];
    const isGood = (reply: ApiReply): boolean => reply.status === 'done' || reply.status === 'declined';
    for (const [nth, micros] of patience.entries()) {
      const server = this.#serverAt(nth);
      asked.push([server, this.#host.ask<ApiReply>(server, messageOf(nth))]);
      const answers = yield* this.#host.collect(asked, 1, micros, isGood, name);
      const first = answers.accepted[0];
      this.#host.sometimes('stripe: reading hedged', nth > 0);
      if (first === undefined) continue;
      const cancel: Cancel = { kind: 'cancel', request: name };
      for (const [other] of asked) if (other !== first.from) this.#host.send(other, cancel);
      return first.reply;
    }
    return undefined;
  }

  #serverAt(attempt: number): string {
    return this.#servers[attempt % this.#servers.length] ?? this.#host.name;
  }
}

function isFinal(
  reply: ApiReply | undefined,
): reply is Extract<ApiReply, { status: 'done' | 'declined' | 'mismatch' }> {
  return reply?.status === 'done' || reply?.status === 'declined' || reply?.status === 'mismatch';
}

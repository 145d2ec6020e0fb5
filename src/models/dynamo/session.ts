import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Dot, DotSet } from '../parts/causality/dot-set.ts';
import type { Config } from './config.ts';
import type { Get, GetReply, Put, PutReply, Refusal } from './messages.ts';

/**
 * A client's way into the cluster: asks the coordinator at home, and by turns one of the others, until one answers.
 * Its puts carry dots of its own, so that a put which is sent again, to whomever, stays one version.
 */
export class Session {
  readonly #host: Host;
  readonly #config: Config;
  readonly #coordinators: readonly string[];
  readonly #counts = new Map<string, number>();
  #preferred = 0;

  constructor(host: Host, config: Config, coordinators: readonly string[]) {
    this.#host = host;
    this.#config = config;
    this.#coordinators = coordinators;
  }

  /** Reads a key. The refusal says why nobody answered. */
  get(key: string): Task<GetReply | Refusal> {
    return this.#request({ kind: 'get', key }, 0, this.#config.requestTimeoutMicros);
  }

  /** As `get`, but asks the first coordinator only. */
  getOnce(key: string): Task<GetReply | Refusal> {
    return this.#request({ kind: 'get', key }, 0, this.#config.tryTimeoutMicros);
  }

  /** Writes a key, by way of the coordinator that answered last. After a refusal the write may be there or not. */
  put(key: string, dot: Dot, context: DotSet | null, value: unknown): Task<PutReply | Refusal> {
    return this.#request({ kind: 'put', key, dot, context, value }, this.#preferred, this.#config.requestTimeoutMicros);
  }

  /** Names the next write of this client to a key. */
  nextDot(key: string): Dot {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return { actor: this.#host.name, count };
  }

  *#request<R extends object>(message: Get | Put, first: number, timeoutMicros: number): Task<R | Refusal> {
    const { tryTimeoutMicros } = this.#config;
    let refusal: Refusal = { refused: 'no coordinator answered' };
    for (let turn = 0; turn * tryTimeoutMicros < timeoutMicros; turn++) {
      const nth = this.#nthAsked(first, turn);
      const coordinator = this.#coordinators[nth] ?? this.#host.name;
      this.#preferred = nth;
      const reply = yield* this.#host.call<R | Refusal>(coordinator, message, tryTimeoutMicros);
      if (reply === undefined) continue;
      this.#host.sometimes(`a ${message.kind} was answered after an earlier coordinator was not heard`, turn > 0);
      if (!('refused' in reply)) return reply;
      refusal = reply;
      if (turn + 1 >= this.#coordinators.length) break;
    }
    return refusal;
  }

  /** Each second try goes to the first coordinator again: it may only have been unlucky with messages. */
  #nthAsked(first: number, turn: number): number {
    const count = this.#coordinators.length;
    if (turn % 2 === 0 || count === 1) return first;
    return (first + 1 + ((turn >> 1) % (count - 1))) % count;
  }
}

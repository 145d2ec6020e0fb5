import type { Host } from '../../../simulation/host.ts';
import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { type Actor, ActorCrash, type Child } from '../actors/child.ts';
import { Supervisor } from '../actors/supervisor.ts';
import { WAKE_TRY_MICROS } from '../config.ts';
import type { Notify, Wake } from '../messages.ts';

const SECOND_MICROS = 1_000_000;

/**
 * Wakes apps that sleep. Each wake-up is an actor that crashes when the phone doesn't answer and is then started again, until
 * there are too many crashes: then all are dropped. Whoever has something for a user asks again.
 */
export class PushGateway implements Program {
  readonly #host: Host;
  readonly #root: Supervisor;
  #wakers: Supervisor | undefined = undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#root = new Supervisor(
      host,
      { name: 'push', strategy: 'one-for-one', intensity: 1_000, periodMicros: SECOND_MICROS },
      () => undefined,
    );
  }

  start(): void {
    this.#root.start({ id: 'wakers', rule: 'permanent', make: (self) => this.#makeWakers(self) });
  }

  receive(request: Request): void {
    const { user } = request.message as Notify;
    request.reply(true);
    if (this.#wakers?.has(user) === true) return;
    this.#wakers?.start({ id: user, rule: 'transient', make: (self) => new Waker(this.#host, self, user) });
  }

  #makeWakers(self: Child): Actor {
    const options = {
      name: 'wake-ups',
      strategy: 'one-for-one',
      intensity: 4,
      periodMicros: 2 * SECOND_MICROS,
    } as const;
    this.#wakers = new Supervisor(this.#host, options, () => self.end('crashed'));
    return {};
  }
}

/** One wake-up. */
class Waker implements Actor {
  readonly #host: Host;
  readonly #self: Child;
  readonly #user: string;

  constructor(host: Host, self: Child, user: string) {
    this.#host = host;
    this.#self = self;
    this.#user = user;
  }

  start(): void {
    this.#self.spawn(`wake ${this.#user}`, this.#wake());
  }

  *#wake(): Task<void> {
    const message: Wake = { kind: 'wake' };
    const isAwake = yield* this.#host.call<boolean>(this.#user, message, WAKE_TRY_MICROS);
    if (isAwake !== true) throw new ActorCrash(`${this.#user} did not answer`);
    this.#self.end('normal');
  }
}

import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { Acceptor } from '../parts/replicated-log/acceptor.ts';
import type { LogMechanisms } from '../parts/replicated-log/mechanisms.ts';
import type { SynodMessage } from './messages.ts';
import { Proposer } from './proposer.ts';

/** Acceptor and proposer of every decree. */
export class SynodServer implements Program {
  readonly #host: Host;
  readonly #mechanisms: LogMechanisms;
  readonly #proposer: Proposer;
  readonly #acceptors = new Map<string, Acceptor>();

  constructor(host: Host, servers: readonly string[], mechanisms: LogMechanisms) {
    this.#host = host;
    this.#mechanisms = mechanisms;
    this.#proposer = new Proposer(host, servers, mechanisms);
  }

  receive(request: Request): void {
    const message = request.message as SynodMessage;
    this.#host.spawn(message.kind, this.#answer(request, message));
  }

  *#answer(request: Request, message: SynodMessage): Task<void> {
    const acceptor = this.#acceptorOf(message.decree);
    switch (message.kind) {
      case 'prepare':
        return request.reply(yield* acceptor.prepare(message.ballot, 0));
      case 'accept':
        return request.reply(yield* acceptor.accept(message.ballot, 0, message.value));
      case 'decide':
        return request.reply(yield* this.#proposer.decide(message.decree, acceptor, message.value));
    }
  }

  #acceptorOf(decree: string): Acceptor {
    const known = this.#acceptors.get(decree);
    if (known !== undefined) return known;
    const acceptor = new Acceptor(this.#host, decree, this.#mechanisms);
    this.#acceptors.set(decree, acceptor);
    return acceptor;
  }
}

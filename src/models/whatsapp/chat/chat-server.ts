import type { Host } from '../../../simulation/host.ts';
import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { LeaderSession } from '../../parts/leader-session.ts';
import type { Directory } from '../directory.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { ChatMessageKind, Connect, ConnectReply, DeliverReply, SubmitReply } from '../messages.ts';
import { Session } from './session.ts';

/** A server that devices connect to. It keeps nothing that must not be lost. */
export class ChatServer implements Program {
  readonly #host: Host;
  readonly #directory: Directory;
  readonly #mechanisms: Mechanisms;
  readonly #sessions = new Map<string, Session>();
  #opened = 0;

  constructor(host: Host, directory: Directory, mechanisms: Mechanisms) {
    this.#host = host;
    this.#directory = directory;
    this.#mechanisms = mechanisms;
  }

  receive(request: Request): void {
    const message = request.message as ChatMessageKind;
    if (message.kind === 'connect') return request.reply(this.#connect(message, request.from));
    const session = this.#sessions.get(message.session);
    switch (message.kind) {
      case 'ping':
        session?.pinged(message.nextMicros);
        return request.reply(session !== undefined);
      case 'bye':
      case 'close':
        return session?.close();
      case 'submit':
        if (session === undefined) return request.reply({ status: 'no-session' } satisfies SubmitReply);
        return this.#answer(request, session.submit(message.item));
      case 'deliver':
        if (session === undefined) return request.reply('gone' satisfies DeliverReply);
        return this.#answer(request, session.deliver(message.item));
    }
  }

  #connect({ connection }: Connect, user: string): ConnectReply {
    const id = `${this.#host.name}.${this.#host.restarts}.${++this.#opened}`;
    const shard = new LeaderSession(this.#host, this.#directory.membersOf(this.#directory.shardOf(user)));
    const ended = (): void => void this.#sessions.delete(id);
    const session = new Session(this.#host, id, user, connection, shard, this.#mechanisms, ended);
    this.#sessions.set(id, session);
    session.start();
    return { status: 'connected', session: id };
  }

  #answer(request: Request, task: Task<unknown>): void {
    this.#host.spawn(request.message.kind, task).onResolved((reply) => request.reply(reply));
  }
}

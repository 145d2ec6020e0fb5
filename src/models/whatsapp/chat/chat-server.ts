import type { Host } from '../../../simulation/host.ts';
import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { LeaderSession } from '../../parts/leader-session.ts';
import type { Directory } from '../directory.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { ChatMessageKind, Connect, ConnectReply, DeliverReply, Submit, SubmitReply } from '../messages.ts';
import { ActorTree } from './actor-tree.ts';
import type { ConnectionLimits } from './listener.ts';

/** A server that devices connect to. It keeps nothing that must not be lost. */
export class ChatServer implements Program {
  readonly #host: Host;
  readonly #directory: Directory;
  readonly #mechanisms: Mechanisms;
  readonly #tree: ActorTree;
  #opened = 0;

  constructor(host: Host, directory: Directory, limits: ConnectionLimits, mechanisms: Mechanisms) {
    this.#host = host;
    this.#directory = directory;
    this.#mechanisms = mechanisms;
    this.#tree = new ActorTree(host, limits, mechanisms);
  }

  start(): void {
    this.#tree.start();
  }

  receive(request: Request): void {
    const message = request.message as ChatMessageKind;
    switch (message.kind) {
      case 'connect':
        return request.reply(this.#connect(message, request.from));
      case 'garbled':
        return this.#tree.garbled(message.session);
      case 'ping':
        this.#tree.inSession(message.session, (session) => session.pinged(message.nextMicros));
        return request.reply(this.#tree.sessionOf(message.session) !== undefined);
      case 'bye':
      case 'close':
        return this.#tree.inSession(message.session, (session) => session.close());
      case 'submit':
        return this.#answer(request, this.#submit(message));
      case 'deliver': {
        const session = this.#tree.sessionOf(message.session);
        if (session === undefined) return request.reply('gone' satisfies DeliverReply);
        return this.#answer(request, session.deliver(message.item));
      }
    }
  }

  #connect({ connection }: Connect, user: string): ConnectReply {
    this.#tree.closeSessionsOf(user);
    const retryMicros = this.#tree.admit();
    if (retryMicros > 0) return { status: 'busy', retryMicros };
    const id = `${this.#host.name}.${this.#host.restarts}.${++this.#opened}`;
    const shard = new LeaderSession(this.#host, this.#directory.membersOf(this.#directory.shardOf(user)));
    this.#tree.open(id, { user, connection, shard, mechanisms: this.#mechanisms });
    return { status: 'connected', session: id };
  }

  *#submit({ session: id, item }: Submit): Task<SubmitReply> {
    const session = this.#tree.sessionOf(id);
    return session === undefined ? { status: 'no-session' } : yield* session.submit(item);
  }

  #answer(request: Request, task: Task<unknown>): void {
    this.#host.spawn(request.message.kind, task).onResolved((reply) => request.reply(reply));
  }
}

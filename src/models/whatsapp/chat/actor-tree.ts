import type { Host } from '../../../simulation/host.ts';
import { type Actor, ActorCrash, type Child } from '../actors/child.ts';
import { Supervisor } from '../actors/supervisor.ts';
import type { Mechanisms } from '../mechanisms.ts';
import { type ConnectionLimits, Listener } from './listener.ts';
import { Session, type SessionOptions } from './session.ts';

const SECOND_MICROS = 1_000_000;
const NO_LISTENER_RETRY_MICROS = 50_000;

/** A running session with the actor that it is. */
interface Open {
  readonly self: Child;
  readonly session: Session;
}

/**
 * The actors of a chat server: at the root the listener and the supervisor of sessions, both permanent; below that one actor a
 * connection, temporary, since a connection can't be started again from this side.
 */
export class ActorTree {
  readonly #host: Host;
  readonly #limits: ConnectionLimits;
  readonly #mechanisms: Mechanisms;
  readonly #root: Supervisor;
  readonly #open = new Map<string, Open>();
  #listener: { readonly self: Child; readonly actor: Listener } | undefined = undefined;
  #sessions: Supervisor | undefined = undefined;

  constructor(host: Host, limits: ConnectionLimits, mechanisms: Mechanisms) {
    this.#host = host;
    this.#limits = limits;
    this.#mechanisms = mechanisms;
    const options = {
      name: 'chat server',
      strategy: 'one-for-one',
      intensity: 30,
      periodMicros: SECOND_MICROS,
    } as const;
    this.#root = new Supervisor(host, options, () => this.start());
  }

  start(): void {
    this.#root.start({ id: 'sessions', rule: 'permanent', make: (self) => this.#makeSessions(self) });
    this.#root.start({ id: 'listener', rule: 'permanent', make: (self) => this.#makeListener(self) });
  }

  /** Whether one more connection is taken on: 0, or after how many microseconds its device may come back. */
  admit(): number {
    return this.#listener?.actor.admit(this.#open.size) ?? NO_LISTENER_RETRY_MICROS;
  }

  open(id: string, options: SessionOptions): void {
    const rule = this.#mechanisms.sessionStrategy === 'one-for-all' ? 'transient' : 'temporary';
    this.#sessions?.start({ id, rule, make: (self) => this.#makeSession(self, options) });
  }

  sessionOf(id: string): Session | undefined {
    return this.#open.get(id)?.session;
  }

  inSession(id: string, procedure: (session: Session) => void): void {
    const open = this.#open.get(id);
    open?.self.step(() => procedure(open.session));
  }

  /** A device that connects anew has given its older connections up. */
  closeSessionsOf(user: string): void {
    for (const { session } of [...this.#open.values()]) if (session.user === user) session.close();
  }

  /** Bytes came that make no sense: in a session, or where a connection should be opened. */
  garbled(id: string | null): void {
    if (id !== null) return this.inSession(id, (session) => session.garbled());
    this.#listener?.self.step(() => {
      throw new ActorCrash('malformed hello');
    });
  }

  #makeListener(self: Child): Actor {
    this.#listener = { self, actor: new Listener(this.#host, this.#limits) };
    return {};
  }

  #makeSessions(self: Child): Actor {
    const options = {
      name: 'sessions',
      strategy: this.#mechanisms.sessionStrategy,
      intensity: 10,
      periodMicros: SECOND_MICROS,
    } as const;
    this.#sessions = new Supervisor(this.#host, options, () => self.end('crashed'));
    return {};
  }

  #makeSession(self: Child, options: SessionOptions): Actor {
    const session = new Session(this.#host, self, options);
    this.#open.set(self.id, { self, session });
    return {
      start: () => session.start(),
      ended: (ending) => {
        if (this.#open.get(self.id)?.self === self) this.#open.delete(self.id);
        session.ended(ending);
      },
    };
  }
}

import type { Host } from '../../../simulation/host.ts';
import { type Actor, Child, type Ending } from './child.ts';

/** Whether an actor is started again: always, when it crashed, or never. */
export type RestartRule = 'permanent' | 'transient' | 'temporary';

export interface SupervisorOptions {
  readonly name: string;
  /** Who is started again when an actor has crashed: it alone, or all with it. */
  readonly strategy: 'one-for-one' | 'one-for-all';
  /** More restarts than so many in such a time, and the supervisor gives up. */
  readonly intensity: number;
  readonly periodMicros: number;
}

/** How an actor is made, each time it is started. */
export interface ChildSpec {
  readonly id: string;
  readonly rule: RestartRule;
  make(self: Child): Actor;
}

interface Entry {
  readonly spec: ChildSpec;
  readonly child: Child;
  readonly actor: Actor;
}

/**
 * Starts actors, and starts them again after a crash as their rules say; gives up when that happens too often, so that whoever
 * supervises it begins anew (Armstrong, "Making reliable distributed systems in the presence of software errors", 2003,
 * section 5; Erlang/OTP's supervisor).
 */
export class Supervisor {
  readonly #host: Host;
  readonly #options: SupervisorOptions;
  readonly #gaveUp: () => void;
  readonly #entries = new Map<string, Entry>();
  #restartedAt: number[] = [];

  /** @param gaveUp told when its actors crashed too often; they have been ended then */
  constructor(host: Host, options: SupervisorOptions, gaveUp: () => void) {
    this.#host = host;
    this.#options = options;
    this.#gaveUp = gaveUp;
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  start(spec: ChildSpec): void {
    const child: Child = new Child(this.#host, spec.id, (ending) => this.#ended(entry, ending));
    const entry: Entry = { spec, child, actor: spec.make(child) };
    this.#entries.set(spec.id, entry);
    child.step(() => entry.actor.start?.());
  }

  /** Ends all actors; none is started again. */
  terminate(): void {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const { child } of entries) child.end('terminated');
  }

  #ended(entry: Entry, ending: Ending): void {
    const { spec, actor } = entry;
    if (this.#entries.get(spec.id) === entry) this.#entries.delete(spec.id);
    actor.ended?.(ending);
    if (ending === 'terminated') return;
    const name = this.#options.name;
    if (!isRestarted(spec, ending))
      return this.#host.reachable(`whatsapp: ${spec.rule} actor ${ending}, gone (${name})`);
    if (!this.#mayRestart()) {
      this.#host.reachable(`whatsapp: supervisor gave up (${name})`);
      this.terminate();
      return this.#gaveUp();
    }
    this.#host.reachable(`whatsapp: ${spec.rule} actor restarted (${name})`);
    const others = this.#options.strategy === 'one-for-all' ? [...this.#entries.values()] : [];
    for (const { child } of others) {
      this.#entries.delete(child.id);
      child.end('terminated');
    }
    for (const { spec: other } of [entry, ...others]) if (other.rule !== 'temporary') this.start(other);
  }

  #mayRestart(): boolean {
    const now = this.#host.now();
    this.#restartedAt = this.#restartedAt.filter((at) => now - at < this.#options.periodMicros);
    this.#restartedAt.push(now);
    return this.#restartedAt.length <= this.#options.intensity;
  }
}

function isRestarted({ rule }: ChildSpec, ending: Ending): boolean {
  return rule === 'permanent' || (rule === 'transient' && ending === 'crashed');
}

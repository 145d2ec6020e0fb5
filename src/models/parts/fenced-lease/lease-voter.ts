import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { GrantReply, InquiryReply, Kept, VoterReply } from './messages.ts';

const FILE = 'lease';

/** What a voter keeps on disk. A long lease is written down with its end by the voter's own clock. */
type VoterRecord =
  | { readonly type: 'lease-promise'; readonly token: number }
  | { readonly type: 'lease-bound'; readonly until: number }
  | ({ readonly type: 'lease-kept' } & Kept);

/**
 * One of the servers whose majority grants the lease. It promises tokens in rising order and remembers what was kept under
 * them, as an acceptor of Paxos does; and it grants none while an earlier lease may still run (Gray and Cheriton, "Leases",
 * SOSP 1989).
 */
export class LeaseVoter {
  /** The highest token that it granted: what comes under a lower one is refused. */
  promised = 0;
  holder: string | undefined = undefined;
  #kept: Kept | undefined = undefined;
  #bindsUntil: number;
  readonly #host: Host;
  readonly #lengthMicros: number;
  readonly #marginMicros: number;

  /**
   * @param lengthMicros of a usual lease; a restarted voter waits that long, since it has forgotten when it granted
   * @param marginMicros by how much clocks may differ while a lease lasts
   */
  constructor(host: Host, lengthMicros: number, marginMicros: number) {
    this.#host = host;
    this.#lengthMicros = lengthMicros;
    this.#marginMicros = marginMicros;
    this.#bindsUntil = host.restarts > 0 ? host.now() + lengthMicros + marginMicros : 0;
    for (const record of host.read<VoterRecord>(FILE)) {
      if (record.type === 'lease-promise') this.promised = Math.max(this.promised, record.token);
      else if (record.type === 'lease-bound') this.#bindsUntil = Math.max(this.#bindsUntil, record.until);
      else this.#remember(record);
    }
  }

  /** When the lease that it granted surely is over, by its own clock. */
  get bindsUntil(): number {
    return this.#bindsUntil;
  }

  isFreeFor(candidate: string): boolean {
    return this.holder === candidate || this.#host.now() >= this.#bindsUntil;
  }

  inquire(candidate: string): InquiryReply {
    const boundMicros = Math.max(0, this.#bindsUntil - this.#host.now());
    return { isFree: this.isFreeFor(candidate), boundMicros, promised: this.promised };
  }

  *grant(token: number, candidate: string): Task<GrantReply> {
    if (token <= this.promised || !this.isFreeFor(candidate)) return { isOk: false, promised: this.promised };
    this.holder = candidate;
    this.#bind(this.#lengthMicros);
    yield* this.promise(token);
    this.#bind(this.#lengthMicros);
    return { isOk: true, kept: this.#kept };
  }

  /** Takes nothing under a lower token from now on. */
  *promise(token: number): Task<void> {
    this.promised = Math.max(this.promised, token);
    this.#host.append(FILE, { type: 'lease-promise', token } satisfies VoterRecord);
    yield* this.#host.sync();
  }

  /** Lets the lease go on; a voter that missed when it was granted joins its majority now. */
  *renew(token: number, candidate: string, lengthMicros: number): Task<VoterReply> {
    const isLate = token > this.promised && this.isFreeFor(candidate);
    if (token !== this.promised && !isLate) return { isOk: false, promised: this.promised };
    this.holder = candidate;
    this.#bind(lengthMicros);
    if (isLate) yield* this.promise(token);
    if (lengthMicros > this.#lengthMicros) {
      this.#host.append(FILE, { type: 'lease-bound', until: this.#bindsUntil } satisfies VoterRecord);
      yield* this.#host.sync();
    }
    return { isOk: true, promised: token };
  }

  *keep(kept: Kept): Task<VoterReply> {
    if (kept.token < this.promised) return { isOk: false, promised: this.promised };
    this.promised = kept.token;
    this.#host.append(FILE, { type: 'lease-kept', ...kept } satisfies VoterRecord);
    this.#remember(kept);
    yield* this.#host.sync();
    return { isOk: true, promised: kept.token };
  }

  #bind(lengthMicros: number): void {
    this.#bindsUntil = Math.max(this.#bindsUntil, this.#host.now() + lengthMicros + this.#marginMicros);
  }

  #remember({ token, version, value }: Kept): void {
    this.promised = Math.max(this.promised, token);
    if (isNewer({ token, version }, this.#kept)) this.#kept = { token, version, value };
  }
}

/** Whether a value was kept later than another: under a higher token, or later under the same. */
export function isNewer({ token, version }: Pick<Kept, 'token' | 'version'>, than: Kept | undefined): boolean {
  return than === undefined || token > than.token || (token === than.token && version > than.version);
}

import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { type Ballot, NO_BALLOT } from './ballot.ts';
import type { AcceptorRecord, LogMechanisms } from './mechanisms.ts';
import type { AcceptedEntry, AcceptReply, PrepareReply } from './messages.ts';

/**
 * The memory of Paxos: what this replica promised and accepted, on disk before anyone is told.
 * Lamport, "Paxos Made Simple" (2001), section 2.2, for a whole log at once.
 */
export class Acceptor {
  promised: Ballot = NO_BALLOT;
  readonly #host: Host;
  readonly #file: string;
  readonly #mechanisms: LogMechanisms;
  readonly #accepted = new Map<number, AcceptedEntry>();

  constructor(host: Host, group: string, mechanisms: LogMechanisms) {
    this.#host = host;
    this.#file = `paxos/${group}`;
    this.#mechanisms = mechanisms;
    const records = host.read<AcceptorRecord>(this.#file);
    for (const { ballot } of records) this.promised = Math.max(this.promised, ballot);
    for (const record of mechanisms.recoverAccepted(records)) if (record.type === 'accept') this.#remember(record);
  }

  /** Phase 1: promises to take no lower ballot, and reports what was accepted from a slot on. */
  *prepare(ballot: Ballot, fromSlot: number): Task<PrepareReply> {
    if (ballot < this.promised) return { isOk: false, promised: this.promised };
    this.promised = ballot;
    this.#host.append(this.#file, { type: 'promise', ballot } satisfies AcceptorRecord);
    if (this.#mechanisms.isPromiseSynced) yield* this.#host.sync();
    const accepted = [...this.#accepted.values()].filter((entry) => entry.slot >= fromSlot);
    return { isOk: true, accepted };
  }

  /** Phase 2: accepts a command in a slot unless a higher ballot was promised. */
  *accept(ballot: Ballot, slot: number, command: unknown): Task<AcceptReply> {
    if (ballot < this.promised) return { isOk: false, promised: this.promised };
    this.promised = ballot;
    this.store({ slot, ballot, command });
    if (this.#mechanisms.isAcceptSynced) yield* this.#host.sync();
    return { isOk: true };
  }

  /** Keeps an entry without telling anyone: what is already chosen may be accepted under its leader's ballot. */
  store(entry: AcceptedEntry): void {
    this.#host.append(this.#file, { type: 'accept', ...entry } satisfies AcceptorRecord);
    this.#remember(entry);
  }

  acceptedAt(slot: number): AcceptedEntry | undefined {
    return this.#accepted.get(slot);
  }

  #remember({ slot, ballot, command }: AcceptedEntry): void {
    const known = this.#accepted.get(slot);
    if (known === undefined || known.ballot <= ballot) this.#accepted.set(slot, { slot, ballot, command });
  }
}

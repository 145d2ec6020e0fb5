import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Acceptor } from '../parts/replicated-log/acceptor.ts';
import { type Ballot, ballotAbove } from '../parts/replicated-log/ballot.ts';
import type { LogMechanisms } from '../parts/replicated-log/mechanisms.ts';
import type { AcceptedEntry, AcceptReply, PrepareReply } from '../parts/replicated-log/messages.ts';
import type { Accept, DecideReply, Prepare } from './messages.ts';

const ROUND_MICROS = 4_000;
const BACK_OFF_MICROS = 3_000;
const ATTEMPTS = 4;
/** A decree is a log of one slot. */
const SLOT = 0;

/**
 * The proposer of single-decree Paxos (Lamport, "Paxos Made Simple", 2001, section 2.2), beside an acceptor of its own:
 * whose promise is durable before anyone else hears of the ballot, so no later incarnation uses it again.
 */
export class Proposer {
  readonly #host: Host;
  readonly #servers: readonly string[];
  readonly #mechanisms: LogMechanisms;

  constructor(host: Host, servers: readonly string[], mechanisms: LogMechanisms) {
    this.#host = host;
    this.#servers = servers;
    this.#mechanisms = mechanisms;
  }

  /** Has a value decided, or with null finds out what is. */
  *decide(decree: string, acceptor: Acceptor, value: unknown): Task<DecideReply> {
    let isOffered = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) yield* this.#host.sleep(1 + this.#host.randomBelow(attempt * BACK_OFF_MICROS));
      const ballot = ballotAbove(acceptor.promised, this.#servers.indexOf(this.#host.name));
      const votes = yield* this.#prepare(decree, acceptor, ballot);
      if (votes === undefined) continue;
      const found = this.#mechanisms.commandToPropose(votes);
      this.#host.sometimes('synod: a proposer finishes the work of another', found !== null && found !== value);
      const proposal = found ?? value;
      if (proposal === null) return { decided: null };
      isOffered ||= proposal === value;
      if (yield* this.#accept(decree, acceptor, ballot, proposal)) return { decided: proposal };
    }
    return { refused: 'no majority answered', isOffered };
  }

  /** Phase 1: what a majority had accepted; undefined without one. */
  *#prepare(decree: string, acceptor: Acceptor, ballot: Ballot): Task<readonly AcceptedEntry[] | undefined> {
    const own = yield* acceptor.prepare(ballot, SLOT);
    if (!own.isOk) return undefined;
    const prepare: Prepare = { kind: 'prepare', decree, ballot };
    const votes = yield* this.#host.quorum<PrepareReply>(this.#others, prepare, this.#need, ROUND_MICROS, isYes);
    if (!votes.isReached) return undefined;
    return [...own.accepted, ...votes.accepted.flatMap(({ reply }) => (reply.isOk ? reply.accepted : []))];
  }

  /** Phase 2: whether a majority accepted. */
  *#accept(decree: string, acceptor: Acceptor, ballot: Ballot, value: unknown): Task<boolean> {
    const own = yield* acceptor.accept(ballot, SLOT, value);
    if (!own.isOk) return false;
    const accept: Accept = { kind: 'accept', decree, ballot, value };
    const votes = yield* this.#host.quorum<AcceptReply>(this.#others, accept, this.#need, ROUND_MICROS, isYes);
    return votes.isReached;
  }

  get #others(): readonly string[] {
    return this.#servers.filter((name) => name !== this.#host.name);
  }

  /** So many others make a majority with the own acceptor. */
  get #need(): number {
    return Math.floor(this.#servers.length / 2);
  }
}

function isYes(reply: { readonly isOk: boolean }): boolean {
  return reply.isOk;
}

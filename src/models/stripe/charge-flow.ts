import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { LeaderSession } from '../parts/leader-session.ts';
import {
  COMMIT_MICROS,
  DATABASE_TIMEOUT_MICROS,
  DATABASE_TRY_MICROS,
  NETWORK_TRIES,
  NETWORK_TRY_MICROS,
} from './config.ts';
import { type Claim, type ClaimArgument, eventOf, type KeyRow } from './keys.ts';
import type { Mechanisms } from './mechanisms.ts';
import type {
  ApiReply,
  Capture,
  CaptureReply,
  ChargeAnswer,
  ChargeEvent,
  ChargeOrder,
  Deliver,
  Transact,
  TransactReply,
} from './messages.ts';

/** Names of the parties that a charge needs. */
export interface Parties {
  readonly network: string;
  readonly broker: string;
}

/**
 * A charge in atomic phases with recovery points between them (Leach, "Implementing Stripe-like Idempotency Keys in
 * Postgres", 2017): claim the key; have the card network capture the money, under a token that was written down before;
 * remember its answer; write ledger, events and answer. Whoever claims the key after a crash goes on where it stopped.
 */
export class ChargeFlow {
  readonly #host: Host;
  readonly #database: LeaderSession;
  readonly #parties: Parties;
  readonly #mechanisms: Mechanisms;
  #attempts = 0;

  constructor(host: Host, database: LeaderSession, parties: Parties, mechanisms: Mechanisms) {
    this.#host = host;
    this.#database = database;
    this.#parties = parties;
    this.#mechanisms = mechanisms;
  }

  *run(key: string, order: ChargeOrder, request: string): Task<ApiReply> {
    const attempt = `${this.#host.name}.${this.#host.restarts}.${++this.#attempts}`;
    const claim = yield* this.#claim({ key, order, request, attempt, isForced: false });
    if (claim === undefined) return { status: 'unavailable' };
    this.#host.sometimes('stripe: key answered from its row', claim.status === 'answered');
    this.#host.sometimes('stripe: key busy with another request', claim.status === 'busy' && !claim.isOwn);
    this.#host.sometimes('stripe: key refused to other parameters', claim.status === 'mismatch');
    if (claim.status === 'answered') return replyOf(claim.answer);
    if (claim.status === 'busy') return { status: 'conflict', isOwn: claim.isOwn };
    if (claim.status !== 'claimed') return { status: 'mismatch' };
    this.#host.sometimes('stripe: charge resumed', claim.row.charge !== `ch_${attempt}`);
    this.#host.sometimes('stripe: charge resumed after its capture', claim.row.point === 'captured');
    return yield* this.#work(claim.row);
  }

  /** Runs a procedure of the database; undefined when it isn't known what came of it. */
  *transact<R>(procedure: string, argument: unknown): Task<R | undefined> {
    const message: Transact = { kind: 'transact', procedure, argument };
    const ask = this.#database.ask<TransactReply>(message, DATABASE_TRY_MICROS, DATABASE_TIMEOUT_MICROS);
    const reply = yield* ask;
    return reply?.status === 'committed' ? (reply.result as R) : undefined;
  }

  *#claim(argument: ClaimArgument): Task<Claim | undefined> {
    if (this.#mechanisms.isClaimAtomic) return yield* this.transact<Claim>('claim-key', argument);
    const found = yield* this.transact<Claim>('look-up-key', argument);
    if (found !== undefined && found.status !== 'absent') return found;
    return yield* this.transact<Claim>('claim-key', { ...argument, isForced: true });
  }

  *#work(row: KeyRow): Task<ApiReply> {
    const { key, attempt } = row;
    if (row.point === 'started') {
      this.#publish(row, 1, 'charge.created');
      const answer = yield* this.#capture(row);
      if (answer === undefined) {
        if (!this.#mechanisms.isKeyKeptOnError) yield* this.transact('forget-key', { key, attempt });
        return { status: 'unavailable' };
      }
      const { isCaptured } = answer;
      const isRecorded = yield* this.transact<boolean>('record-capture', { key, attempt, isCaptured });
      if (isRecorded !== true) return { status: 'unavailable' };
    }
    const answer = yield* this.transact<ChargeAnswer | null>('finish-key', { key, attempt });
    if (answer === undefined || answer === null) return { status: 'unavailable' };
    this.#publish(row, 2, answer.status === 'succeeded' ? 'charge.succeeded' : 'charge.failed');
    return replyOf(answer);
  }

  *#capture({ charge, attempt, order }: KeyRow): Task<CaptureReply | undefined> {
    const token = this.#mechanisms.hasRecoveryPoints ? charge : `token of ${attempt}`;
    const message: Capture = { kind: 'capture', token, order };
    for (let nth = 0; nth < NETWORK_TRIES; nth++) {
      const reply = yield* this.#host.call<CaptureReply>(this.#parties.network, message, NETWORK_TRY_MICROS);
      if (reply !== undefined) return reply;
      this.#host.reachable('stripe: outcome of a capture unknown');
      yield* this.#host.sleep(this.#host.randomBelow(COMMIT_MICROS >> 3));
    }
    return undefined;
  }

  /** Without an outbox: tells the broker directly, once. */
  #publish({ charge, order }: KeyRow, sequence: number, type: ChargeEvent['type']): void {
    if (this.#mechanisms.outbox !== 'none') return;
    const events = [eventOf(charge, order.reference, sequence, type)];
    this.#host.send(this.#parties.broker, { kind: 'deliver', events } as Deliver);
  }
}

function replyOf(answer: ChargeAnswer): ApiReply {
  return { status: answer.status === 'succeeded' ? 'done' : 'declined', value: answer };
}

import type { Host } from '../../../simulation/host.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { isNewer, LeaseVoter } from './lease-voter.ts';
import type {
  GrantReply,
  InquiryReply,
  KeepRequest,
  Kept,
  LeaseGrant,
  LeaseInquiry,
  LeaseMessage,
  LeaseRenewal,
  VoterReply,
} from './messages.ts';

/** How many servers may share a lease: tokens of different servers differ by their rank. */
const SERVERS_AT_MOST = 64;

export interface FencedLeaseOptions {
  readonly group: string;
  readonly members: readonly string[];
  /** How long a lease lasts, and how long it lasts while its owner is idle: then it need not be renewed often. */
  readonly lengthMicros: number;
  readonly restLengthMicros: number;
  /** By how much clocks may differ while a lease lasts. */
  readonly marginMicros: number;
}

/** What is led under the lease. */
export interface LeaseOwner {
  /** The lease is held under a new token; `kept` is what earlier holders had kept last. */
  elected(token: number, kept: Kept | undefined): void;
  deposed(): void;
  isIdle(): boolean;
}

/**
 * A lease on leading a group, granted by a majority of its members under a token that only rises: whoever is sent
 * something under the token can tell a holder that was replaced and doesn't know it (fencing, as by the sequencers of
 * Burrows, "The Chubby lock service", OSDI 2006, section 2.4). Beside it the voters keep one value by Paxos.
 */
export class FencedLease {
  readonly voter: LeaseVoter;
  readonly #host: Host;
  readonly #options: FencedLeaseOptions;
  readonly #owner: LeaseOwner;
  #token: number | undefined = undefined;
  #until = 0;
  #claimedUntil = 0;
  #version = 0;
  /** A majority of the voters is bound until then. */
  #hopelessUntil = 0;

  constructor(host: Host, options: FencedLeaseOptions, owner: LeaseOwner) {
    this.#host = host;
    this.#options = options;
    this.#owner = owner;
    this.voter = new LeaseVoter(host, options.lengthMicros, options.marginMicros);
  }

  start(): void {
    this.#host.spawn(`lease of ${this.#options.group}`, this.#watch());
  }

  /** Whether this server holds the lease under this token, and surely nobody else holds one. */
  isHeld(token: number): boolean {
    return this.#token === token && this.voter.promised === token && this.#host.now() < this.#until;
  }

  /** Who holds the lease, as far as this server knows. */
  get holderHint(): string | null {
    return this.#token === undefined ? (this.voter.holder ?? null) : this.#host.name;
  }

  receive(request: Request): void {
    const message = request.message as LeaseMessage;
    switch (message.kind) {
      case 'lease-inquiry':
        return request.reply(this.voter.inquire(request.from));
      case 'lease-grant':
        return this.#answer(request, this.voter.grant(message.token, request.from));
      case 'lease-renewal':
        return this.#answer(request, this.voter.renew(message.token, request.from, message.lengthMicros));
      case 'lease-keep':
        return this.#answer(request, this.voter.keep(message.kept));
    }
  }

  /** Has a majority keep a value under a token that this server holds; false when that is not known to have worked. */
  *keep(token: number, value: unknown): Task<boolean> {
    const kept: Kept = { token, version: ++this.#version, value };
    const message: KeepRequest = { kind: 'lease-keep', kept };
    const { members, lengthMicros } = this.#options;
    const votes = yield* this.#host.quorum<VoterReply>(members, message, this.#majority, lengthMicros >> 1, isOk);
    return votes.isReached && this.isHeld(token);
  }

  /** Campaigns whenever no lease binds this server's own vote. */
  *#watch(): Task<void> {
    const pollMicros = this.#options.lengthMicros >> 3;
    for (;;) {
      const patience = pollMicros + this.#host.randomBelow(pollMicros);
      const boundUntil = Math.max(this.voter.bindsUntil, this.#hopelessUntil);
      yield* this.#host.sleep(Math.max(patience, boundUntil - this.#host.now()));
      if (this.#token === undefined && this.voter.isFreeFor(this.#host.name)) yield* this.#campaign();
    }
  }

  *#campaign(): Task<void> {
    const { members, lengthMicros } = this.#options;
    const patience = lengthMicros >> 2;
    const inquiry: LeaseInquiry = { kind: 'lease-inquiry' };
    const isFree = (reply: InquiryReply): boolean => reply.isFree;
    const free = yield* this.#host.quorum<InquiryReply>(members, inquiry, this.#majority, patience, isFree);
    if (!free.isReached) return this.#despair(free.rejected.map(({ reply }) => reply.boundMicros));
    const seen = Math.max(this.voter.promised, ...free.accepted.map(({ reply }) => reply.promised));
    const rank = members.indexOf(this.#host.name);
    const token = (Math.floor(seen / SERVERS_AT_MOST) + 1) * SERVERS_AT_MOST + rank;
    const askedAt = this.#host.now();
    const grant: LeaseGrant = { kind: 'lease-grant', token };
    const votes = yield* this.#host.quorum<GrantReply>(members, grant, this.#majority, patience, isOk);
    if (!votes.isReached || this.voter.promised > token) return this.#backOff();
    let kept: Kept | undefined;
    for (const { reply } of votes.accepted)
      if (reply.isOk && reply.kept !== undefined && isNewer(reply.kept, kept)) kept = reply.kept;
    this.#host.sometimes('lease: holder after another', this.voter.promised > 0 && kept !== undefined);
    this.#token = token;
    this.#version = 0;
    this.#extend(askedAt + lengthMicros, true);
    this.#host.spawn(`renewals of ${this.#options.group}`, this.#renew(token));
    this.#owner.elected(token, kept);
  }

  /** Other voters are bound: it makes no sense to ask again before the first of them is free. */
  #despair(boundMicros: readonly number[]): void {
    if (boundMicros.length > 0) this.#hopelessUntil = this.#host.now() + Math.min(...boundMicros);
  }

  /** The votes were split. Candidates of one moment were all free at one moment again, and would split them for ever. */
  #backOff(): void {
    this.#hopelessUntil = this.voter.bindsUntil + this.#host.randomBelow(this.#options.lengthMicros >> 2);
  }

  *#renew(token: number): Task<void> {
    const { members, lengthMicros, restLengthMicros } = this.#options;
    while (this.#token === token) {
      const wanted = this.#owner.isIdle() ? restLengthMicros : lengthMicros;
      const askedAt = this.#host.now();
      const message: LeaseRenewal = { kind: 'lease-renewal', token, lengthMicros: wanted };
      const votes = yield* this.#host.quorum<VoterReply>(members, message, this.#majority, lengthMicros >> 2, isOk);
      if (votes.isReached) this.#extend(askedAt + wanted, false);
      const isFenced = votes.rejected.some(({ reply }) => reply.promised > token);
      const isOver = this.#host.now() >= this.#until || this.voter.promised > token;
      if (isOver || (isFenced && !votes.isReached)) return this.#stepDown(token);
      if (votes.isReached) yield* this.#host.sleep(Math.floor(wanted / 4));
      else yield* this.#host.sleep(lengthMicros >> 4);
    }
  }

  /** Claims more only when it is worth a line in the history; until then the old claim is what binds. */
  #extend(until: number, isFirst: boolean): void {
    if (!isFirst && until - this.#claimedUntil < this.#options.lengthMicros >> 2) return;
    this.#until = until;
    this.#claimedUntil = until;
    this.#host.observe('lease', this.#claim(this.#host.now()));
  }

  #stepDown(token: number): void {
    if (this.#token !== token) return;
    this.#host.reachable('lease: holder deposed');
    this.#until = Math.min(this.#until, this.#host.now());
    this.#host.observe('lease', { ...this.#claim(this.#until), released: true });
    this.#token = undefined;
    this.#owner.deposed();
  }

  #claim(from: number): object {
    return { group: this.#options.group, ballot: this.#token, from, until: this.#until };
  }

  get #majority(): number {
    return (this.#options.members.length >> 1) + 1;
  }

  #answer(request: Request, task: Task<unknown>): void {
    this.#host.spawn(request.message.kind, task).onResolved((reply) => request.reply(reply));
  }
}

function isOk(reply: { readonly isOk: boolean }): boolean {
  return reply.isOk;
}

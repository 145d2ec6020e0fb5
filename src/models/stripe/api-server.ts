import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { LeaderSession } from '../parts/leader-session.ts';
import { Admission, type AdmissionLimits } from './admission.ts';
import { ChargeFlow, type Parties } from './charge-flow.ts';
import {
  DATABASE_TIMEOUT_MICROS,
  DATABASE_TRY_MICROS,
  IDLE_AFTER_MICROS,
  REST_MICROS,
  STALLED_POLL_MICROS,
} from './config.ts';
import type { Sweep } from './keys.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { ApiReply, PostCharge, PostTransaction, StripeMessage, Transact, TransactReply } from './messages.ts';

export interface ApiOptions {
  readonly databases: readonly string[];
  readonly parties: Parties;
  readonly limits: AdmissionLimits;
  readonly mechanisms: Mechanisms;
}

/** An API server: it keeps nothing of its own, so any of them can finish what another began. */
export class ApiServer implements Program {
  readonly #host: Host;
  readonly #database: LeaderSession;
  readonly #admission: Admission;
  readonly #flow: ChargeFlow;
  readonly #asked: Condition;
  readonly #cancelled = new Set<string>();
  #askedAt: number;

  constructor(host: Host, { databases, parties, limits, mechanisms }: ApiOptions) {
    this.#host = host;
    this.#database = new LeaderSession(host, databases);
    this.#admission = new Admission(host, limits);
    this.#flow = new ChargeFlow(host, this.#database, parties, mechanisms);
    this.#asked = new Condition(host, 'a charge');
    this.#askedAt = host.now();
  }

  start(): void {
    this.#host.spawn('finish stalled charges', this.#finishStalled());
  }

  receive(request: Request): void {
    const message = request.message as StripeMessage;
    if (message.kind === 'cancel') this.#cancelled.add(message.request);
    else if (message.kind === 'post-charge') this.#serve(request, message.order.merchant, false, this.#charge(message));
    else if (message.kind === 'post-transaction')
      this.#serve(request, message.merchant, message.key === null, this.#transact(message));
  }

  #serve(request: Request, merchant: string, isReading: boolean, task: Task<ApiReply>): void {
    const retryMicros = this.#admission.admit(merchant, isReading);
    if (retryMicros !== undefined) return request.reply({ status: 'limited', retryMicros } satisfies ApiReply);
    this.#host.spawn(request.message.kind, task).onResolved((reply) => {
      this.#admission.done();
      request.reply(reply);
    });
  }

  #charge({ key, order, request }: PostCharge): Task<ApiReply> {
    const isResting = this.#isIdle;
    this.#askedAt = this.#host.now();
    if (isResting) this.#asked.notify();
    return this.#flow.run(key, order, request);
  }

  *#transact({ request, key, f, value }: PostTransaction): Task<ApiReply> {
    const message: Transact = { kind: 'transact', procedure: 'perform', argument: { key, f, value } };
    const isWanted = (): boolean => !this.#cancelled.has(request);
    const reply = yield* this.#database.ask<TransactReply>(
      message,
      DATABASE_TRY_MICROS,
      DATABASE_TIMEOUT_MICROS,
      isWanted,
    );
    this.#host.sometimes('stripe: hedged reading cancelled', !isWanted());
    return reply?.status === 'committed' ? { status: 'done', value: reply.result } : { status: 'unavailable' };
  }

  /** Looks for charges that were begun and never finished, and finishes them (the completer). */
  *#finishStalled(): Task<void> {
    for (;;) {
      yield* this.#asked.wait(this.#isIdle ? REST_MICROS : STALLED_POLL_MICROS);
      const sweep = yield* this.#flow.transact<Sweep>('sweep-keys', null);
      this.#host.sometimes('stripe: keys forgotten after their retention', (sweep?.forgotten ?? 0) > 0);
      for (const { key, order, request } of sweep?.stalled ?? []) {
        this.#host.reachable('stripe: stalled charge finished by the completer');
        yield* this.#flow.run(key, order, request);
      }
    }
  }

  get #isIdle(): boolean {
    return this.#host.now() - this.#askedAt > IDLE_AFTER_MICROS;
  }
}

import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import { backOffMicros } from '../parts/back-off.ts';
import { LeaderSession } from '../parts/leader-session.ts';
import { CLIENT_TIMEOUT_MICROS, FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS, SHOP_TRY_MICROS } from './config.ts';
import type { AskStock, EndReservation, Reserve, ShopReply } from './messages.ts';

/** What the operations of clients ask for. `request` names what is asked for, however often, and by whomever. */
export interface ReserveValue {
  readonly request: string;
  readonly item: string;
  readonly units: number;
  /** How long the customer may take to confirm. */
  readonly lifeMicros: number;
}

export interface EndValue {
  readonly request: string;
  readonly reservation: string;
  readonly item: string;
}

type Question = Reserve | EndReservation | AskStock;

/** A customer's program: asks until there is an answer that no further try could change. */
export class Customer implements Client {
  readonly #host: Host;
  readonly #shops: LeaderSession;

  /** @param shops the one beside the client first */
  constructor(host: Host, shops: readonly string[]) {
    this.#host = host;
    this.#shops = new LeaderSession(host, shops);
  }

  *perform({ f, value }: PlannedOperation): Task<Completion> {
    const question = questionOf(f, value);
    const deadline = this.#host.now() + CLIENT_TIMEOUT_MICROS;
    let error = 'timeout';
    for (let attempt = 0; this.#host.now() < deadline; attempt++) {
      const left = deadline - this.#host.now();
      const reply = yield* this.#shops.ask<ShopReply>(question, SHOP_TRY_MICROS, left);
      if (reply?.status === 'done') return { type: 'ok', value: reply.value };
      if (reply?.status === 'refused') return { type: 'fail', value, error: reply.why };
      error = reply?.why ?? 'timeout';
      this.#host.sometimes('inventory: a client asks again', true);
      yield* this.#host.sleep(backOffMicros(this.#host, attempt, FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS));
    }
    return { type: f === 'stock' ? 'fail' : 'info', value, error };
  }
}

function questionOf(f: string, value: unknown): Question {
  if (f === 'stock') return { kind: 'stock', item: (value as { readonly item: string }).item };
  if (f === 'reserve') {
    const { request, item, units } = value as ReserveValue;
    return { kind: 'reserve', request, item, units };
  }
  return { kind: f as 'confirm' | 'cancel', ...(value as EndValue) };
}

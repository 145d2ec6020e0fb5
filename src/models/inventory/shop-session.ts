import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import { backOffMicros } from '../parts/back-off.ts';
import { Connector, type Reconnect } from '../parts/connector.ts';
import { FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS, SHOP_TRY_MICROS } from './config.ts';
import type { Question, ShopReply } from './messages.ts';

/** What came of a question in the end. `unavailable`: nothing happened, and nothing will. */
export type Answer = Extract<ShopReply, { readonly status: 'done' | 'refused' | 'unavailable' | 'retry' }>;

type Reply = ShopReply | Reconnect | undefined;

const SILENCE: Answer = { status: 'retry', why: 'timeout' };
const CUT_OFF: Answer = { status: 'retry', why: 'the shop went down' };

/** A customer's way to the shops: numbers what it asks, follows hints who holds a lock, and asks again. */
export class ShopSession {
  readonly #host: Host;
  readonly #shops: readonly string[];
  readonly #connector = new Connector();
  #shop: string;

  /** @param shops the one beside the client first */
  constructor(host: Host, shops: readonly string[]) {
    this.#host = host;
    this.#shops = shops;
    this.#shop = shops[0] ?? '';
  }

  /**
   * Asks until there is an answer that no further try could change, or the time is over. Who is impatient, and has surely
   * changed nothing, takes the first shop's word that nothing is to be had; who may have changed something goes on, to
   * find out.
   */
  *ask(question: Question, timeoutMicros: number, isPatient: boolean): Task<Answer> {
    const deadline = this.#host.now() + timeoutMicros;
    let answer: Answer = { status: 'unavailable', why: 'no shop took the order' };
    for (let attempt = 0; this.#host.now() < deadline; attempt++) {
      const reply = yield* this.#try(question, Math.min(SHOP_TRY_MICROS, deadline - this.#host.now()));
      if (reply?.status === 'done' || reply?.status === 'refused') return reply;
      this.#host.sometimes('inventory: a client asks again', true);
      if (reply?.status === 'not-leading' || reply?.status === 'reconnect') continue;
      if (reply?.status !== 'unavailable' || answer.status !== 'retry') answer = reply ?? SILENCE;
      if (answer.status === 'unavailable' && !isPatient) return answer;
      yield* this.#host.sleep(backOffMicros(this.#host, attempt, FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS));
    }
    return answer;
  }

  /** Asks one shop, and decides which one is next. */
  *#try(question: Question, patienceMicros: number): Task<Reply> {
    const shop = this.#shop;
    const message = { ...question, connection: this.#connector.next(shop) };
    const reply = yield* this.#host.call<ShopReply | Reconnect>(shop, message, patienceMicros);
    if (reply?.status === 'reconnect') return this.#connector.reconnect(shop, reply) ? CUT_OFF : reply;
    if (reply?.status === 'not-leading') this.#shop = reply.leader ?? this.#nextAfter(shop);
    else if (reply === undefined || reply.status === 'unavailable') this.#shop = this.#nextAfter(shop);
    return reply;
  }

  #nextAfter(shop: string): string {
    return this.#shops[(this.#shops.indexOf(shop) + 1) % this.#shops.length] ?? shop;
  }
}

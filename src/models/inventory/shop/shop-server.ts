import type { Host } from '../../../simulation/host.ts';
import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { Connections } from '../../parts/connections.ts';
import type { AskStock, Order, ShopMessage, ShopReply, YieldStripe } from '../messages.ts';
import { type Answer, decide, type Decision, type Rules, type Supply } from './decide.ts';
import { gather } from './gather.ts';
import { ANY_TIME, HeldStripe, NO_CHANGE } from './held-stripe.ts';
import { Stripes } from './stripes.ts';

const WHY = 'the store or the locks did not answer';
const UNSURE: ShopReply = { status: 'retry', why: WHY };
/** Nothing was asked of the store that would be of effect for a customer. */
const UNAVAILABLE: ShopReply = { status: 'unavailable', why: WHY };

/** A shop's server: takes orders, holds locks on stripes, and has the store change them. It keeps nothing on its own disk. */
export class ShopServer implements Program {
  readonly #host: Host;
  readonly #rules: Rules;
  readonly #connections: Connections;
  readonly #stripes: Stripes;

  constructor(host: Host, stores: readonly string[], rules: Rules) {
    this.#host = host;
    this.#rules = rules;
    this.#connections = new Connections(host, 'inventory');
    this.#stripes = new Stripes(host, stores, rules.catalog.stripes, rules.mechanisms.failsOpen);
  }

  receive(request: Request): void {
    const message = request.message as ShopMessage;
    if (message.kind === 'yield-stripe') return this.#answer(request, this.#yield(message));
    if (message.kind !== 'expire' && !this.#connections.admit(request, message.connection)) return;
    if (message.kind === 'stock') return this.#answer(request, this.#read(message));
    this.#answer(request, this.#serve(message));
  }

  #answer(request: Request, task: Task<unknown>): void {
    this.#host.spawn(request.message.kind, task).onResolved((reply) => request.reply(reply));
  }

  *#yield({ stripe }: YieldStripe): Task<boolean> {
    yield* this.#stripes.lock([stripe]);
    yield* this.#stripes.release(stripe);
    this.#stripes.unlock([stripe]);
    return true;
  }

  *#read({ item }: AskStock): Task<ShopReply> {
    const reply = yield* this.#stripes.askStore({ kind: 'read-item', item });
    return reply?.status === 'reading' ? { status: 'done', value: reply.reading } : UNAVAILABLE;
  }

  *#serve(order: Order): Task<ShopReply> {
    const isBelieved = !this.#rules.mechanisms.isCheckedUnderLock && (yield* this.#looksFree(order));
    const reply = yield* this.#attempt(order, isBelieved ? 'believed' : 'unknown');
    if (reply !== undefined || order.kind !== 'reserve') return reply ?? UNSURE;
    if (!(yield* gather(this.#host, this.#stripes, this.#rules.catalog, order))) return UNAVAILABLE;
    return (yield* this.#attempt(order, 'gathered')) ?? UNSURE;
  }

  /** Whether there was enough when it was looked at. */
  *#looksFree(order: Order): Task<boolean> {
    if (order.kind !== 'reserve') return false;
    const reply = yield* this.#stripes.askStore({ kind: 'read-item', item: order.item });
    return reply?.status === 'reading' && reply.reading.available >= order.units;
  }

  /** Carries out an order under the lock of its stripe; undefined when units must be gathered first. */
  *#attempt(order: Order, supply: Supply): Task<ShopReply | undefined> {
    const stripe = this.#stripeOf(order);
    yield* this.#stripes.lock([stripe]);
    const held = yield* this.#stripes.hold(stripe);
    const reply = held instanceof HeldStripe ? yield* this.#carryOut(held, order, supply) : elsewhere(held);
    this.#stripes.unlock([stripe]);
    return reply;
  }

  *#carryOut(held: HeldStripe, order: Order, supply: Supply): Task<ShopReply | undefined> {
    const decision = decide(held, order, this.#rules, supply);
    if (decision.do === 'gather') return undefined;
    if (decision.do === 'change') return yield* this.#change(held, order, decision);
    const isRepeated = order.kind !== 'expire' && 'value' in decision.answer;
    this.#host.sometimes('inventory: a request is answered again', isRepeated);
    // What changes nothing, too, is answered only under a token that the store still takes.
    const reply = yield* this.#stripes.change([[held, NO_CHANGE]], ANY_TIME);
    return reply?.status === 'changed' ? replyOf(decision.answer, 0) : UNSURE;
  }

  *#change(held: HeldStripe, order: Order, decision: Extract<Decision, { do: 'change' }>): Task<ShopReply> {
    const { draft, window, answer } = decision;
    const reply = yield* this.#stripes.change([[held, draft]], window);
    const isWithdrawn = order.kind !== 'reserve' && draft.reservations.some(({ status }) => status === 'refused');
    this.#host.sometimes('inventory: a reservation is withdrawn before it comes', isWithdrawn);
    if (reply?.status === 'too-late') return yield* this.#close(held, order);
    return reply?.status === 'changed' ? replyOf(answer, reply.at) : UNSURE;
  }

  /** It may be too late to confirm: from now on it is, also for a store whose clock is behind. */
  *#close(held: HeldStripe, order: Order): Task<ShopReply> {
    const row = order.kind === 'confirm' ? held.reservations.get(order.reservation) : undefined;
    if (row === undefined) return UNSURE;
    this.#host.reachable('inventory: a reservation is closed before its time is surely over');
    const draft = { free: [], reservations: [{ ...row, status: 'closing' as const }] };
    const reply = yield* this.#stripes.change([[held, draft]], ANY_TIME);
    return reply?.status === 'changed' ? { status: 'refused', why: 'its time is over' } : UNSURE;
  }

  #stripeOf(order: Order): number {
    const { catalog } = this.#rules;
    if (order.kind === 'reserve') return catalog.stripeOf(order.item, catalog.shardOf(order.item, order.request));
    const { item, reservation } = order.kind === 'expire' ? order.reservation : order;
    return catalog.stripeOf(item, catalog.shardOf(item, reservation));
  }
}

function elsewhere(held: { readonly holder: string } | undefined): ShopReply {
  return held === undefined ? UNAVAILABLE : { status: 'not-leading', leader: held.holder };
}

function replyOf(answer: Answer, at: number): ShopReply {
  return 'why' in answer ? { status: 'refused', why: answer.why } : { status: 'done', value: answer.value(at) };
}

import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import { addDot, type DotSet, NO_DOTS } from '../parts/causality/dot-set.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Session } from './session.ts';
import { onHotKey } from './workload.ts';

interface CartChange {
  readonly cart: string;
  readonly item: string;
}

/** A shop: keeps carts as sets of items that it merges by union, and registers whose siblings it shows to the user. */
export class ShopClient implements Client {
  readonly #host: Host;
  readonly #session: Session;
  readonly #mechanisms: Mechanisms;
  /** What this client last saw of each register. */
  readonly #seen = new Map<string, DotSet>();

  constructor(host: Host, session: Session, mechanisms: Mechanisms) {
    this.#host = host;
    this.#session = session;
    this.#mechanisms = mechanisms;
  }

  perform({ f, value }: PlannedOperation): Task<Completion> {
    switch (f) {
      case 'add': {
        const change = value as CartChange;
        return this.#change(change, (carts) => union([...carts, [change.item]]));
      }
      case 'remove': {
        const change = value as CartChange;
        return this.#change(change, (carts) => union(carts).filter((item) => item !== change.item));
      }
      case 'put': {
        const [key, written] = value as readonly [string, number];
        return this.#put(key, written);
      }
      case 'cart': {
        const { cart } = value as { readonly cart: string };
        return this.#read(cart, value, (carts) => ({ cart, items: union(carts) }));
      }
      case 'get': {
        const [key] = value as readonly [string, null];
        return this.#read(key, value, (values) => [key, values]);
      }
      default:
        throw new RangeError(`a shop can't perform "${f}"; it can add, remove, cart, put and get`);
    }
  }

  crowd(operation: PlannedOperation): PlannedOperation {
    return onHotKey(operation);
  }

  *#read(key: string, asked: unknown, show: (values: readonly unknown[]) => unknown): Task<Completion> {
    const reply = yield* this.#session.get(key);
    if ('refused' in reply) return { type: 'fail', value: asked, error: reply.refused };
    this.#host.sometimes('a client saw siblings', reply.values.length > 1);
    this.#host.best('siblings that a client saw at once', reply.values.length);
    this.#seen.set(key, reply.context);
    return { type: 'ok', value: show(reply.values) };
  }

  /** Writes a register, in place of what this client last saw or wrote there and of nothing else. */
  *#put(key: string, value: number): Task<Completion> {
    const dot = this.#session.nextDot(key);
    const context = this.#seen.get(key) ?? null;
    const reply = yield* this.#session.put(key, dot, context, value);
    if ('refused' in reply) return { type: 'info', value: [key, value], error: reply.refused };
    this.#seen.set(key, addDot(context ?? NO_DOTS, dot));
    return { type: 'ok', value: [key, value] };
  }

  /** Reads a cart, changes it, and writes it back with the context of what was read, in place of just that. */
  *#change(value: CartChange, change: (carts: readonly unknown[]) => unknown): Task<Completion> {
    const { cart } = value;
    const basis = yield* this.#mechanisms.readForWrite(this.#session, cart);
    if ('refused' in basis) return { type: 'fail', value, error: basis.refused };
    this.#host.sometimes('a client merged siblings', basis.values.length > 1);
    const reply = yield* this.#session.put(cart, this.#session.nextDot(cart), basis.context, change(basis.values));
    if ('refused' in reply) return { type: 'info', value, error: reply.refused };
    return { type: 'ok', value };
  }
}

/** The items of all carts, each once, sorted. */
function union(carts: readonly unknown[]): readonly string[] {
  return [...new Set((carts as readonly (readonly string[])[]).flat())].sort();
}

import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Session } from './session.ts';

interface CartChange {
  readonly cart: string;
  readonly item: string;
}

/** A shop: keeps carts as sets of items that it merges by union, and registers whose siblings it shows to the user. */
export class ShopClient implements Client {
  readonly #host: Host;
  readonly #session: Session;
  readonly #mechanisms: Mechanisms;

  constructor(host: Host, session: Session, mechanisms: Mechanisms) {
    this.#host = host;
    this.#session = session;
    this.#mechanisms = mechanisms;
  }

  perform({ f, value }: PlannedOperation): Task<Completion> {
    switch (f) {
      case 'add': {
        const change = value as CartChange;
        return this.#write(change.cart, value, (carts) => union([...carts, [change.item]]));
      }
      case 'remove': {
        const change = value as CartChange;
        return this.#write(change.cart, value, (carts) => union(carts).filter((item) => item !== change.item));
      }
      case 'put': {
        const [key, written] = value as readonly [string, number];
        return this.#write(key, value, () => written);
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

  *#read(key: string, asked: unknown, show: (values: readonly unknown[]) => unknown): Task<Completion> {
    const reply = yield* this.#session.get(key);
    if ('refused' in reply) return { type: 'fail', value: asked, error: reply.refused };
    this.#host.sometimes('a client saw siblings', reply.values.length > 1);
    return { type: 'ok', value: show(reply.values) };
  }

  /** Reads, changes, and writes back with the context of what was read, so that it replaces that and nothing else. */
  *#write(key: string, asked: unknown, change: (values: readonly unknown[]) => unknown): Task<Completion> {
    const basis = yield* this.#mechanisms.readForWrite(this.#session, key);
    if ('refused' in basis) return { type: 'fail', value: asked, error: basis.refused };
    this.#host.sometimes('a client merged siblings', basis.values.length > 1);
    const reply = yield* this.#session.put(key, basis.context, change(basis.values));
    if ('refused' in reply) return { type: 'info', value: asked, error: reply.refused };
    return { type: 'ok', value: asked };
  }
}

/** The items of all carts, each once, sorted. */
function union(carts: readonly unknown[]): readonly string[] {
  return [...new Set((carts as readonly (readonly string[])[]).flat())].sort();
}

import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { cartItemOf, cartItemsOf, microsOf, pairOf, resultOf } from '../values.ts';

/** A place that holds values: a register, a list or a cart, named by what its values have in common. */
export type ObjectName = string;

/** Which operations asked to put each value into each object. */
export class WrittenValues {
  readonly #writers = new Map<string, Invocation>();

  constructor(history: History) {
    for (const invocation of history.invocations)
      for (const [object, value] of valuesWritten(invocation)) this.#add(object, value, invocation);
  }

  /** The first operation that asked for this value and did not fail; one that failed, if there was no other. */
  writerOf(object: ObjectName, value: unknown): Invocation | undefined {
    return this.#writers.get(`${object} ${canonicalText(value)}`);
  }

  #add(object: ObjectName, value: unknown, invocation: Invocation): void {
    const name = `${object} ${canonicalText(value)}`;
    const known = this.#writers.get(name);
    if (known === undefined || (known.outcome === 'fail' && invocation.outcome !== 'fail'))
      this.#writers.set(name, invocation);
  }
}

type Held = readonly [object: ObjectName, value: unknown];

function valuesWritten({ invoke }: Invocation): readonly Held[] {
  switch (invoke.f) {
    case 'write':
    case 'put': {
      const [key, written] = pairOf(invoke);
      return [[keyName(key), written]];
    }
    case 'cas': {
      const [key, exchange] = pairOf(invoke);
      return [[keyName(key), Array.isArray(exchange) ? exchange[1] : exchange]];
    }
    case 'txn':
      return microsOf(invoke)
        .filter(([kind]) => kind !== 'r')
        .map(([, key, held]) => [keyName(key), held]);
    case 'add': {
      const { cart, item } = cartItemOf(invoke);
      return [[cartName(cart), item]];
    }
    default:
      return [];
  }
}

/** What a successful operation says that it found, value by value; an empty place holds `null` and counts as none. */
export function valuesRead(read: Invocation): readonly Held[] {
  if (read.outcome !== 'ok') return [];
  const result = resultOf(read);
  switch (result.f) {
    case 'read':
    case 'get': {
      const [key, found] = pairOf(result);
      return heldValues(keyName(key), found);
    }
    case 'txn':
    case 'snapshot':
      return microsOf(result)
        .filter(([kind]) => kind === 'r')
        .flatMap(([, key, found]) => heldValues(keyName(key), found));
    case 'cart': {
      const { cart, items } = cartItemsOf(result);
      return items.map((item) => [cartName(cart), item]);
    }
    default:
      return [];
  }
}

function heldValues(object: ObjectName, found: unknown): readonly Held[] {
  if (found === null || found === undefined) return [];
  return Array.isArray(found) ? found.map((value: unknown) => [object, value]) : [[object, found]];
}

function keyName(key: unknown): ObjectName {
  return `key ${canonicalText(key)}`;
}

function cartName(cart: unknown): ObjectName {
  return `cart ${canonicalText(cart)}`;
}

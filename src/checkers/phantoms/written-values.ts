import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';

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
type Micro = readonly [f: string, key: unknown, value: unknown];

function valuesWritten({ invoke: { f, value } }: Invocation): readonly Held[] {
  if (f === 'write' || f === 'put') {
    const [key, written] = value as [unknown, unknown];
    return [[keyName(key), written]];
  }
  if (f === 'cas') {
    const [key, exchange] = value as [unknown, [unknown, unknown]];
    return [[keyName(key), exchange[1]]];
  }
  if (f === 'txn')
    return (value as readonly Micro[]).filter(([kind]) => kind !== 'r').map(([, key, held]) => [keyName(key), held]);
  if (f !== 'add') return [];
  const { cart, item } = value as { cart: unknown; item: unknown };
  return [[cartName(cart), item]];
}

/** What a successful operation says that it found, value by value; an empty place holds `null` and counts as none. */
export function valuesRead({ invoke: { f }, completion, outcome }: Invocation): readonly Held[] {
  if (outcome !== 'ok') return [];
  const value: unknown = completion?.value;
  if (f === 'read' || f === 'get') {
    const [key, found] = value as [unknown, unknown];
    return heldValues(keyName(key), found);
  }
  if (f === 'txn' || f === 'snapshot')
    return (value as readonly Micro[])
      .filter(([kind]) => kind === 'r')
      .flatMap(([, key, found]) => heldValues(keyName(key), found));
  if (f !== 'cart') return [];
  const { cart, items } = value as { cart: unknown; items: readonly unknown[] };
  return items.map((item) => [cartName(cart), item]);
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

import { double } from '../grow.ts';
import { identityOf } from '../identity.ts';
import type { Access } from './timestamped.ts';

/** Numbers keys, and keeps the numbers of those that are appended. */
export class KeyNumbers {
  numbers: Int32Array = new Int32Array(4096);
  size = 0;
  readonly #numberOf = new Map<unknown, number>();

  get count(): number {
    return this.#numberOf.size;
  }

  note(accesses: readonly Access[]): void {
    for (let i = 0; i < accesses.length; i++) this.#number(accesses[i]![1]);
  }

  append(accesses: readonly Access[]): void {
    while (this.size + accesses.length > this.numbers.length) this.numbers = double(this.numbers, Int32Array);
    for (let i = 0; i < accesses.length; i++) this.numbers[this.size++] = this.#number(accesses[i]![1]);
  }

  #number(key: unknown): number {
    const identity = identityOf(key);
    let number = this.#numberOf.get(identity);
    if (number === undefined) this.#numberOf.set(identity, (number = this.#numberOf.size));
    return number;
  }
}

/** Gives equal plain values equal small numbers, in the order in which they come. */
export class Interner<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(item: T): number {
    const text = JSON.stringify(item) ?? 'null';
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.items.length);
    return this.items.push(item) - 1;
  }
}

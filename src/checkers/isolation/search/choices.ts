import type { WriterGroup } from '../writer-groups.ts';

/**
 * The open questions of a history: for two transactions that write a common key, which of them comes first. Literal 2q answers question q
 * with "first before second", literal 2q + 1 with the opposite.
 */
export class Choices {
  readonly first: number[] = [];
  readonly second: number[] = [];
  readonly #groups: readonly WriterGroup[];
  /** By question the places of the two in each group that they share. */
  readonly #shared: [group: number, first: number, second: number][][] = [];

  constructor(groups: readonly WriterGroup[]) {
    this.#groups = groups;
    const numbers = new Map<number, number>();
    groups.forEach(({ writers }, group) => {
      for (let i = 0; i < writers.length; i++) {
        for (let j = i + 1; j < writers.length; j++) this.#add(numbers, group, i, j);
      }
    });
  }

  get count(): number {
    return this.first.length;
  }

  #add(numbers: Map<number, number>, group: number, i: number, j: number): void {
    const { writers } = this.#groups[group]!;
    const [low, high] = writers[i]! < writers[j]! ? [i, j] : [j, i];
    const name = writers[low]! * 2 ** 26 + writers[high]!;
    let question = numbers.get(name);
    if (question === undefined) {
      question = this.first.length;
      numbers.set(name, question);
      this.first.push(writers[low]!);
      this.second.push(writers[high]!);
      this.#shared.push([]);
    }
    this.#shared[question]!.push([group, low, high]);
  }

  before(literal: number): number {
    return (literal & 1) === 0 ? this.first[literal >> 1]! : this.second[literal >> 1]!;
  }

  after(literal: number): number {
    return (literal & 1) === 0 ? this.second[literal >> 1]! : this.first[literal >> 1]!;
  }

  /** A key of the question. */
  key(literal: number): number {
    return this.#groups[this.#shared[literal >> 1]![0]![0]]!.key;
  }

  /** Calls back for every reader of what the earlier one wrote that is not itself the later one. */
  eachReader(literal: number, visit: (reader: number, key: number) => void): void {
    const after = this.after(literal);
    for (const [group, first, second] of this.#shared[literal >> 1]!) {
      const { key, readers } = this.#groups[group]!;
      for (const reader of readers[(literal & 1) === 0 ? first : second]!) if (reader !== after) visit(reader, key);
    }
  }
}

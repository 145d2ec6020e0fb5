import type { StepBudget } from './path.ts';

/**
 * A graph to which edges are added one by one and removed newest first, with a topological order that is kept up to date (Pearce and
 * Kelly, ACM J. Exp. Algorithmics 2007). An edge that would close a cycle is refused with the path that it would close.
 */
export class IncrementalOrder {
  /** By node its place in the order. */
  readonly rank: Int32Array;
  from: Int32Array = new Int32Array(1024);
  to: Int32Array = new Int32Array(1024);
  /** By edge whatever the caller gave with it. */
  tag: Int32Array = new Int32Array(1024);
  size = 0;
  readonly #firstOut: Int32Array;
  readonly #firstIn: Int32Array;
  #nextOut = new Int32Array(1024);
  #nextIn = new Int32Array(1024);
  readonly #seen: Int32Array;
  readonly #cameFrom: Int32Array;
  readonly #budget: StepBudget;
  #round = 0;

  /** @param rank a first order; it need not be right for edges that are still to come */
  constructor(rank: Int32Array, budget: StepBudget) {
    this.rank = rank;
    this.#budget = budget;
    this.#firstOut = new Int32Array(rank.length).fill(-1);
    this.#firstIn = new Int32Array(rank.length).fill(-1);
    this.#seen = new Int32Array(rank.length);
    this.#cameFrom = new Int32Array(rank.length);
  }

  /** @returns undefined when the edge was added, otherwise the edges of a path from `to` to `from` */
  add(from: number, to: number, tag: number): number[] | undefined {
    if (from === to) return [];
    if (this.rank[from]! > this.rank[to]!) {
      const ahead = this.#reach(to, this.rank[from]!, from);
      if (ahead === undefined) return this.#pathTo(from, to);
      this.#reorder(this.#behind(from, this.rank[to]!), ahead);
    }
    if (this.size === this.from.length) this.#grow();
    const edge = this.size++;
    this.from[edge] = from;
    this.to[edge] = to;
    this.tag[edge] = tag;
    this.#nextOut[edge] = this.#firstOut[from]!;
    this.#firstOut[from] = edge;
    this.#nextIn[edge] = this.#firstIn[to]!;
    this.#firstIn[to] = edge;
    return undefined;
  }

  /** Removes the newest edges until `size` are left. The order stays right. */
  truncate(size: number): void {
    while (this.size > size) {
      const edge = --this.size;
      this.#firstOut[this.from[edge]!] = this.#nextOut[edge]!;
      this.#firstIn[this.to[edge]!] = this.#nextIn[edge]!;
    }
  }

  /** @returns the edges of a shortest path, or undefined */
  findPath(from: number, to: number): number[] | undefined {
    if (from === to) return [];
    if (this.rank[from]! > this.rank[to]!) return undefined;
    return this.#reach(from, this.rank[to]!, to) === undefined ? this.#pathTo(to, from) : undefined;
  }

  /** Nodes that can be reached without passing `limit` in rank; undefined as soon as `goal` is among them. */
  #reach(start: number, limit: number, goal: number): number[] | undefined {
    const round = ++this.#round;
    const reached = [start];
    this.#seen[start] = round;
    for (let i = 0; i < reached.length; i++) {
      for (let edge = this.#firstOut[reached[i]!]!; edge !== -1; edge = this.#nextOut[edge]!) {
        this.#budget.stepsLeft--;
        const node = this.to[edge]!;
        if (this.#seen[node] === round || this.rank[node]! > limit) continue;
        this.#seen[node] = round;
        this.#cameFrom[node] = edge;
        if (node === goal) return undefined;
        reached.push(node);
      }
    }
    return reached;
  }

  #behind(start: number, limit: number): number[] {
    const round = ++this.#round;
    const reached = [start];
    this.#seen[start] = round;
    for (let i = 0; i < reached.length; i++) {
      for (let edge = this.#firstIn[reached[i]!]!; edge !== -1; edge = this.#nextIn[edge]!) {
        this.#budget.stepsLeft--;
        const node = this.from[edge]!;
        if (this.#seen[node] === round || this.rank[node]! < limit) continue;
        this.#seen[node] = round;
        reached.push(node);
      }
    }
    return reached;
  }

  /** Puts what is behind before what is ahead, in the places that both have now. */
  #reorder(behind: number[], ahead: number[]): void {
    const { rank } = this;
    const byRank = (a: number, b: number): number => rank[a]! - rank[b]!;
    const nodes = [...behind.sort(byRank), ...ahead.sort(byRank)];
    const places = nodes.map((node) => rank[node]!).sort((a, b) => a - b);
    nodes.forEach((node, i) => (rank[node] = places[i]!));
  }

  #pathTo(goal: number, start: number): number[] {
    const path: number[] = [];
    for (let node = goal; node !== start; node = this.from[path.at(-1)!]!) path.push(this.#cameFrom[node]!);
    return path.reverse();
  }

  #grow(): void {
    const double = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.from = double(this.from);
    this.to = double(this.to);
    this.tag = double(this.tag);
    this.#nextOut = double(this.#nextOut);
    this.#nextIn = double(this.#nextIn);
  }
}

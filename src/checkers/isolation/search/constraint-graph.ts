import { IncrementalOrder } from '../../graph/incremental-order.ts';
import type { StepBudget } from '../../graph/path.ts';
import { FAN, RW, WW } from '../dependencies.ts';
import type { EdgeList } from '../../graph/edge-list.ts';
import type { BaseLevel } from '../level.ts';
import type { Choices } from './choices.ts';

/** One edge of a contradiction in terms of transactions: its label, and the literal and the key that it follows from, or -1 where it is certain. */
export interface ReasonedEdge {
  readonly from: number;
  readonly to: number;
  readonly label: number;
  readonly literal: number;
  readonly key: number;
}

/** Levels whose condition on dependencies is that a graph has no cycle, perhaps with twins (see star-graph.ts), and one that has more. */
export type SearchedBase = Extract<
  BaseLevel,
  'serializable' | 'snapshot-isolation' | 'prefix' | 'parallel-snapshot-isolation'
>;

/**
 * The graph that must stay free of cycles while questions are answered. For snapshot isolation and prefix every node v has a twin
 * v + n, entered by what is visible and left by anti-dependencies. For parallel snapshot isolation anti-dependencies stay outside the order
 * and `contradiction` looks at them in the end.
 */
export class ConstraintGraph {
  readonly order: IncrementalOrder;
  readonly #base: SearchedBase;
  readonly #nodes: number;
  readonly #choices: Choices;
  /** By tag of an edge its label, literal and key. */
  readonly #labels: number[] = [];
  readonly #literals: number[] = [];
  readonly #keys: number[] = [];
  /** For parallel snapshot isolation: anti-dependencies as [from, to, tag]. */
  readonly #outside: [from: number, to: number, tag: number][] = [];

  constructor(base: SearchedBase, nodeCount: number, rank: Int32Array, choices: Choices, budget: StepBudget) {
    this.#base = base;
    this.#nodes = nodeCount;
    this.#choices = choices;
    this.order = new IncrementalOrder(base === 'snapshot-isolation' || base === 'prefix' ? twins(rank) : rank, budget);
  }

  /** @returns the contradiction among the certain edges, if there is one */
  addCertain({ from, to, label, size }: EdgeList, mask: number): ReasonedEdge[] | undefined {
    for (let e = 0; e < size; e++) {
      if ((label[e]! & mask) === 0 || from[e] === to[e]) continue;
      const contradiction = this.#add(from[e]!, to[e]!, label[e]!, -1, -1);
      if (contradiction !== undefined) return contradiction;
    }
    return undefined;
  }

  /** Answers a question. On a contradiction the caller must go back to the mark before. */
  answer(literal: number): ReasonedEdge[] | undefined {
    const before = this.#choices.before(literal);
    const after = this.#choices.after(literal);
    let contradiction = this.#add(before, after, WW, literal, this.#choices.key(literal));
    this.#choices.eachReader(literal, (reader, key) => (contradiction ??= this.#add(reader, after, RW, literal, key)));
    return contradiction;
  }

  get mark(): readonly [edges: number, tags: number, outside: number] {
    return [this.order.size, this.#labels.length, this.#outside.length];
  }

  backTo([edges, tags, outside]: readonly [number, number, number]): void {
    this.order.truncate(edges);
    this.#labels.length = this.#literals.length = this.#keys.length = tags;
    this.#outside.length = outside;
  }

  /** What is left to check when all questions are answered. */
  contradiction(): ReasonedEdge[] | undefined {
    for (const [from, to, tag] of this.#outside) {
      const path = this.order.findPath(to, from);
      if (path !== undefined) return [this.#reasoned(from, to, tag), ...this.#reasonedPath(path)];
    }
    return undefined;
  }

  #add(from: number, to: number, label: number, literal: number, key: number): ReasonedEdge[] | undefined {
    const tag = this.#labels.push(label) - 1;
    this.#literals.push(literal);
    this.#keys.push(key);
    const n = this.#nodes;
    if (this.#base === 'serializable') return this.#insert(from, to, tag);
    if (this.#base === 'parallel-snapshot-isolation') {
      if (label !== RW) return this.#insert(from, to, tag);
      this.#outside.push([from, to, tag]);
      return undefined;
    }
    if (label === RW) return this.#insert(from + n, to, tag);
    if (label === FAN || (label === WW && this.#base === 'prefix')) return this.#insert(from, to, tag);
    return this.#insert(from, to, tag) ?? this.#insert(from, to + n, tag);
  }

  #insert(from: number, to: number, tag: number): ReasonedEdge[] | undefined {
    const path = this.order.add(from, to, tag);
    if (path === undefined) return undefined;
    return [this.#reasoned(from, to, tag), ...this.#reasonedPath(path)];
  }

  #reasonedPath(path: readonly number[]): ReasonedEdge[] {
    const { from, to, tag } = this.order;
    return path.map((edge) => this.#reasoned(from[edge]!, to[edge]!, tag[edge]!));
  }

  #reasoned(from: number, to: number, tag: number): ReasonedEdge {
    const [label, literal, key] = [this.#labels[tag]!, this.#literals[tag]!, this.#keys[tag]!];
    return { from: from % this.#nodes, to: to % this.#nodes, label, literal, key };
  }
}

/** Puts each node's twin right before it: that is where it can be in an order that follows the nodes. */
function twins(rank: Int32Array): Int32Array {
  const doubled = new Int32Array(rank.length * 2);
  rank.forEach((place, node) => {
    doubled[node + rank.length] = 2 * place;
    doubled[node] = 2 * place + 1;
  });
  return doubled;
}

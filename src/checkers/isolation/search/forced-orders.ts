import { EdgeList } from '../../graph/edge-list.ts';
import { RW, WW, type Dependencies } from '../dependencies.ts';
import { show, showKey } from '../describe.ts';
import type { ExplainDependency } from '../reasons.ts';
import { WRITE, type Transactions } from '../transactions.ts';
import type { Choices } from './choices.ts';
import type { ForcedAnswer } from './probe.ts';

interface Forced {
  readonly literal: number;
  readonly key: number;
}

/** Dependencies together with the orders of writers that a search proved, so that cycles through both are found, counted and classified alike. */
export class ForcedOrders {
  readonly dependencies: Dependencies;
  readonly #nodeCount: number;
  /** By edge what forces it; edges of the data are not in it. */
  readonly #forced = new Map<number, Forced>();

  constructor(dependencies: Dependencies, choices: Choices, forced: readonly ForcedAnswer[]) {
    const { edges: data } = dependencies;
    this.#nodeCount = dependencies.nodeCount;
    const certain = new Set<number>();
    const edges = new EdgeList(data.size + 4 * forced.length);
    for (let e = 0; e < data.size; e++) {
      edges.add(data.from[e]!, data.to[e]!, data.label[e]!);
      certain.add(this.#name(data.from[e]!, data.to[e]!, data.label[e]!));
    }
    const add = (from: number, to: number, label: number, by: Forced): void => {
      const name = this.#name(from, to, label);
      if (certain.has(name) || this.#forced.has(name)) return;
      edges.add(from, to, label);
      this.#forced.set(name, by);
    };
    for (const { literal } of forced) {
      const after = choices.after(literal);
      add(choices.before(literal), after, WW, { literal, key: choices.key(literal) });
      choices.eachReader(literal, (reader, key) => add(reader, after, RW, { literal, key }));
    }
    this.dependencies = { ...dependencies, edges };
  }

  /** The literal behind an edge, or -1 where the data has it. */
  literalOf(from: number, to: number, label: number): number {
    return this.#forced.get(this.#name(from, to, label))?.literal ?? -1;
  }

  /** Explains edges of the data as they are, and forced ones by what forces them. */
  explain(explainData: ExplainDependency): ExplainDependency {
    return (from, to, label, onKey) => {
      const forced = this.#forced.get(this.#name(from, to, label));
      if (forced === undefined) return explainData(from, to, label, onKey);
      if (label === RW) return explainData(from, to, label, forced.key);
      return explainForced(this.dependencies.transactions, from, to, forced.key);
    };
  }

  #name(from: number, to: number, label: number): number {
    return (from * this.#nodeCount + to) * 8 + label;
  }
}

/** Both wrote a key, and only one order is possible. */
export function explainForced(
  transactions: Transactions,
  from: number,
  to: number,
  key: number,
): ReturnType<ExplainDependency> {
  const [value, nextValue] = [lastWritten(transactions, from, key), lastWritten(transactions, to, key)];
  const because =
    `both wrote ${showKey(transactions, key)} (${show(value)} and ${show(nextValue)}), and the other way round there would be a ` +
    `cycle`;
  return { key, value, nextValue, because };
}

function lastWritten({ opStart, opKind, opKey, opValue }: Transactions, t: number, key: number): unknown {
  let op = opStart[t + 1]! - 1;
  while (opKind[op] !== WRITE || opKey[op] !== key) op--;
  return opValue[op];
}

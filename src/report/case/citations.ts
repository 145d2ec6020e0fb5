import type { History, Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';

/** An operation of a client, or a single line that another process recorded, that an anomaly cites. */
export interface Cited {
  /** `A`, `B` …: how pictures and tables of the page call it. */
  readonly letter: string;
  /** The invocation, or the recorded line itself. */
  readonly first: Operation;
  readonly invocation: Invocation | undefined;
  readonly fromNanos: number;
  /** When it ended; for an unknown outcome when its client gave up, or the end of the history. */
  readonly toNanos: number;
}

/** Resolves indices that a checker cites to what a page shows: a client operation has two lines but is one thing. */
export class Citations {
  /** In the order of the history. */
  readonly cited: readonly Cited[];
  readonly #byFirst = new Map<number, Cited>();
  readonly #history: History;

  constructor(history: History, indices: readonly number[]) {
    this.#history = history;
    const firsts = new Set(indices.map((index) => this.firstIndexOf(index)));
    const invocations = new Map<Operation, Invocation>();
    for (const invocation of history.invocations)
      if (firsts.has(invocation.invoke.index)) invocations.set(invocation.invoke, invocation);
    const lastNanos = history.operations.at(-1)?.time ?? 0;
    this.cited = history.operations
      .filter((op) => firsts.has(op.index))
      .map((first, nth) => citedAs(letterOf(nth), first, invocations.get(first), lastNanos));
    for (const cited of this.cited) this.#byFirst.set(cited.first.index, cited);
  }

  /** Index of the line under which the page shows the line `index`; undefined when there is no such line. */
  firstIndexOf(index: number): number | undefined {
    const { operations, pairs } = this.#history;
    // Histories of our own have each line at its index; of others a part may have been cut out.
    const position = operations[index]?.index === index ? index : operations.findIndex((op) => op.index === index);
    const op = operations[position];
    const counterpart = operations[pairs[position] ?? -1];
    return op !== undefined && op.type !== 'invoke' && counterpart !== undefined ? counterpart.index : op?.index;
  }

  /** How the line that is shown as `first` is cited, if it is. */
  of(first: Operation): Cited | undefined {
    return this.#byFirst.get(first.index);
  }
}

function citedAs(letter: string, first: Operation, invocation: Invocation | undefined, lastNanos: number): Cited {
  const end = invocation === undefined ? first.time : (invocation.completion?.time ?? lastNanos);
  return { letter, first, invocation, fromNanos: first.time, toNanos: end };
}

/** `A` … `Z`, then `A2` … `Z2`, and so on. */
function letterOf(nth: number): string {
  const letter = String.fromCharCode(65 + (nth % 26));
  return nth < 26 ? letter : `${letter}${Math.floor(nth / 26) + 1}`;
}

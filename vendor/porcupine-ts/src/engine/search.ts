import type { Model, State } from '../model.ts';
import type { Operation } from '../operation.ts';
import { EntryList, HEAD } from './entry-list.ts';
import { LinearizedSet } from './linearized-set.ts';
import { LongestPrefixes } from './longest-prefixes.ts';
import { createStateTable, type StateTable } from './state-table.ts';
import { VisitedSet } from './visited-set.ts';

/**
 * The search for a linearization of one partition: depth first, with memory.
 *
 * It walks over the entries in the order of time. A call that the model allows next, and that leads to a configuration
 * not seen before, is linearized: its entries leave the list, and the walk begins anew. A return means that its
 * operation had to be linearized before and could not be: the last decision is undone. The history is linearizable when
 * the list is empty, and not when there is nothing left to undo.
 *
 * After Wing and Gong, "Testing and Verifying Concurrent Objects" (1993), with the memory of Lowe, "Testing for
 * Linearizability" (2017), as in Porcupine. There is no recursion, and the search can stop at any step and go on.
 */
export class Search<S extends State, I, O, M> {
  outcome: 'open' | 'ok' | 'illegal';
  private readonly model: Model<S, I, O, M>;
  private readonly entries: EntryList;
  private readonly inputs: I[];
  private readonly outputs: O[];
  private readonly linearized: LinearizedSet;
  private readonly table: StateTable<S>;
  private readonly visited: VisitedSet<S>;
  private readonly prefixes: LongestPrefixes | undefined;
  /** Calls in the order of their linearization, and for each the operation and the number of the state before it. */
  private readonly callStack: Int32Array;
  private readonly operationStack: Int32Array;
  private readonly stateStack: Int32Array;
  private depth = 0;
  private state: number;
  private entry: number;
  /** Whether the stack has grown since it was last recorded; a shrunk one has nothing new to say. */
  private grown = false;

  /** @throws MalformedHistoryError when the history is not a set of completed operations. */
  constructor(model: Model<S, I, O, M>, history: readonly Operation<I, O, M>[], verbose: boolean) {
    this.model = model;
    this.entries = new EntryList(history);
    const called = [...this.entries.historyIndex].map((index) => history[index]!);
    this.inputs = called.map((operation) => operation.input);
    this.outputs = called.map((operation) => operation.output);
    this.linearized = new LinearizedSet(history.length);
    this.table = createStateTable(model);
    this.visited = new VisitedSet(this.table);
    this.prefixes = verbose ? new LongestPrefixes() : undefined;
    this.callStack = new Int32Array(history.length);
    this.operationStack = new Int32Array(history.length);
    this.stateStack = new Int32Array(history.length);
    this.state = this.table.number(model.init());
    this.entry = this.entries.next[HEAD]!;
    this.outcome = history.length === 0 ? 'ok' : 'open';
  }

  /** Looks at no more than `limit` entries; how many it was. */
  run(limit: number): number {
    let steps = 0;
    while (steps < limit && this.outcome === 'open') {
      steps++;
      if (this.entries.returnOf[this.entry] === HEAD) this.backtrack();
      else this.tryCall();
    }
    return steps;
  }

  /** What a verbose search found, as places in its history: see `LinearizationInfo.partialLinearizations`. */
  partialLinearizations(): number[][] {
    if (this.prefixes === undefined) return [];
    // A search that a limit ended is still standing on a prefix.
    this.recordPrefix();
    const { historyIndex } = this.entries;
    return this.prefixes.distinct().map((prefix) => Array.from(prefix, (operation) => historyIndex[operation]!));
  }

  private tryCall(): void {
    const { entries, entry, linearized, table } = this;
    const operation = entries.operationOf[entry]!;
    const next = this.model.step(table.states[this.state]!, this.inputs[operation]!, this.outputs[operation]!);
    if (next === undefined) {
      this.entry = entries.next[entry]!;
      return;
    }
    const number = table.number(next);
    linearized.add(operation);
    if (!this.visited.add(linearized, number)) {
      linearized.remove(operation);
      table.discard(number);
      this.entry = entries.next[entry]!;
      return;
    }
    this.callStack[this.depth] = entry;
    this.operationStack[this.depth] = operation;
    this.stateStack[this.depth] = this.state;
    this.depth++;
    this.grown = true;
    this.state = number;
    entries.lift(entry);
    this.entry = entries.next[HEAD]!;
    if (this.entry === HEAD) this.outcome = 'ok';
  }

  private backtrack(): void {
    this.recordPrefix();
    if (this.depth === 0) {
      this.outcome = 'illegal';
      return;
    }
    this.depth--;
    const call = this.callStack[this.depth]!;
    this.linearized.remove(this.operationStack[this.depth]!);
    this.state = this.stateStack[this.depth]!;
    this.entries.unlift(call);
    this.entry = this.entries.next[call]!;
  }

  private recordPrefix(): void {
    if (this.grown) this.prefixes?.record(this.operationStack, this.depth);
    this.grown = false;
  }
}

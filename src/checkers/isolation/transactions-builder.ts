import type { Outcome } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { double } from '../grow.ts';
import { identityOf } from '../identity.ts';
import {
  microOperations,
  notAList,
  refuseMalformed,
  refuseNoTransaction,
  refuseOtherWork,
  type MicroOperation,
} from './micro-operations.ts';
import { ReadListsBuilder } from './read-lists.ts';
import { READ, WRITE, type Transactions, type Workload } from './transactions.ts';

/** An invocation that waits for its completion. */
interface Open {
  readonly invoke: Operation;
  readonly position: number;
  readonly transaction: number;
}

/**
 * Collects transactions operation by operation into columns; no operation is kept longer than it is open. Operations must come in the
 * order of the history, and every client's must alternate (see `pairOperations`).
 */
export class TransactionsBuilder {
  readonly #workload: Workload;
  readonly #keys = new KeyInterner();
  readonly #open = new Map<number, Open>();
  readonly #outcome: Outcome[] = [];
  readonly #opValue: unknown[] = [];
  readonly #lists = new ReadListsBuilder();
  #position = 0;
  #count = 0;
  #opCount = 0;
  /** 1 where an invocation was no transaction. */
  #isOther = new Uint8Array(1024);
  #process = new Int32Array(1024);
  #invokedAt = new Int32Array(1024);
  #completedAt = new Int32Array(1024);
  #invokeIndex = new Float64Array(1024);
  #completeIndex = new Float64Array(1024);
  #invokeTime = new Float64Array(1024);
  #completeTime = new Float64Array(1024);
  #opKind = new Uint8Array(4096);
  #opKey = new Int32Array(4096);
  #opTransaction = new Int32Array(4096);
  #listStart = new Int32Array(4096);
  #listLength = new Int32Array(4096);

  constructor(workload: Workload) {
    this.#workload = workload;
  }

  /** @throws HistoryError for a transaction that is no list, has an unknown micro-operation, or did what it was not asked to. */
  push(operation: Operation): void {
    const { process, type } = operation;
    const position = this.#position++;
    if (typeof process !== 'number') return;
    if (type === 'invoke') {
      this.#open.set(process, { invoke: operation, position, transaction: this.#begin(operation, position) });
      return;
    }
    const open = this.#open.get(process);
    if (open === undefined) return;
    this.#open.delete(process);
    this.#end(open, operation, position);
  }

  /** The columns of what was pushed; whatever is still open has an unknown outcome. The builder is not used after it. */
  finish(): Transactions {
    for (const open of this.#open.values()) this.#tell(open, 'info', open.invoke, open.position);
    const members = this.#members();
    const renumbered = new Int32Array(this.#count);
    members.forEach((t, i) => (renumbered[t] = i));
    const opStart = new Int32Array(members.length + 1);
    for (let op = 0; op < this.#opCount; op++) opStart[renumbered[this.#opTransaction[op]!]! + 1]!++;
    for (let t = 0; t < members.length; t++) opStart[t + 1]! += opStart[t]!;
    return {
      workload: this.#workload,
      historyLength: this.#position,
      count: members.length,
      outcome: Array.from(members, (t) => this.#outcome[t]!),
      process: members.map((t) => this.#process[t]!),
      invokedAt: members.map((t) => this.#invokedAt[t]!),
      completedAt: members.map((t) => this.#completedAt[t]!),
      invokeIndex: Float64Array.from(members, (t) => this.#invokeIndex[t]!),
      completeIndex: Float64Array.from(members, (t) => this.#completeIndex[t]!),
      invokeTime: Float64Array.from(members, (t) => this.#invokeTime[t]!),
      completeTime: Float64Array.from(members, (t) => this.#completeTime[t]!),
      opStart,
      ...this.#sortOperations(opStart, renumbered),
      keys: this.#keys.keys,
    };
  }

  /** The invocations that turned out to be transactions. */
  #members(): Int32Array {
    return Int32Array.from({ length: this.#count }, (_, t) => t).filter((t) => this.#isOther[t] === 0);
  }

  #begin({ index, time, process }: Operation, position: number): number {
    const t = this.#count++;
    if (t === this.#process.length) this.#growTransactions();
    this.#outcome.push('info');
    this.#process[t] = process as number;
    this.#invokedAt[t] = position;
    this.#completedAt[t] = -1;
    this.#invokeIndex[t] = index;
    this.#invokeTime[t] = time;
    return t;
  }

  #end(open: Open, completion: Operation, position: number): void {
    const { type } = completion;
    const outcome = type === 'invoke' ? 'info' : type;
    this.#outcome[open.transaction] = outcome;
    this.#completedAt[open.transaction] = position;
    this.#completeIndex[open.transaction] = completion.index;
    this.#completeTime[open.transaction] = completion.time;
    const isTold = outcome === 'ok';
    this.#tell(open, outcome, isTold ? completion : open.invoke, isTold ? position : open.position);
  }

  #tell({ transaction, invoke }: Open, outcome: Outcome, { f, value }: Operation, position: number): void {
    const micros = microOperations(f, value, this.#workload);
    if (micros === undefined) {
      refuseNoTransaction(f, value, position);
      this.#isOther[transaction] = 1;
      return;
    }
    if (outcome === 'ok') refuseOtherWork(microOperations(invoke.f, invoke.value, this.#workload), micros, position);
    for (const micro of micros) {
      refuseMalformed(micro, this.#workload, position);
      const isRead = micro[0] === 'r';
      if (!isRead || outcome === 'ok') this.#pushMicro(transaction, isRead, micro, position);
    }
  }

  #pushMicro(transaction: number, isRead: boolean, micro: MicroOperation, position: number): void {
    const op = this.#opCount++;
    if (op === this.#opKind.length) this.#growOperations();
    this.#opKind[op] = isRead ? READ : WRITE;
    this.#opKey[op] = this.#keys.intern(micro[1]);
    this.#opTransaction[op] = transaction;
    const value = micro[2] ?? null;
    if (isRead && this.#workload === 'list-append') {
      this.#opValue.push(null);
      this.#pushList(op, value, position);
    } else this.#opValue.push(value);
  }

  #pushList(op: number, list: unknown, position: number): void {
    this.#listStart[op] = this.#lists.size;
    if (list === null) return;
    if (!Array.isArray(list)) throw notAList(list, position);
    this.#listLength[op] = list.length;
    this.#lists.push(list);
  }

  /** From the order of completions into that of invocations. */
  #sortOperations(
    opStart: Int32Array,
    renumbered: Int32Array,
  ): Pick<Transactions, 'opKind' | 'opKey' | 'opValue' | 'opTransaction' | 'lists'> {
    const size = this.#opCount;
    const next = opStart.slice();
    const opKind = new Uint8Array(size);
    const opKey = new Int32Array(size);
    const opTransaction = new Int32Array(size);
    const opValue: unknown[] = Array.from({ length: size });
    const start = new Int32Array(size);
    const length = new Int32Array(size);
    for (let op = 0; op < size; op++) {
      const t = renumbered[this.#opTransaction[op]!]!;
      const at = next[t]!++;
      opKind[at] = this.#opKind[op]!;
      opKey[at] = this.#opKey[op]!;
      opTransaction[at] = t;
      opValue[at] = this.#opValue[op];
      start[at] = this.#listStart[op]!;
      length[at] = this.#listLength[op]!;
    }
    const { codes, others } = this.#lists;
    return { opKind, opKey, opValue, opTransaction, lists: { codes, others, start, length } };
  }

  #growTransactions(): void {
    this.#isOther = double(this.#isOther, Uint8Array);
    this.#process = double(this.#process, Int32Array);
    this.#invokedAt = double(this.#invokedAt, Int32Array);
    this.#completedAt = double(this.#completedAt, Int32Array);
    this.#invokeIndex = double(this.#invokeIndex, Float64Array);
    this.#completeIndex = double(this.#completeIndex, Float64Array);
    this.#invokeTime = double(this.#invokeTime, Float64Array);
    this.#completeTime = double(this.#completeTime, Float64Array);
  }

  #growOperations(): void {
    this.#opKind = double(this.#opKind, Uint8Array);
    this.#opKey = double(this.#opKey, Int32Array);
    this.#opTransaction = double(this.#opTransaction, Int32Array);
    this.#listStart = double(this.#listStart, Int32Array);
    this.#listLength = double(this.#listLength, Int32Array);
  }
}

/** Gives equal keys equal numbers; keys and values that are no primitives are compared by their JSON. */
class KeyInterner {
  readonly keys: unknown[] = [];
  readonly #numbers = new Map<unknown, number>();

  intern(key: unknown): number {
    const identity = identityOf(key);
    const known = this.#numbers.get(identity);
    if (known !== undefined) return known;
    this.#numbers.set(identity, this.keys.length);
    this.keys.push(key);
    return this.keys.length - 1;
  }
}

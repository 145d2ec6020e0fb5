import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { orderBlocks } from './block-order.ts';
import { ChainBuilder } from './chain-builder.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { LocalNumbers } from './local-numbers.ts';

/** Positions in `operations` of the register specs; what is neither is a `cas`. */
const READ = 0;
const WRITE = 1;

/**
 * Decides a register with `read`, `write` and `cas` in O(n log n) when no value is written twice. The calls that concern one
 * value, or several linked by `cas`, form a block; blocks are ordered by `orderBlocks` (Gibbons and Korach 1997, with
 * compare-and-set and unknown outcomes added). Calls of unknown outcome count only if somebody saw their value.
 *
 * @param initial number of the value before the first write
 */
export function checkRegister(calls: CallTable, values: ValueNumbers, initial: number): FastOutcome {
  const register = new RegisterCheck(calls, values, initial);
  return register.check();
}

class RegisterCheck {
  readonly #calls: CallTable;
  readonly #values: ValueNumbers;
  readonly #numbers: LocalNumbers;
  // By local number of a value; 0 is the initial value.
  readonly #writer: Int32Array;
  readonly #next: Int32Array;
  readonly #needed: Uint8Array;
  readonly #reads: Int32Array;
  // By row.
  readonly #nextRead: Int32Array;
  readonly #value: Int32Array;
  readonly #old: Int32Array;

  constructor(calls: CallTable, values: ValueNumbers, initial: number) {
    this.#calls = calls;
    this.#values = values;
    this.#numbers = new LocalNumbers(2 * calls.length + 1, values.count);
    this.#numbers.of(initial);
    this.#value = new Int32Array(calls.length);
    this.#old = new Int32Array(calls.length).fill(NONE);
    this.#nextRead = new Int32Array(calls.length);
    this.#number();
    const { count } = this.#numbers;
    this.#writer = new Int32Array(count).fill(NONE);
    this.#next = new Int32Array(count).fill(NONE);
    this.#needed = new Uint8Array(count);
    this.#reads = new Int32Array(count).fill(NONE);
  }

  check(): FastOutcome {
    return this.#collect() ?? this.#need();
  }

  #number(): void {
    const { f, argument, result, ret, length } = this.#calls;
    for (let row = 0; row < length; row++) {
      if (f[row] === READ) this.#value[row] = ret[row] === OPEN ? NONE : this.#numbers.of(result[row]!);
      else if (f[row] === WRITE) this.#value[row] = this.#numbers.of(argument[row]!);
      else {
        this.#old[row] = this.#numbers.of(this.#values.firstOf(argument[row]!));
        this.#value[row] = this.#numbers.of(this.#values.secondOf(argument[row]!));
      }
    }
  }

  /** The writer and the readers of each value. */
  #collect(): FastOutcome | undefined {
    const { f, length } = this.#calls;
    for (let row = length - 1; row >= 0; row--) {
      const value = this.#value[row]!;
      if (value === NONE) continue;
      if (f[row] === READ) {
        this.#nextRead[row] = this.#reads[value]!;
        this.#reads[value] = row;
        continue;
      }
      if (this.#writer[value] !== NONE || value === 0) return inapplicable(this.#show(value), value === 0);
      this.#writer[value] = row;
    }
    return undefined;
  }

  /** Finds out which values were in the register for certain; only they matter. */
  #need(): FastOutcome {
    const { ret, length } = this.#calls;
    const needed = this.#needed;
    needed[0] = 1;
    for (let row = 0; row < length; row++) {
      if (ret[row] === OPEN) continue;
      needed[this.#value[row]!] = 1;
      if (this.#old[row] !== NONE) needed[this.#old[row]!] = 1;
    }
    let unwritten = NONE;
    for (let value = 1; value < needed.length; value++) {
      if (needed[value] === 0) continue;
      // Back along the values that replaced each other, up to one that is known to be needed.
      let last = value;
      for (;;) {
        const writer = this.#writer[last]!;
        const old = writer === NONE ? NONE : this.#old[writer]!;
        if (old === NONE || needed[old] === 1) break;
        needed[old] = 1;
        last = old;
      }
      if (last !== 0 && this.#writer[last] === NONE) unwritten = last;
    }
    return this.#link() ?? (unwritten === NONE ? this.#order() : this.#unwritten(unwritten));
  }

  #unwritten(value: number): FastOutcome {
    const reader = this.#reads[value]!;
    if (reader !== NONE) return this.#violation('thin-air-read', [value], [reader]);
    const cas = this.#old.findIndex((old, row) => old === value && this.#isKept(row));
    return this.#violation('thin-air-read', [value, this.#value[cas]!], []);
  }

  #isKept(row: number): boolean {
    return this.#calls.ret[row] !== OPEN || this.#needed[this.#value[row]!] === 1;
  }

  /** Which value each `cas` put in the place of which. */
  #link(): FastOutcome | undefined {
    for (let row = 0; row < this.#calls.length; row++) {
      const old = this.#old[row]!;
      if (old === NONE || !this.#isKept(row)) continue;
      const rival = this.#next[old]!;
      if (rival !== NONE) {
        return this.#violation('lost-update', [old, rival, this.#value[row]!], []);
      }
      this.#next[old] = this.#value[row]!;
    }
    return undefined;
  }

  #order(): FastOutcome {
    const chains = new ChainBuilder(this.#numbers.count);
    const firstValues: number[] = [];
    let linked = 0;
    let needed = 0;
    for (let value = 0; value < this.#numbers.count; value++) {
      if (this.#needed[value] === 0) continue;
      needed++;
      const writer = this.#writer[value]!;
      if (writer !== NONE && this.#old[writer] !== NONE) continue;
      chains.begin();
      firstValues.push(value);
      for (let link = value; link !== NONE; link = this.#next[link]!) {
        linked++;
        const broken = this.#addValue(chains, link);
        if (broken !== undefined) return this.#broken(broken);
      }
    }
    if (linked < needed) return this.#circle();
    const blocks = chains.finish();
    const ordered = orderBlocks(blocks);
    if ('conflict' in ordered)
      return this.#contradiction(
        'stale-read',
        ordered.conflict.map((block) => [chains.firstRows[block]!, chains.lastRows[block]!] as const),
      );
    return { kind: 'linearizable', order: this.#emit(ordered.order, firstValues) };
  }

  /** Adds the writer of a value and its reads to the chain; answers two rows that contradict the chain's order. */
  #addValue(chains: ChainBuilder, value: number): readonly [number, number] | undefined {
    const { call, ret } = this.#calls;
    const writer = this.#writer[value]!;
    let broken = writer === NONE ? chains.addInitial() : chains.add(writer, call[writer]!, ret[writer]!);
    chains.endGroup();
    for (let row = this.#reads[value]!; row !== NONE; row = this.#nextRead[row]!)
      broken ??= chains.add(row, call[row]!, ret[row]!);
    chains.endGroup();
    return broken;
  }

  /** The later of two calls of a chain returned before the earlier one was invoked: whichever of them is a read came at the wrong time. */
  #broken(pair: readonly [number, number]): FastOutcome {
    const isEarlierRead = this.#calls.f[pair[0]] === READ;
    return this.#contradiction(isEarlierRead ? 'stale-read' : 'future-read', [pair]);
  }

  #emit(blocks: Int32Array, chainValues: readonly number[]): Int32Array {
    const order = new Int32Array(this.#calls.length);
    let count = 0;
    for (const block of blocks)
      for (let value = chainValues[block]!; value !== NONE; value = this.#next[value]!) {
        if (this.#writer[value] !== NONE) order[count++] = this.#writer[value]!;
        for (let row = this.#reads[value]!; row !== NONE; row = this.#nextRead[row]!) order[count++] = row;
      }
    return order.subarray(0, count);
  }

  /** Pairs of rows, each of one chain, that pull it in two directions. The values between them in the chain hold it together. */
  #contradiction(anomaly: string, pairs: readonly (readonly [number, number])[]): FastOutcome {
    const rows = pairs.flat().filter((row) => row !== NONE);
    const reads = rows.filter((row) => this.#calls.f[row] === READ);
    // Where no row came first, the initial value did.
    const valueOf = (row: number): number => (row === NONE ? 0 : this.#value[row]!);
    const values = pairs.flatMap(([a, b]) => this.#between(valueOf(a), valueOf(b)));
    return this.#violation(reads.length === 0 ? 'non-linearizable' : anomaly, values, reads);
  }

  #violation(anomaly: string, wrong: readonly number[], reads: readonly number[]): FastOutcome {
    const values = new Set(wrong);
    const witnesses = new Set(reads);
    for (const value of values) this.#addWitness(value, values, witnesses);
    const numbers = [...values].map((value) => this.#numbers.globalOf(value));
    return { kind: 'violation', anomaly, values: numbers, reads: [...witnesses] };
  }

  /** A write of unknown outcome took effect because somebody read its value, or a `cas` of a value that counts replaced it. */
  #addWitness(value: number, values: Set<number>, reads: Set<number>): void {
    const writer = this.#writer[value]!;
    if (writer === NONE || this.#calls.ret[writer] !== OPEN) return;
    if (this.#reads[value] !== NONE) reads.add(this.#reads[value]!);
    else values.add(this.#next[value]!);
  }

  /** Two values of a chain and those between them. */
  #between(a: number, b: number): readonly number[] {
    return a === b ? [a] : (this.#path(a, b) ?? this.#path(b, a) ?? [a, b]);
  }

  #path(from: number, to: number): readonly number[] | undefined {
    const path: number[] = [];
    for (let value = from; value !== NONE; value = this.#next[value]!) {
      path.push(value);
      if (value === to) return path;
    }
    return undefined;
  }

  /** Values that only follow from each other: no `cas` of the circle can be the first. */
  #circle(): FastOutcome {
    const inChain = new Uint8Array(this.#numbers.count);
    for (let value = 0; value < inChain.length; value++) {
      const writer = this.#writer[value]!;
      if (this.#needed[value] === 0 || (writer !== NONE && this.#old[writer] !== NONE)) continue;
      for (let link = value; link !== NONE; link = this.#next[link]!) inChain[link] = 1;
    }
    const start = inChain.findIndex((isIn, value) => isIn === 0 && this.#needed[value] === 1);
    const values = [start];
    for (let value = this.#next[start]!; value !== start; value = this.#next[value]!) values.push(value);
    return this.#violation('thin-air-read', values, []);
  }

  #show(value: number): unknown {
    return this.#values.valueOf(this.#numbers.globalOf(value));
  }
}

function inapplicable(value: unknown, isInitial: boolean): FastOutcome {
  const text = JSON.stringify(value);
  return {
    kind: 'inapplicable',
    reason: isInitial ? `the initial value ${text} is written` : `value ${text} is written twice`,
  };
}

import { identityOf } from '../identity.ts';
import { citedIndex, introduce, nameOf, show, showKey } from './describe.ts';
import type { Findings } from '../findings.ts';
import { UNREAD, type ListVersions } from './list-versions.ts';
import { elementOf, isBeginning, lastElement, listOf, shows } from './read-lists.ts';
import { DISORDERED, IN_ORDER, type UsableReads } from './list-dependencies.ts';
import { READ, WRITE, type Transactions } from './transactions.ts';
import { laterWrite } from './writes.ts';

/**
 * Checks every list read against the version order, its own transaction and the fate of the appends that it saw: incompatible orders,
 * internal contradictions, future, intermediate, aborted and thin-air reads, duplicates. On the way it finds out which transactions of
 * unknown outcome took effect.
 */
export function checkListReads(transactions: Transactions, versions: ListVersions, findings: Findings): UsableReads {
  const { opKind, outcome, count } = transactions;
  const external = new Uint8Array(opKind.length);
  const present = new Uint8Array(count);
  for (let t = 0; t < count; t++) if (outcome[t] === 'ok') present[t] = 1;
  const reads = new ListReads(transactions, versions, findings, external, present);
  for (let t = 0; t < count; t++) if (outcome[t] === 'ok') reads.checkTransaction(t);
  reads.checkLongest();
  return { external, present };
}

class ListReads {
  readonly #transactions: Transactions;
  readonly #versions: ListVersions;
  readonly #findings: Findings;
  readonly #external: Uint8Array;
  readonly #present: Uint8Array;

  constructor(
    transactions: Transactions,
    versions: ListVersions,
    findings: Findings,
    external: Uint8Array,
    present: Uint8Array,
  ) {
    this.#transactions = transactions;
    this.#versions = versions;
    this.#findings = findings;
    this.#external = external;
    this.#present = present;
  }

  checkTransaction(t: number): void {
    const { opStart, opKind, opKey, lists } = this.#transactions;
    const end = opStart[t + 1]!;
    for (let op = opStart[t]!; op < end; op++) {
      if (opKind[op] !== READ) continue;
      const isPrefix = isBeginning(lists, op, this.#versions.longestRead[opKey[op]!]!);
      if (!isPrefix) this.#incompatible(op);
      const ownAppends = this.#checkInternal(t, op);
      if (lists.length[op]! > 0) {
        this.#checkFuture(t, op);
        this.#checkIntermediate(t, op);
      }
      if (ownAppends === 0) this.#external[op] = isPrefix ? IN_ORDER : DISORDERED;
    }
  }

  /** Elements of the longest lists: who appended them, and what became of that transaction. */
  checkLongest(): void {
    const { longestRead, chain, chainStart, duplicates } = this.#versions;
    for (let key = 0; key < longestRead.length; key++) {
      const first = chainStart[key]!;
      for (let at = first; at < chainStart[key + 1]!; at++)
        this.#checkElement(longestRead[key]!, at - first, chain[at]!);
    }
    for (const at of duplicates) {
      const key = keyAt(chainStart, at);
      this.#duplicate(longestRead[key]!, this.#element(longestRead[key]!, at - chainStart[key]!));
    }
  }

  #element(read: number, i: number): unknown {
    const { lists } = this.#transactions;
    return elementOf(lists, lists.codes[lists.start[read]! + i]!);
  }

  #checkElement(read: number, i: number, append: number): void {
    const transactions = this.#transactions;
    if (append === -1) {
      if (this.#appendOf(read, this.#element(read, i)) === -1) this.#thinAir(read, this.#element(read, i));
      return;
    }
    const writer = transactions.opTransaction[append]!;
    if (transactions.outcome[writer] === 'info') this.#present[writer] = 1;
    if (transactions.outcome[writer] === 'fail') this.#aborted(read, this.#element(read, i), writer);
  }

  #incompatible(op: number): void {
    const transactions = this.#transactions;
    const key = transactions.opKey[op]!;
    const list = listOf(transactions, op);
    const longest = listOf(transactions, this.#versions.longestRead[key]!);
    const other = transactions.opTransaction[this.#versions.longestRead[key]!]!;
    const reader = transactions.opTransaction[op]!;
    const readers = reader === other ? [reader] : [reader, other];
    const elsewhere = reader === other ? 'also' : `${introduce(transactions, other)} read it`;
    const at = list.findIndex((element, i) => identityOf(element) !== identityOf(longest[i]));
    this.#findings.add('incompatible-order', () => ({
      message:
        `${introduce(transactions, reader)} read ${showKey(transactions, key)} as ${show(list)}, but ` +
        `${elsewhere} as ${show(longest)}: neither is a prefix of the other (element ${at + 1} is ` +
        `${show(list[at])} in one and ${show(longest[at])} in the other), so no order of the appends gives both`,
      operations: readers.map((one) => citedIndex(transactions, one)),
    }));
    const seen = new Set<unknown>();
    for (let i = 0; i < list.length; i++) {
      const identity = identityOf(list[i]);
      if (seen.has(identity)) this.#duplicate(op, list[i]);
      seen.add(identity);
      if (i >= at) this.#checkElement(op, i, this.#appendOf(op, list[i]));
    }
  }

  /** Compares a read with what its own transaction did to the key before; returns how many appends that were. */
  #checkInternal(t: number, op: number): number {
    const { opStart, opKind, opKey, opValue, lists } = this.#transactions;
    const key = opKey[op]!;
    const length = lists.length[op]!;
    let own = 0;
    let previous = op - 1;
    for (; previous >= opStart[t]!; previous--) {
      if (opKey[previous] !== key) continue;
      if (opKind[previous] === READ) break;
      own++;
      if (own > length || identityOf(opValue[previous]) !== identityOf(this.#element(op, length - own)))
        this.#contradiction(t, op);
    }
    if (previous < opStart[t]!) return own;
    if (lists.length[previous]! + own !== length || !isBeginning(lists, previous, op)) this.#contradiction(t, op);
    return own + this.#appendsBefore(t, previous);
  }

  #appendsBefore(t: number, op: number): number {
    const { opStart, opKind, opKey } = this.#transactions;
    let count = 0;
    for (let at = opStart[t]!; at < op; at++) if (opKey[at] === opKey[op] && opKind[at] === WRITE) count++;
    return count;
  }

  #contradiction(t: number, op: number): void {
    const transactions = this.#transactions;
    const { opStart, opKind, opKey, opValue } = transactions;
    const key = opKey[op]!;
    const did: string[] = [];
    for (let at = opStart[t]!; at < op; at++) {
      if (opKey[at] !== key) continue;
      did.push(opKind[at] === READ ? `read ${show(listOf(transactions, at))}` : `appended ${show(opValue[at])}`);
    }
    this.#findings.add('internal', () => ({
      message:
        `${introduce(transactions, t)} contradicts itself on ${showKey(transactions, key)}: it ${did.join(', then ')}, and ` +
        `then read ${show(listOf(transactions, op))}`,
      operations: [citedIndex(transactions, t)],
    }));
  }

  #checkFuture(t: number, op: number): void {
    const transactions = this.#transactions;
    const { opStart, opKind, opKey, opValue, lists } = transactions;
    for (let at = op + 1; at < opStart[t + 1]!; at++) {
      if (opKey[at] !== opKey[op] || opKind[at] !== WRITE || this.#versions.position[at] === UNREAD) continue;
      if (!shows(lists, op, opValue[at])) continue;
      this.#findings.add('future-read', () => ({
        message:
          `${introduce(transactions, t)} read ${showKey(transactions, opKey[op]!)} as ${show(listOf(transactions, op))}, which holds ` +
          `${show(opValue[at])} before the transaction itself appended it`,
        operations: [citedIndex(transactions, t)],
      }));
    }
  }

  #checkIntermediate(t: number, op: number): void {
    const transactions = this.#transactions;
    const { opTransaction, opKey, opValue, lists } = transactions;
    const last = this.#appendOf(op, lastElement(lists, op));
    if (last === -1 || opTransaction[last] === t) return;
    const later = laterWrite(transactions, last);
    if (later === -1 || transactions.outcome[opTransaction[last]!] === 'fail') return;
    const writer = opTransaction[last]!;
    this.#findings.add('G1b', () => ({
      message:
        `${introduce(transactions, t)} read ${showKey(transactions, opKey[op]!)} as ${show(listOf(transactions, op))}, which ends in the ` +
        `middle of ${introduce(transactions, writer)}: that one appended ${show(opValue[last])} and then ${show(opValue[later])}`,
      operations: [citedIndex(transactions, t), citedIndex(transactions, writer)],
    }));
  }

  #duplicate(read: number, value: unknown): void {
    const transactions = this.#transactions;
    const reader = transactions.opTransaction[read]!;
    this.#findings.add('duplicate-elements', () => ({
      message:
        `${introduce(transactions, reader)} read ${showKey(transactions, transactions.opKey[read]!)} as ` +
        `${show(listOf(transactions, read))}, in which ${show(value)} stands more than once, though it was appended once`,
      operations: [citedIndex(transactions, reader)],
    }));
  }

  #thinAir(read: number, value: unknown): void {
    const transactions = this.#transactions;
    const reader = transactions.opTransaction[read]!;
    this.#findings.add('thin-air', () => ({
      message:
        `${introduce(transactions, reader)} read ${showKey(transactions, transactions.opKey[read]!)} as ` +
        `${show(listOf(transactions, read))}, but no transaction ever appended ${show(value)} to it`,
      operations: [citedIndex(transactions, reader)],
    }));
  }

  #aborted(read: number, value: unknown, writer: number): void {
    const transactions = this.#transactions;
    const reader = transactions.opTransaction[read]!;
    this.#findings.add('G1a', () => ({
      message:
        `${introduce(transactions, reader)} read ${showKey(transactions, transactions.opKey[read]!)} as ` +
        `${show(listOf(transactions, read))} with ${show(value)}, which ${nameOf(transactions, writer)} appended and that ` +
        `transaction failed`,
      operations: [citedIndex(transactions, reader), citedIndex(transactions, writer)],
    }));
  }

  #appendOf(read: number, element: unknown): number {
    return this.#versions.appends.find(this.#transactions.opKey[read]!, element);
  }
}

function keyAt(chainStart: Int32Array, at: number): number {
  let low = 0;
  let high = chainStart.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chainStart[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

import { double } from '../grow.ts';
import { identityOf } from '../identity.ts';

/**
 * What list reads returned, element after element in one column: millions of lists are no objects, which a garbage collector would go
 * through again and again. Equal elements have equal codes.
 */
export interface ReadLists {
  /** A 31-bit integer from 0 is its own code; the element of code `-1 - i` is `others[i]`. */
  readonly codes: Int32Array;
  readonly others: readonly unknown[];
  /** For each micro-operation where its list begins, and how long it is; nothing for those that read no list. */
  readonly start: Int32Array;
  readonly length: Int32Array;
}

const MAX_CODE = 0x7fffffff;

/** Collects lists one after the other. */
export class ReadListsBuilder {
  codes: Int32Array = new Int32Array(1024);
  size = 0;
  readonly others: unknown[] = [];
  readonly #codeOf = new Map<unknown, number>();

  push(list: readonly unknown[]): void {
    while (this.size + list.length > this.codes.length) this.codes = double(this.codes, Int32Array);
    for (let i = 0; i < list.length; i++) this.codes[this.size + i] = this.#code(list[i]);
    this.size += list.length;
  }

  #code(element: unknown): number {
    if (typeof element === 'number' && Number.isInteger(element) && element >= 0 && element <= MAX_CODE) return element;
    const identity = identityOf(element);
    let code = this.#codeOf.get(identity);
    if (code === undefined) {
      code = -1 - this.others.length;
      this.others.push(element);
      this.#codeOf.set(identity, code);
    }
    return code;
  }
}

/** The element of a code. */
export function elementOf({ others }: ReadLists, code: number): unknown {
  return code >= 0 ? code : others[-1 - code];
}

/** The list that a micro-operation read, as values: for what is looked at once. */
export function listOf({ lists }: { readonly lists: ReadLists }, read: number): readonly unknown[] {
  const start = lists.start[read]!;
  return Array.from(lists.codes.subarray(start, start + lists.length[read]!), (code) => elementOf(lists, code));
}

/** The last element that a read shows; its list must not be empty. */
export function lastElement(lists: ReadLists, read: number): unknown {
  return elementOf(lists, lists.codes[lists.start[read]! + lists.length[read]! - 1]!);
}

/** Whether a read shows an element. */
export function shows(lists: ReadLists, read: number, element: unknown): boolean {
  const identity = identityOf(element);
  const start = lists.start[read]!;
  for (let i = start; i < start + lists.length[read]!; i++)
    if (identityOf(elementOf(lists, lists.codes[i]!)) === identity) return true;
  return false;
}

/** Whether two reads, the first of which is not the longer one, agree as far as the first goes. */
export function isBeginning({ codes, start, length }: ReadLists, short: number, long: number): boolean {
  const offset = start[long]! - start[short]!;
  for (let i = start[short]! + length[short]! - 1; i >= start[short]!; i--)
    if (codes[i] !== codes[i + offset]) return false;
  return true;
}

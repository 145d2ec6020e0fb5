import { identityOf } from '../identity.ts';
import { introduce, name, show } from './describe.ts';
import { report, type ReadContext, type TimestampedRead } from './read-context.ts';
import type { TimestampedOperation } from './timestamped.ts';

/** Compares reads of lists with the commits below them: a list shows all of them, in the order of their timestamps. */
export class ListReads {
  readonly #context: ReadContext;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** @returns the timestamp of the newest commit that the read is known to have seen */
  check(read: TimestampedRead): number {
    const { own, state, operation } = read;
    const value: readonly unknown[] = Array.isArray(read.value) ? read.value : [];
    const ownElements = own.map((access) => access[2]);
    const list = own.length === 0 ? value : value.slice(0, Math.max(0, value.length - own.length));
    if (own.length > 0 && !sameElements(value.slice(list.length), ownElements)) {
      report(this.#context, 'internal', read, undefined, `which does not end in its own appends ${show(ownElements)}`);
      return -Infinity;
    }
    if (state.required.length > 0 || !sameElements(list, state.elements)) this.#compare(read, list);
    if (list.length >= state.longestLength) {
      state.longestLength = list.length;
      state.longestRead = operation;
    }
    const newest = state.newest?.by;
    return newest === undefined || newest.outcome !== 'ok' ? -Infinity : newest.timestamp;
  }

  #compare(read: TimestampedRead, list: readonly unknown[]): void {
    const { state } = read;
    const shown = new Map<unknown, number>();
    list.forEach((element, i) => {
      const identity = identityOf(element);
      if (shown.has(identity))
        report(this.#context, 'duplicate-elements', read, undefined, `in which ${show(element)} stands twice`);
      else shown.set(identity, i);
    });
    const expected = new Set(state.elements.map(identityOf));
    for (const [identity, i] of shown) if (!expected.has(identity)) this.#explainExtra(read, list, i);
    let last = -1;
    for (const { value, by } of state.versions) {
      const at = shown.get(identityOf(value));
      if (at === undefined) this.#missing(read, value, by);
      else if (at < last) this.#disordered(read, list[last], by);
      else last = at;
    }
    for (const { value, by } of state.required) {
      const window = this.#context.unknown.seen(by);
      if (window !== undefined && window.before <= read.bound && !shown.has(identityOf(value)))
        this.#missing(read, value, by);
    }
  }

  #explainExtra(read: TimestampedRead, list: readonly unknown[], i: number): void {
    const { key, operation, bound } = read;
    const element = list[i];
    const writer = this.#context.writers.find(key, element);
    if (writer === undefined)
      return report(this.#context, 'thin-air', read, undefined, `but nobody ever appended ${show(element)}`);
    if (writer.outcome === 'fail')
      return report(this.#context, 'aborted-read', read, writer, `with ${show(element)} of ${introduce(writer)}`);
    if (writer.outcome === 'ok') {
      if (writer === operation || writer.timestamp >= bound)
        return report(
          this.#context,
          'future-commit',
          read,
          writer,
          `with ${show(element)} of ${introduce(writer)}: not below its timestamp`,
        );
      return this.#disordered(read, element, writer);
    }
    this.#place(read, list, i, writer);
  }

  /** The first read of an append of unknown outcome: its neighbours say between which commits it was committed. */
  #place(read: TimestampedRead, list: readonly unknown[], i: number, writer: TimestampedOperation): void {
    const { state, bound } = read;
    const index = this.#indexAfter(read, list.slice(0, i));
    const before = state.versions.slice(0, index).findLast(({ by }) => by.outcome === 'ok');
    const after = state.versions.slice(index).find(({ by }) => by.outcome === 'ok');
    const window = this.#context.unknown.narrow(
      writer,
      before?.by.timestamp ?? -Infinity,
      after?.by.timestamp ?? bound,
    );
    const earlier = state.longestRead;
    state.insert(index, list[i], writer);
    this.#context.requireOthers(writer);
    if (window.after >= window.before) {
      const what = `with ${show(list[i])} of ${introduce(writer)} before what was committed at ${window.before} µs; other reads and real `;
      return report(
        this.#context,
        'future-commit',
        read,
        writer,
        `${what}time place that commit above ${window.after} µs`,
      );
    }
    if (earlier !== undefined && index < state.longestLength)
      report(
        { ...this.#context },
        'missing-commit',
        read,
        earlier,
        `with ${show(list[i])} of ${name(writer)} at a place where ${introduce(earlier)} did not see it`,
      );
  }

  /** The place in the known order right after the last known element of a list. */
  #indexAfter({ state }: TimestampedRead, list: readonly unknown[]): number {
    const shown = new Set(list.map(identityOf));
    return state.elements.findLastIndex((element) => shown.has(identityOf(element))) + 1;
  }

  #missing(read: TimestampedRead, value: unknown, by: TimestampedOperation): void {
    report(
      this.#context,
      'missing-commit',
      read,
      by,
      `which misses ${show(value)} of ${introduce(by)}, committed below ${read.bound} µs`,
    );
  }

  #disordered(read: TimestampedRead, earlier: unknown, by: TimestampedOperation): void {
    report(
      this.#context,
      'commit-order',
      read,
      by,
      `in which ${show(earlier)} stands out of the order of commit timestamps with ${introduce(by)}`,
    );
  }
}

function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i] && identityOf(a[i]) !== identityOf(b[i])) return false;
  return true;
}

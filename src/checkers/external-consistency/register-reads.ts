import { identityOf } from '../identity.ts';
import { introduce, name, show } from './describe.ts';
import type { Version } from './key-state.ts';
import { report, type ReadContext, type TimestampedRead } from './read-context.ts';
import type { TimestampedOperation } from './timestamped.ts';

/** Compares reads of registers with the newest commit below them. */
export class RegisterReads {
  readonly #context: ReadContext;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** @returns the timestamp of the newest commit that the read is known to have seen */
  check(read: TimestampedRead): number {
    const { value, own, state } = read;
    const written = own.at(-1);
    if (written !== undefined) {
      if (identityOf(written[2]) !== identityOf(value))
        report(this.#context, 'internal', read, undefined, `although it had itself written ${show(written[2])} before`);
      return -Infinity;
    }
    const newest = state.newest;
    if (identityOf(newest?.value ?? null) !== identityOf(value ?? null)) {
      this.#explainOther(read, newest);
      return -Infinity;
    }
    for (const version of state.required) this.#checkRequired(read, version, newest);
    return newest === undefined || newest.by.outcome !== 'ok' ? -Infinity : newest.by.timestamp;
  }

  #explainOther(read: TimestampedRead, newest: Version | undefined): void {
    const { operation, key, value, bound, state } = read;
    if (value === null || value === undefined) return this.#missing(read, newest!);
    const writer = this.#context.writers.find(key, value);
    if (writer === undefined && this.#context.writers.forgets && newest !== undefined)
      return this.#missing(read, newest);
    if (writer === undefined) return report(this.#context, 'thin-air', read, undefined, 'which nobody ever wrote');
    if (writer.outcome === 'fail')
      return report(this.#context, 'aborted-read', read, writer, `which ${introduce(writer)} wrote`);
    if (writer.outcome === 'ok') {
      if (writer !== operation && writer.timestamp < bound) return this.#missing(read, newest!);
      return report(
        this.#context,
        'future-commit',
        read,
        writer,
        `which ${introduce(writer)} wrote: not below its timestamp`,
      );
    }
    if (state.versions.some((version) => version.by === writer)) return this.#missing(read, newest!);
    const after = newest === undefined ? -Infinity : this.#lowest(newest.by);
    const window = this.#context.unknown.narrow(writer, after, bound);
    if (window.after >= window.before) return this.#impossible(read, writer, window.after);
    state.push(value, writer);
    this.#context.requireOthers(writer);
  }

  #lowest(operation: TimestampedOperation): number {
    return operation.outcome === 'ok'
      ? operation.timestamp
      : (this.#context.unknown.seen(operation)?.after ?? -Infinity);
  }

  #missing(read: TimestampedRead, { value, by }: Version): void {
    report(
      this.#context,
      'missing-commit',
      read,
      by,
      `which misses ${show(value)} of ${introduce(by)}, committed below ${read.bound} µs`,
    );
  }

  #impossible(read: TimestampedRead, writer: TimestampedOperation, after: number): void {
    report(
      this.#context,
      'missing-commit',
      read,
      writer,
      `which ${introduce(writer)} wrote; other reads and real time place that commit above ${after} µs, so ${name(writer)} is too new ` +
        `for it or something newer is missing`,
    );
  }

  /** A write of unknown outcome that another key has shown to be committed, above everything that this read saw and below its bound. */
  #checkRequired(read: TimestampedRead, version: Version, newest: Version | undefined): void {
    const window = this.#context.unknown.seen(version.by);
    if (window === undefined || window.before > read.bound) return;
    const seen = newest === undefined ? -Infinity : newest.by.outcome === 'ok' ? newest.by.timestamp : Infinity;
    if (seen <= window.after) this.#missing(read, version);
  }
}

import type { TimestampedOperation } from './timestamped.ts';

/** One version of a key: for a list one element. */
export interface Version {
  readonly value: unknown;
  readonly by: TimestampedOperation;
}

/** What the committed writes so far make of one key, in the order of their timestamps. */
export class KeyState {
  readonly versions: Version[] = [];
  /** The values of a list as a read must return them. */
  readonly elements: unknown[] = [];
  /** Unknown outcomes that other keys have shown to be committed by now, whose write to this key has not been seen yet. */
  required: Version[] = [];
  lastRead: TimestampedOperation | undefined;
  /** The read that returned the longest list so far, and how long that was. */
  longestRead: TimestampedOperation | undefined;
  longestLength = 0;

  get newest(): Version | undefined {
    return this.versions.at(-1);
  }

  /** Who wrote the newest version of a known timestamp. */
  get newestAcknowledged(): TimestampedOperation | undefined {
    return this.versions.findLast(({ by }) => by.outcome === 'ok')?.by;
  }

  /** Takes off the versions of a register that nothing above them needs: those below the newest of a known timestamp. */
  dropOld(): readonly Version[] {
    const kept = this.versions.findLastIndex(({ by }) => by.outcome === 'ok');
    this.elements.splice(0, kept);
    return this.versions.splice(0, kept);
  }

  push(value: unknown, by: TimestampedOperation): void {
    this.versions.push({ value, by });
    this.elements.push(value);
    this.#settle(value, by);
  }

  insert(index: number, value: unknown, by: TimestampedOperation): void {
    this.versions.splice(index, 0, { value, by });
    this.elements.splice(index, 0, value);
    this.#settle(value, by);
  }

  #settle(value: unknown, by: TimestampedOperation): void {
    if (this.required.length === 0) return;
    this.required = this.required.filter((version) => version.by !== by || version.value !== value);
  }
}

import { Future } from './future.ts';
import { mix } from './hash.ts';
import type { Kernel } from './kernel.ts';
import { type KeyedRandom, purposeOf } from './keyed-random.ts';
import { freezePlainData } from './plain-data.ts';

const FATE = purposeOf('unsynced write');
const SYNC = purposeOf('sync latency');
const WHERE = purposeOf('where the disk is damaged');
const SYNC_MIN_MICROS = 200;
const SYNC_MEAN_MICROS = 300;

interface Log {
  records: unknown[];
  /** How many records have reached the platter. */
  durable: number;
  /** Counts replacements of the whole log. */
  version: number;
  /** How many records the present version began with: they appear together or not at all. */
  replacedLength: number;
  /** What is durable, and of which version, while the present one isn't. */
  shadow: { readonly version: number; readonly records: readonly unknown[] } | undefined;
  /** From which record on a reader finds nothing whole; `Infinity` for a log without damage. */
  damagedFrom: number;
}

/** What a disk held at some time. */
export type DiskImage = ReadonlyMap<string, readonly unknown[]>;

/**
 * A node's disk: named logs of records. A write is volatile until a sync that began after it ends.
 * A crash of the process loses nothing (the operating system keeps its cache); a power loss decides for each unsynced
 * record whether it is kept, lost or torn, and a reader stops at the first that is not whole.
 */
export class Disk {
  /** Extra latency of each sync, set by faults. */
  slowMicros = 0;
  /** How many faults make syncs say that they are done when nothing has reached the platter. */
  lies = 0;
  /** Told of each write while the disk is full: then nothing is written. */
  readonly fullListeners: Set<() => void> = new Set();
  /** Records appended so far, by kind; and who wants to be told while one is volatile still. Faults aim by both. */
  readonly writes: Map<string, number> = new Map();
  readonly writeListeners: Set<(kind: string) => void> = new Set();
  readonly #kernel: Kernel;
  readonly #random: KeyedRandom;
  #logs = new Map<string, Log>();
  /** Counts power losses and wipes: a sync under way across one never ends. */
  #generation = 0;
  #stalls = 0;
  /** Ends of syncs that wait for the disk to move again. */
  #stalled: (() => void)[] = [];
  readonly #label: number;

  constructor(kernel: Kernel, label: number) {
    this.#kernel = kernel;
    this.#random = kernel.random;
    this.#label = label;
  }

  append(name: string, record: unknown): void {
    if (this.#refuse()) return;
    this.#open(name).records.push(freezePlainData(record));
    const kind = kindOf(record);
    this.writes.set(kind, (this.writes.get(kind) ?? 0) + 1);
    for (const listener of this.writeListeners) listener(kind);
  }

  /** Replaces a whole log at once (write aside, sync, rename): after a power loss either the old or the new one is there. */
  replace(name: string, records: readonly unknown[]): void {
    if (this.#refuse()) return;
    const log = this.#open(name);
    log.shadow ??= { version: log.version, records: log.records.slice(0, log.durable) };
    log.records = records.map((record) => freezePlainData(record));
    log.durable = 0;
    log.version++;
    log.replacedLength = log.records.length;
  }

  /** A live view of the records of a log, as a process reads them back; empty when there is no such log. */
  read<T>(name: string): readonly T[] {
    const log = this.#logs.get(name);
    if (log !== undefined && log.damagedFrom !== Infinity) cutAtDamage(log);
    return (log?.records ?? []) as readonly T[];
  }

  /** Begins to make all that was written so far durable; resolves when it is. */
  sync(): Future<true> {
    const done = new Future<true>(this.#kernel);
    const generation = this.#generation;
    const reached = [...this.#logs.values()].map((log) => {
      const { records, version } = log;
      return { log, records, version, length: records.length };
    });
    const label = mix(this.#kernel.nextLabel(), this.#label);
    const latency = SYNC_MIN_MICROS + this.#random.exponential(SYNC_MEAN_MICROS, label, SYNC) + this.slowMicros;
    const isLie = this.lies > 0;
    const finish = (): void => {
      if (generation !== this.#generation) return;
      if (!isLie) for (const { log, records, version, length } of reached) markDurable(log, version, records, length);
      done.resolve(true);
    };
    this.#kernel.scheduleAction(latency, label, () => {
      if (this.#stalls > 0) this.#stalled.push(finish);
      else finish();
    });
    return done;
  }

  /** No sync ends from now on; each `stall` needs its own `unstall`. */
  stall(): void {
    this.#stalls++;
  }

  /** Takes one stall back; when none is left, the syncs that waited end. */
  unstall(): void {
    this.#stalls = Math.max(0, this.#stalls - 1);
    if (this.#stalls > 0) return;
    const stalled = this.#stalled;
    this.#stalled = [];
    for (const finish of stalled) finish();
  }

  /**
   * Damages a record somewhere, as bit rot does, a sector that can't be read, or a write that landed in the wrong place.
   * Records have checksums: the next reader stops at it, and what follows is lost with it.
   */
  damage(label: number): void {
    const logs = [...this.#logs.values()].filter(({ records }) => records.length > 0);
    const log = logs[this.#random.below(logs.length, label, WHERE)];
    if (log !== undefined)
      log.damagedFrom = Math.min(log.damagedFrom, this.#random.below(log.records.length, label, WHERE + 1));
  }

  /** What the disk holds, for a later `rollBack`. */
  takeImage(): DiskImage {
    return new Map([...this.#logs].map(([name, { records }]) => [name, [...records]]));
  }

  /** The disk is restored from an image: all that was written since is gone. */
  rollBack(image: DiskImage): void {
    this.wipe();
    for (const [name, records] of image) {
      const log = this.#open(name);
      log.records = [...records];
      log.durable = records.length;
    }
  }

  /** The machine loses power: unsynced records are kept, lost or torn, each by its own draw. */
  losePower(label: number): void {
    this.#generation++;
    let position = 0;
    for (const log of this.#logs.values()) {
      const isOld = log.shadow !== undefined && this.#random.below(2, label, FATE + position++) === 0;
      if (log.shadow !== undefined && isOld) log.records = [...log.shadow.records];
      else {
        let kept = log.shadow === undefined ? log.durable : log.replacedLength;
        while (kept < log.records.length && this.#random.below(3, label, FATE + position++) === 0) kept++;
        log.records = log.records.slice(0, kept);
      }
      log.durable = log.records.length;
      log.shadow = undefined;
    }
  }

  /** The worst that a power loss can do: nothing unsynced is left. */
  loseUnsynced(): void {
    this.#generation++;
    for (const log of this.#logs.values()) {
      log.records = log.shadow === undefined ? log.records.slice(0, log.durable) : [...log.shadow.records];
      log.durable = log.records.length;
      log.shadow = undefined;
    }
  }

  /** The disk is lost with everything on it. */
  wipe(): void {
    this.#generation++;
    this.#logs = new Map();
  }

  /** Records that a power loss now could take. */
  get unsynced(): number {
    let count = 0;
    for (const log of this.#logs.values()) count += log.records.length - log.durable;
    return count;
  }

  #refuse(): boolean {
    if (this.fullListeners.size === 0) return false;
    for (const listener of this.fullListeners) listener();
    return true;
  }

  #open(name: string): Log {
    let log = this.#logs.get(name);
    if (log === undefined) {
      log = { records: [], durable: 0, version: 0, replacedLength: 0, shadow: undefined, damagedFrom: Infinity };
      this.#logs.set(name, log);
    }
    return log;
  }
}

/** Notes that a sync has ended. Syncs may end in another order than they began: an older one takes nothing back. */
function markDurable(log: Log, version: number, records: readonly unknown[], length: number): void {
  if (version === log.version) {
    log.shadow = undefined;
    log.durable = Math.max(log.durable, length);
    return;
  }
  const { shadow } = log;
  if (shadow === undefined || version < shadow.version) return;
  if (version > shadow.version || length > shadow.records.length)
    log.shadow = { version, records: records.slice(0, length) };
}

/** A reader stops at the first record that is not whole, and what it writes next goes there. */
function cutAtDamage(log: Log): void {
  log.records = log.records.slice(0, log.damagedFrom);
  log.durable = Math.min(log.durable, log.records.length);
  log.replacedLength = Math.min(log.replacedLength, log.records.length);
  log.damagedFrom = Infinity;
}

/** What sort of record it is, by its `type` where it has one. */
function kindOf(record: unknown): string {
  const isTyped = typeof record === 'object' && record !== null && 'type' in record;
  return isTyped ? String(record.type) : 'record';
}

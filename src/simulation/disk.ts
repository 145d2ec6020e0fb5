import { Future } from './future.ts';
import { mix } from './hash.ts';
import type { Kernel } from './kernel.ts';
import { type KeyedRandom, purposeOf } from './keyed-random.ts';
import { freezePlainData } from './plain-data.ts';

const FATE = purposeOf('unsynced write');
const SYNC = purposeOf('sync latency');
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
}

/**
 * A node's disk: named logs of records. A write is volatile until a sync that began after it ends.
 * A crash of the process loses nothing (the operating system keeps its cache); a power loss decides for each unsynced
 * record whether it is kept, lost or torn, and a reader stops at the first that is not whole.
 */
export class Disk {
  /** Extra latency of each sync, set by faults. */
  slowMicros = 0;
  /** Records appended so far, by kind; and who wants to be told while one is volatile still. Faults aim by both. */
  readonly writes: Map<string, number> = new Map();
  readonly writeListeners: Set<(kind: string) => void> = new Set();
  readonly #kernel: Kernel;
  readonly #random: KeyedRandom;
  #logs = new Map<string, Log>();
  /** Counts power losses and wipes: a sync under way across one never ends. */
  #generation = 0;
  readonly #label: number;

  constructor(kernel: Kernel, label: number) {
    this.#kernel = kernel;
    this.#random = kernel.random;
    this.#label = label;
  }

  append(name: string, record: unknown): void {
    this.#open(name).records.push(freezePlainData(record));
    const kind = kindOf(record);
    this.writes.set(kind, (this.writes.get(kind) ?? 0) + 1);
    for (const listener of this.writeListeners) listener(kind);
  }

  /** Replaces a whole log at once (write aside, sync, rename): after a power loss either the old or the new one is there. */
  replace(name: string, records: readonly unknown[]): void {
    const log = this.#open(name);
    log.shadow ??= { version: log.version, records: log.records.slice(0, log.durable) };
    log.records = records.map((record) => freezePlainData(record));
    log.durable = 0;
    log.version++;
    log.replacedLength = log.records.length;
  }

  /** A live view of the records of a log, as a process reads them back; empty when there is no such log. */
  read<T>(name: string): readonly T[] {
    return (this.#logs.get(name)?.records ?? []) as readonly T[];
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
    this.#kernel.scheduleAction(latency, label, () => {
      if (generation !== this.#generation) return;
      for (const { log, records, version, length } of reached) markDurable(log, version, records, length);
      done.resolve(true);
    });
    return done;
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

  #open(name: string): Log {
    let log = this.#logs.get(name);
    if (log === undefined) {
      log = { records: [], durable: 0, version: 0, replacedLength: 0, shadow: undefined };
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

/** What sort of record it is, by its `type` where it has one. */
function kindOf(record: unknown): string {
  const isTyped = typeof record === 'object' && record !== null && 'type' in record;
  return isTyped ? String(record.type) : 'record';
}

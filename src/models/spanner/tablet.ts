import { VersionStore } from '../parts/version-store.ts';
import { type Command, contains, type Handover, type KeyRange, type PrepareCommand, type Write } from './commands.ts';

/** How a transaction ended at its coordinator: its commit timestamp, or null when it was aborted. */
export type Ending = number | null;

/** Accounts of the bank start with this much; every other key starts without a value. */
const OPENING_BALANCE = 100;

/** The replicated state of one group: the same commands in the same order make it the same on every replica. */
export class Tablet {
  range: KeyRange;
  readonly store: VersionStore = new VersionStore();
  readonly prepared: Map<string, PrepareCommand> = new Map();
  readonly endings: Map<string, Ending> = new Map();
  /** Where the keys went, once they were handed over. */
  frozenInto: string | undefined = undefined;
  /** The highest timestamp in the log, or left behind by those who had the keys before. */
  floor: number;
  readonly #absorbed = new Set<string>();

  constructor(origin: Handover) {
    this.range = origin.range;
    this.floor = origin.floor;
    this.store.absorb(origin.versions);
  }

  /** Whether this group answers for a key. */
  owns(key: string): boolean {
    return this.frozenInto === undefined && contains(this.range, key);
  }

  /** The newest committed value; null when there is none. */
  latest(key: string): unknown {
    return this.store.latest(key)?.value ?? initialValue(key);
  }

  /** The committed value at a timestamp; null when there is none. */
  valueAt(key: string, timestamp: number): unknown {
    return this.store.readAt(key, timestamp)?.value ?? initialValue(key);
  }

  /** No transaction prepared here can still commit at or below this timestamp. */
  preparedFloor(): number {
    let floor = Infinity;
    for (const { timestamp } of this.prepared.values()) floor = Math.min(floor, timestamp - 1);
    return floor;
  }

  /** Whether a prepared transaction holds a key for which the condition is true. */
  isPrepared(isAffected: (key: string) => boolean): boolean {
    for (const { reads, writes } of this.prepared.values())
      if (reads.some(isAffected) || writes.some((write) => isAffected(write.key))) return true;
    return false;
  }

  /** Applies a chosen command. A split gives what the new group starts with. */
  apply(command: Command): Handover | undefined {
    switch (command.type) {
      case 'prepare':
        this.#raiseFloor(command.timestamp);
        this.#prepare(command);
        return undefined;
      case 'commit':
        if (this.endings.has(command.id)) return undefined;
        this.endings.set(command.id, command.timestamp);
        this.#write(command.writes, command.timestamp);
        return undefined;
      case 'decide':
        return this.#decide(command.id, command.timestamp);
      case 'abort':
        if (!this.endings.has(command.id)) this.endings.set(command.id, null);
        return undefined;
      case 'split':
        return this.#split(command.at, command.floor);
      case 'freeze':
        this.frozenInto ??= command.into;
        this.#raiseFloor(command.floor);
        return undefined;
      case 'absorb':
        return this.#absorb(command.from, command.handover);
    }
  }

  /** What another group gets when it takes over all keys of this frozen one. */
  handover(): Handover {
    return { range: this.range, versions: this.store.extract(() => true), floor: this.floor };
  }

  /** The first preparation counts: a second one is later, and must not let the safe time pass the first. */
  #prepare(command: PrepareCommand): void {
    const { id } = command.transaction;
    if (!this.endings.has(id) && !this.prepared.has(id)) this.prepared.set(id, command);
  }

  #decide(id: string, timestamp: Ending): undefined {
    const prepared = this.prepared.get(id);
    if (!this.endings.has(id)) this.endings.set(id, timestamp);
    if (prepared === undefined) return;
    this.prepared.delete(id);
    if (timestamp !== null) this.#write(prepared.writes, timestamp);
  }

  #write(writes: readonly Write[], timestamp: number): void {
    this.#raiseFloor(timestamp);
    for (const { key, kind, value } of writes) {
      const before = this.latest(key);
      const list = Array.isArray(before) ? before : [];
      this.store.write(key, timestamp, kind === 'append' ? [...list, value] : value);
    }
  }

  #split(at: string, floor: number): Handover | undefined {
    const isUpper = (key: string): boolean => key >= at;
    if (!contains(this.range, at) || at === this.range.low || this.isPrepared(isUpper)) return undefined;
    const range = { low: at, high: this.range.high };
    const handover = { range, versions: this.store.extract(isUpper), floor: Math.max(floor, this.floor) };
    this.store.drop(isUpper);
    this.range = { low: this.range.low, high: at };
    return handover;
  }

  #absorb(from: string, { range, versions, floor }: Handover): undefined {
    if (this.#absorbed.has(from)) return;
    this.#absorbed.add(from);
    if (range.low === this.range.high) this.range = { low: this.range.low, high: range.high };
    else if (range.high === this.range.low) this.range = { low: range.low, high: this.range.high };
    else throw new Error(`${from} is no neighbour: ${JSON.stringify(range)} beside ${JSON.stringify(this.range)}`);
    this.store.absorb(versions);
    this.#raiseFloor(floor);
  }

  #raiseFloor(timestamp: number): void {
    this.floor = Math.max(this.floor, timestamp);
  }
}

function initialValue(key: string): unknown {
  return key.includes('account') ? OPENING_BALANCE : null;
}

import type { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { indexOf, introduce, name, show } from './describe.ts';
import { KeyState } from './key-state.ts';
import { ListReads } from './list-reads.ts';
import { RegisterReads } from './register-reads.ts';
import type { ReadContext } from './read-context.ts';
import type { Access, TimestampedOperation } from './timestamped.ts';
import { UnknownCommits } from './unknown-commits.ts';
import { Writers, type WriterIndex } from './writers.ts';
import { findFloors } from './realtime-order.ts';

/**
 * Replays all operations in the order of their timestamps and compares every read with the commits below it: those strictly below a
 * read-write operation's own commit timestamp, and those at or below a read-only one's. Operations that share a key, one of them
 * writing it, must not share a timestamp.
 *
 * @returns by operation the newest commit timestamp that its reads saw
 */
export function sweepTimestamps(operations: readonly TimestampedOperation[], findings: Findings): Float64Array {
  const newestSeen = new Float64Array(operations.length).fill(-Infinity);
  const floors = findFloors(operations);
  const unknown = new UnknownCommits(({ number }) => floors.timestamp[number]!);
  const sweep = new Sweep(new Writers(operations), unknown, findings);
  const acknowledged = operations.filter(({ outcome }) => outcome === 'ok');
  acknowledged.sort((a, b) => a.timestamp - b.timestamp || rank(a) - rank(b));
  for (const operation of acknowledged) newestSeen[operation.number] = sweep.step(operation);
  return newestSeen;
}

/** At one timestamp commits come before the snapshots that include them. */
function rank({ kind }: TimestampedOperation): number {
  return kind === 'read-write' ? 0 : 1;
}

const NOTHING: readonly Access[] = [];

/** The writes of a key among the first accesses of an operation. */
function ownWrites(accesses: readonly Access[], count: number, key: unknown): readonly Access[] {
  const identity = identityOf(key);
  const isOwn = ([f, other]: Access, i: number): boolean => i < count && f !== 'r' && identityOf(other) === identity;
  return accesses.some(isOwn) ? accesses.filter(isOwn) : NOTHING;
}

/** What reads must see while operations are taken in the order of their timestamps. */
export class Sweep {
  readonly #states = new Map<unknown, KeyState>();
  readonly #context: ReadContext;
  readonly #lists: ListReads;
  readonly #registers: RegisterReads;

  constructor(writers: WriterIndex, unknown: UnknownCommits, findings: Pick<Findings, 'add'>) {
    this.#context = { writers, unknown, findings, requireOthers: (writer) => this.#requireOthers(writer) };
    this.#lists = new ListReads(this.#context);
    this.#registers = new RegisterReads(this.#context);
  }

  /** An operation whose reads and writes happen at its timestamp; see `read`. */
  step(operation: TimestampedOperation): number {
    const { accesses, timestamp, kind } = operation;
    if (kind === 'read-write')
      for (const [f, key] of accesses) this.#checkDistinct(operation, key, this.stateOf(key), f !== 'r');
    const newest = this.read(operation, kind === 'read-write' ? timestamp : timestamp + 1);
    this.write(operation);
    return newest;
  }

  /**
   * @param bound all commits below it have been taken, and no other
   * @returns the newest commit timestamp that the reads are known to have seen
   */
  read(operation: TimestampedOperation, bound: number): number {
    const { accesses } = operation;
    let newest = -Infinity;
    for (let i = 0; i < accesses.length; i++) {
      const [f, key, value] = accesses[i]!;
      if (f !== 'r') continue;
      const state = this.stateOf(key);
      const own = i === 0 ? NOTHING : ownWrites(accesses, i, key);
      const read = { operation, key, value, bound, own, state };
      const isList = Array.isArray(value) || own.some((access) => access[0] === 'append');
      newest = Math.max(newest, isList ? this.#lists.check(read) : this.#registers.check(read));
    }
    for (const [f, key] of accesses) if (f === 'r') this.stateOf(key).lastRead = operation;
    return newest;
  }

  write(operation: TimestampedOperation): void {
    for (const [f, key, value] of operation.accesses) if (f !== 'r') this.stateOf(key).push(value, operation);
  }

  #requireOthers(writer: TimestampedOperation): void {
    for (const [f, key, value] of writer.accesses) {
      if (f === 'r') continue;
      const { versions, required } = this.stateOf(key);
      if (!versions.some(({ by }) => by === writer)) required.push({ value, by: writer });
    }
  }

  stateOf(key: unknown): KeyState {
    const identity = identityOf(key);
    let state = this.#states.get(identity);
    if (state === undefined) this.#states.set(identity, (state = new KeyState()));
    return state;
  }

  /** The sweep has just passed any other operation with the same timestamp. */
  #checkDistinct(operation: TimestampedOperation, key: unknown, { newest, lastRead }: KeyState, writes: boolean): void {
    const others = [newest?.by, writes && lastRead?.kind === 'read-write' ? lastRead : undefined];
    const other = others.find((one) => one !== undefined && one !== operation && one.timestamp === operation.timestamp);
    if (other === undefined) return;
    this.#context.findings.add('duplicate-timestamp', () => ({
      message:
        `${introduce(other)} and ${introduce(operation)} both used key ${show(key)} at commit timestamp ${operation.timestamp} µs, ` +
        `so timestamps do not say which of ${name(other)} and ${name(operation)} came first`,
      operations: [indexOf(other), indexOf(operation)],
    }));
  }
}

import type { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { indexOf, introduce, name, show } from './describe.ts';
import { KeyState } from './key-state.ts';
import { ListReads } from './list-reads.ts';
import { RegisterReads } from './register-reads.ts';
import type { ReadContext } from './read-context.ts';
import type { Access, TimestampedOperation } from './timestamped.ts';
import { UnknownCommits } from './unknown-commits.ts';
import { Writers } from './writers.ts';
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

function ownWrites(accesses: readonly Access[], key: unknown): readonly Access[] {
  const identity = identityOf(key);
  return accesses.filter(([f, other]) => f !== 'r' && identityOf(other) === identity);
}

class Sweep {
  readonly #states = new Map<unknown, KeyState>();
  readonly #context: ReadContext;
  readonly #lists: ListReads;
  readonly #registers: RegisterReads;

  constructor(writers: Writers, unknown: UnknownCommits, findings: Findings) {
    this.#context = { writers, unknown, findings, requireOthers: (writer) => this.#requireOthers(writer) };
    this.#lists = new ListReads(this.#context);
    this.#registers = new RegisterReads(this.#context);
  }

  step(operation: TimestampedOperation): number {
    const { accesses, timestamp, kind } = operation;
    const bound = kind === 'read-write' ? timestamp : timestamp + 1;
    if (kind === 'read-write')
      for (const [f, key] of accesses) this.#checkDistinct(operation, key, this.#stateOf(key), f !== 'r');
    let newest = -Infinity;
    for (let i = 0; i < accesses.length; i++) {
      const [f, key, value] = accesses[i]!;
      if (f !== 'r') continue;
      const state = this.#stateOf(key);
      const own = i === 0 ? NOTHING : ownWrites(accesses.slice(0, i), key);
      const read = { operation, key, value, bound, own, state };
      const isList = Array.isArray(value) || own.some((access) => access[0] === 'append');
      newest = Math.max(newest, isList ? this.#lists.check(read) : this.#registers.check(read));
    }
    for (const [f, key, value] of accesses) {
      const state = this.#stateOf(key);
      if (f === 'r') state.lastRead = operation;
      else state.push(value, operation);
    }
    return newest;
  }

  #requireOthers(writer: TimestampedOperation): void {
    for (const [f, key, value] of writer.accesses) {
      if (f === 'r') continue;
      const { versions, required } = this.#stateOf(key);
      if (!versions.some(({ by }) => by === writer)) required.push({ value, by: writer });
    }
  }

  #stateOf(key: unknown): KeyState {
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

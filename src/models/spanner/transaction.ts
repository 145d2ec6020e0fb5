import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { LockOwner } from '../parts/lock-table.ts';
import type { Write } from './commands.ts';
import type { CommitReply, CommitRequest, ReadReply, ReadRequest } from './messages.ts';
import type { Session } from './session.ts';

/** How an attempt ended: `aborted` for certain, or `unknown`. */
export type Attempt =
  | { readonly type: 'committed'; readonly timestamp: number }
  | { readonly type: 'aborted'; readonly why: string }
  | { readonly type: 'unknown' };

/** One attempt at a read-write transaction: reads under locks, buffers writes, commits (OSDI 2012, section 4.2.1). */
export class Transaction {
  readonly #host: Host;
  readonly #session: Session;
  readonly #owner: LockOwner;
  readonly #deadline: number;
  readonly #reads = new Map<string, unknown>();
  readonly #writes: Write[] = [];

  constructor(host: Host, session: Session, owner: LockOwner, deadline: number) {
    this.#host = host;
    this.#session = session;
    this.#owner = owner;
    this.#deadline = deadline;
  }

  /** The value of a key, with this transaction's own writes; undefined when it was refused. */
  *read(key: string): Task<{ readonly value: unknown } | undefined> {
    if (!this.#reads.has(key)) {
      const request: ReadRequest = { kind: 'read', key, transaction: this.#owner, keepsLock: true };
      const reply = yield* this.#session.ask<ReadReply>(key, request, this.#deadline);
      if (reply?.status !== 'ok') return undefined;
      this.#reads.set(key, reply.value);
    }
    let value = this.#reads.get(key);
    for (const write of this.#writes) if (write.key === key) value = written(value, write);
    return { value };
  }

  write(write: Write): void {
    this.#writes.push(write);
  }

  /** Gives up before the commit. */
  release(): void {
    this.#session.release(this.#owner.id);
  }

  /** Commits, asking again under the same id until the ending is known or the time is over. */
  *commit(): Task<Attempt> {
    const key = this.#writes[0]?.key ?? [...this.#reads.keys()][0] ?? '';
    const group = yield* this.#session.locate(key, this.#deadline);
    if (group === undefined) return { type: 'aborted', why: 'no server knows the key' };
    const request: CommitRequest = {
      kind: 'commit',
      group,
      transaction: this.#owner,
      reads: [...this.#reads.keys()],
      writes: this.#writes,
    };
    const reply = yield* this.#session.ask<CommitReply>(group, request, this.#deadline);
    if (reply === undefined) return { type: 'unknown' };
    if (reply.status === 'aborted') return { type: 'aborted', why: reply.why };
    this.#host.reachable('spanner: transaction committed');
    return { type: 'committed', timestamp: reply.timestamp };
  }
}

function written(before: unknown, { kind, value }: Write): unknown {
  if (kind === 'set') return value;
  return [...(Array.isArray(before) ? before : []), value];
}

import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import type {
  DoneReply,
  MergeRequest,
  ReadReply,
  ReadRequest,
  SnapshotReply,
  SnapshotRequest,
  SplitRequest,
} from './messages.ts';
import { Session } from './session.ts';
import { type Attempt, Transaction } from './transaction.ts';
import { onHotKey } from './workload.ts';

const OPERATION_TIMEOUT_MICROS = 2_500_000;
const RETRY_MICROS = 20_000;

/** A step of a transaction, as in the history: read, append, write. */
export type Step = readonly ['r' | 'append' | 'w', string, unknown];

export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/** Spanner's client library: finds leaders, runs transactions, retries what was surely aborted. */
export class SpannerClient implements Client {
  readonly #host: Host;
  readonly #session: Session;
  #lastSnapshot: number | null = null;

  constructor(host: Host, servers: readonly string[], home: string) {
    this.#host = host;
    this.#session = new Session(host, servers, home);
  }

  perform(operation: PlannedOperation): Task<Completion> {
    const { f, value } = operation;
    switch (f) {
      case 'read':
        return this.#readOne((value as [string, null])[0], operation);
      case 'write': {
        const [key, written] = value as [string, unknown];
        return this.#transact(operation, [['w', key, written]], () => value);
      }
      case 'txn': {
        const steps = value as readonly Step[];
        if (steps.every(([step]) => step === 'r')) return this.#readAtOnce(operation, steps, null, 0);
        return this.#transact(operation, steps, (done) => done);
      }
      case 'snapshot':
        return this.#readStale(operation, value as readonly Step[]);
      case 'transfer':
        return this.#transfer(operation, value as Transfer);
      case 'balances':
        return this.#balances(operation, Object.keys(value as object));
      case 'split':
      case 'merge':
        return this.#reshape(operation);
      default:
        throw new Error(`a spanner client knows no operation ${f}`);
    }
  }

  crowd(operation: PlannedOperation): PlannedOperation {
    return onHotKey(operation);
  }

  *#readOne(key: string, { id, value }: PlannedOperation): Task<Completion> {
    const transaction = { id: `${this.#host.name}/${id}`, priority: this.#host.now() };
    const request: ReadRequest = { kind: 'read', key, transaction, keepsLock: false };
    const reply = yield* this.#session.ask<ReadReply>(key, request, this.#deadline());
    if (reply?.status === 'ok') return { type: 'ok', value: [key, reply.value] };
    return { type: 'fail', value, error: reply?.why ?? 'no leader answered' };
  }

  /** Runs steps in one transaction, in several attempts if need be. */
  *#transact(
    operation: PlannedOperation,
    steps: readonly Step[],
    valueOf: (done: readonly Step[]) => unknown,
  ): Task<Completion> {
    return yield* this.#attempt(operation, function* run(transaction) {
      const done: Step[] = [];
      for (const [step, key, value] of steps) {
        if (step !== 'r') {
          transaction.write({ key, kind: step === 'w' ? 'set' : 'append', value });
          done.push([step, key, value]);
          continue;
        }
        const read = yield* transaction.read(key);
        if (read === undefined) return undefined;
        done.push([step, key, read.value]);
      }
      return valueOf(done);
    });
  }

  *#transfer(operation: PlannedOperation, transfer: Transfer): Task<Completion> {
    const { from, to, amount } = transfer;
    return yield* this.#attempt(operation, function* run(transaction) {
      const payer = yield* transaction.read(from);
      const payee = yield* transaction.read(to);
      if (payer === undefined || payee === undefined) return undefined;
      const balance = payer.value as number;
      if (balance < amount) return { refusal: 'insufficient funds' };
      transaction.write({ key: from, kind: 'set', value: balance - amount });
      transaction.write({ key: to, kind: 'set', value: (payee.value as number) + amount });
      return transfer;
    });
  }

  /** Retries under the same priority what was surely aborted, so that no transaction is wounded for ever. */
  *#attempt(operation: PlannedOperation, run: (transaction: Transaction) => Task<unknown>): Task<Completion> {
    const { id, value } = operation;
    const priority = this.#host.now();
    const deadline = this.#deadline();
    for (let nth = 0; this.#host.now() < deadline; nth++) {
      const owner = { id: `${this.#host.name}/${id}/${nth}`, priority };
      const transaction = new Transaction(this.#host, this.#session, owner, deadline);
      const result = yield* run(transaction);
      if (isRefusal(result)) {
        transaction.release();
        return { type: 'fail', value, error: result.refusal };
      }
      if (result !== undefined) {
        const attempt: Attempt = yield* transaction.commit();
        if (attempt.type === 'committed')
          return { type: 'ok', value: result, extra: { commitTimestamp: attempt.timestamp } };
        if (attempt.type === 'unknown') return { type: 'info', value, error: 'the outcome of the commit is unknown' };
      }
      transaction.release();
      this.#host.reachable('spanner: client retries an aborted transaction');
      yield* this.#host.sleep(RETRY_MICROS + this.#host.randomBelow(RETRY_MICROS));
    }
    return { type: 'fail', value, error: 'aborted until the time was over' };
  }

  /** A read-only transaction: all keys at one timestamp, without locks. Null means now. */
  *#readAtOnce(
    operation: PlannedOperation,
    steps: readonly Step[],
    at: number | null,
    stalenessMicros: number,
  ): Task<Completion> {
    const keys = steps.map(([, key]) => key);
    const request: SnapshotRequest = { kind: 'snapshot', keys, at, stalenessMicros };
    const server = yield* this.#snapshotFromAnyone(request);
    if (server === undefined) return { type: 'fail', value: operation.value, error: 'no replica was up to date' };
    const { values, timestamp, replica } = server;
    const value = steps.map(([step, key], nth) => [step, key, values[nth] ?? null]);
    return { type: 'ok', value, extra: { readTimestamp: timestamp, replica } };
  }

  /** Now and then reads again at the timestamp of the last snapshot, which must show the same. */
  *#readStale(operation: PlannedOperation, steps: readonly Step[]): Task<Completion> {
    const isRepeated = operation.id % 2 === 1 && this.#lastSnapshot !== null;
    const stalenessMicros = (operation.id % 5) * 100_000 + 1;
    const completion = yield* this.#readAtOnce(
      operation,
      steps,
      isRepeated ? this.#lastSnapshot : null,
      stalenessMicros,
    );
    const timestamp = completion.extra?.['readTimestamp'];
    if (typeof timestamp === 'number') this.#lastSnapshot = timestamp;
    return completion;
  }

  *#balances(operation: PlannedOperation, accounts: readonly string[]): Task<Completion> {
    const steps = accounts.map((account): Step => ['r', account, null]);
    const completion = yield* this.#readAtOnce(operation, steps, null, 0);
    if (completion.type !== 'ok') return completion;
    const value = Object.fromEntries(
      (completion.value as readonly Step[]).map(([, account, balance]) => [account, balance]),
    );
    return { ...completion, value };
  }

  *#snapshotFromAnyone(
    request: SnapshotRequest,
  ): Task<{ values: readonly unknown[]; timestamp: number; replica: string } | undefined> {
    const deadline = this.#deadline();
    for (const replica of this.#session.nearestFirst(this.#host.randomBelow(3))) {
      const patience = Math.min(900_000, deadline - this.#host.now());
      if (patience <= 0) return undefined;
      const reply = yield* this.#host.call<SnapshotReply>(replica, request, patience);
      if (reply?.status === 'ok') return { values: reply.values, timestamp: reply.timestamp, replica };
    }
    return undefined;
  }

  *#reshape({ f, value }: PlannedOperation): Task<Completion> {
    const request = { ...(value as object), kind: f } as SplitRequest | MergeRequest;
    const reply = yield* this.#session.ask<DoneReply>(request.group, request, this.#deadline());
    if (reply === undefined) return { type: 'info', value, error: 'no leader answered' };
    return reply.status === 'ok' ? { type: 'ok', value } : { type: 'fail', value, error: reply.why };
  }

  #deadline(): number {
    return this.#host.now() + OPERATION_TIMEOUT_MICROS;
  }
}

function isRefusal(result: unknown): result is { readonly refusal: string } {
  return typeof result === 'object' && result !== null && 'refusal' in result;
}

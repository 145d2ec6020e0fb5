import type { Host } from '../../simulation/host.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import type { LogRecord } from './paired-log/messages.ts';
import { PairedLog, type PairedLogOptions, type PairedLogOwner } from './paired-log/paired-log.ts';
import { RowStore, type RowWrite } from './row-store.ts';

export interface PairedStoreOptions extends PairedLogOptions {
  /** How long a change waits to be committed. */
  readonly commitMicros: number;
}

/** What is built on the tables. */
export interface PairedStoreOwner {
  /** This server leads, and the tables are as all committed changes left them. */
  opened(isAfterAnother: boolean): void;
  closed(): void;
  /** Rows were written that aren't committed yet. */
  written(writes: readonly RowWrite[]): void;
  isIdle(): boolean;
}

/** Tables of rows over a write-ahead log with one leader and one synchronous standby. */
export class PairedStore implements PairedLogOwner {
  readonly log: PairedLog;
  readonly #owner: PairedStoreOwner;
  readonly #commitMicros: number;
  #rows = new RowStore();

  constructor(host: Host, options: PairedStoreOptions, owner: PairedStoreOwner) {
    this.#owner = owner;
    this.#commitMicros = options.commitMicros;
    this.log = new PairedLog(host, options, this);
  }

  start(): void {
    this.log.start();
  }

  receive(request: Request): void {
    this.log.receive(request);
  }

  /** The tables; of use only while this server serves. */
  get rows(): RowStore {
    return this.#rows;
  }

  get isServing(): boolean {
    return this.log.serving !== undefined;
  }

  elected(records: readonly LogRecord[]): void {
    this.#rows = new RowStore();
    for (const { change } of records) this.#rows.redo(change as readonly RowWrite[]);
    this.#owner.opened(records.length > 0);
  }

  deposed(): void {
    this.#owner.closed();
  }

  isIdle(): boolean {
    return this.#owner.isIdle();
  }

  /** Runs a transaction; true once it, and all that it may have read, is committed. */
  *change(type: string, procedure: (rows: RowStore) => void): Task<boolean> {
    const term = this.log.serving;
    if (term === undefined) return false;
    procedure(this.#rows);
    const writes = this.#rows.takeWrites();
    const position = writes.length > 0 ? term.append(type, writes) : this.log.wal.length;
    this.#owner.written(writes);
    return yield* term.committed(position, this.#commitMicros);
  }
}

import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { Fetch, FetchReply } from '../messages.ts';
import type { Session } from './session.ts';

const PAUSE_MICROS = 50_000;

/** A record as a consumer sees it. */
export type Read = readonly [offset: number, value: unknown];

/** Reads partitions that it was given, each from where it stopped before. */
export class Consumer {
  readonly #host: Host;
  readonly #session: Session;
  readonly #positions = new Map<string, number>();
  #assigned: readonly string[] = [];

  constructor(host: Host, session: Session) {
    this.#host = host;
    this.#session = session;
  }

  /** Reads these partitions from now on; `isFromStart`: from their beginning, else from where it was there. */
  assign(partitions: readonly string[], isFromStart: boolean): void {
    this.#assigned = partitions;
    if (isFromStart) for (const partition of partitions) this.#positions.delete(partition);
  }

  /**
   * What is new in the assigned partitions, as far as their leaders answer; undefined when none did. `isComplete`: all of
   * it, or undefined.
   */
  *poll(deadline: number, isComplete: boolean): Task<Readonly<Record<string, readonly Read[]>> | undefined> {
    const found: Record<string, readonly Read[]> = {};
    const reached = new Map<string, number>();
    for (const partition of this.#assigned) {
      const records = yield* this.#read(partition, deadline, isComplete, reached);
      if (records === undefined && isComplete) return undefined;
      if (records !== undefined) found[partition] = records;
    }
    if (reached.size === 0) return undefined;
    for (const [partition, position] of reached) this.#positions.set(partition, position);
    return found;
  }

  *#read(
    partition: string,
    deadline: number,
    isComplete: boolean,
    reached: Map<string, number>,
  ): Task<readonly Read[] | undefined> {
    const records: Read[] = [];
    let offset = this.#positions.get(partition) ?? 0;
    for (;;) {
      const message: Fetch = { kind: 'read-records', partition, offset };
      const answer = yield* this.#session.ask<FetchReply>(partition, deadline, () => message);
      if (answer.status !== 'ok') return undefined;
      records.push(...answer.records);
      const isWaiting = answer.next === offset;
      offset = answer.next;
      if (answer.isAtEnd || !isComplete) break;
      // A transaction is open still.
      if (isWaiting) yield* this.#host.sleep(PAUSE_MICROS);
    }
    reached.set(partition, offset);
    return records;
  }
}

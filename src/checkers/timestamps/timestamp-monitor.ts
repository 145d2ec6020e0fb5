import type { Operation } from '../../history/operation.generated.ts';
import { HistoryError } from '../../history/history-error.ts';
import { indexOf, introduce } from '../external-consistency/describe.ts';
import { accessesOf, timestampOf, type TimestampedOperation } from '../external-consistency/timestamped.ts';
import type { Anomaly } from '../verdict.ts';
import { EventHeap } from './event-heap.ts';
import { eventsOf } from './event.ts';
import { Floors } from './floors.ts';
import { RecentWriters } from './recent-writers.ts';
import { NO_FLOOR, TimestampSweep, type Floor } from './timestamp-sweep.ts';
import { parseTimestampLevel, type TimestampLevel } from './timestamp-level.ts';

type Mutable<Type> = { -readonly [Field in keyof Type]: Type[Field] };
type Pending = Mutable<TimestampedOperation>;

/**
 * `checkTimestamps` while a system runs: fed with the operations of a history as they happen, it tells anomalies as soon as the caller
 * promises, by a watermark, that no transaction with a lower timestamp will complete any more. It keeps what is open or above the
 * watermark, of each register the newest version, of each list its elements; a stale value and one that nobody wrote look alike
 * (`missing-commit`).
 */
export class TimestampMonitor {
  readonly #level: TimestampLevel;
  readonly #events = new EventHeap();
  readonly #writers = new RecentWriters();
  readonly #floors: Floors;
  readonly #sweep: TimestampSweep;
  readonly #open = new Map<number, Pending>();
  /** By operation that is open or scheduled, what it must come after. */
  readonly #floorOf = new Map<TimestampedOperation, Floor>();
  #found: Anomaly[] = [];
  #position = 0;
  #watermark = -Infinity;

  /** @throws IsolationError for a level that timestamps can't decide */
  constructor(options: { readonly level: string }) {
    this.#level = parseTimestampLevel(options.level);
    this.#floors = new Floors(this.#level.order);
    const findings = { add: (kind: string, witness: () => Omit<Anomaly, 'kind'>) => this.#tell(kind, witness) };
    const floorOf = (operation: TimestampedOperation): Floor => this.#floorOf.get(operation) ?? NO_FLOOR;
    this.#sweep = new TimestampSweep(this.#level, this.#writers, floorOf, findings);
  }

  /** How many events and values are kept: what bounds the memory. */
  get held(): number {
    return this.#events.size + this.#writers.size + this.#open.size;
  }

  /**
   * Takes the next operation of the history. What is no client's is passed over.
   *
   * @throws HistoryError for a timestamp that is no integer, or at or below the watermark
   */
  push(operation: Operation): void {
    const { process, type } = operation;
    const position = this.#position++;
    if (typeof process !== 'number') return;
    if (type === 'invoke') return this.#invoke(operation, process, position);
    const pending = this.#open.get(process);
    if (pending === undefined) return;
    this.#open.delete(process);
    pending.completion = operation;
    if (type === 'ok') this.#acknowledge(pending, operation, position);
    else if (type === 'fail') this.#fail(pending);
  }

  /**
   * Judges everything at or below a timestamp.
   *
   * @returns anomalies that were not told before
   */
  advance(watermark: number): readonly Anomaly[] {
    if (watermark > this.#watermark) this.#watermark = watermark;
    for (let event = this.#events.popUntil(watermark); event !== undefined; event = this.#events.popUntil(watermark)) {
      this.#sweep.take(event);
      const { operation, what } = event;
      if (what === 'read' && operation.kind === 'read-write') continue;
      this.#sweep.forgetOld(operation, (key, value) => this.#writers.forget(key, value));
      this.#floorOf.delete(operation);
    }
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #invoke(invoke: Operation, process: number, position: number): void {
    const pending: Pending = {
      number: position,
      invoke,
      completion: undefined,
      outcome: 'info',
      invokedAt: position,
      completedAt: Infinity,
      kind: 'read-write',
      timestamp: NaN,
      start: NaN,
      accesses: accessesOf(invoke.f, invoke.value),
    };
    this.#open.set(process, pending);
    if (this.#level.order !== 'none') this.#floorOf.set(pending, this.#floors.now(process));
    this.#writers.add(pending);
  }

  #acknowledge(pending: Pending, completion: Operation, position: number): void {
    const commit = timestampOf(completion, 'commitTimestamp', position);
    const read = Number.isNaN(commit) ? timestampOf(completion, 'readTimestamp', position) : NaN;
    const timestamp = Number.isNaN(commit) ? read : commit;
    if (Number.isNaN(timestamp)) return;
    pending.outcome = 'ok';
    pending.completedAt = position;
    pending.kind = Number.isNaN(read) ? 'read-write' : 'strong-read';
    pending.timestamp = timestamp;
    pending.start = timestampOf(completion, 'startTimestamp', position);
    pending.accesses = accessesOf(completion.f, completion.value);
    const events = eventsOf(pending, this.#level);
    const late = events.find(({ at }) => at <= this.#watermark);
    if (late !== undefined)
      throw new HistoryError(`${late.at} µs is not above the watermark of ${this.#watermark} µs`, {
        operation: position,
      });
    if (this.#sweep.unknown.seen(pending) !== undefined)
      this.#tell('future-commit', () => ({
        message: `${introduce(pending)} was read by a transaction at or below ${this.#watermark} µs`,
        operations: [indexOf(pending)],
      }));
    for (const event of events) this.#events.push(event);
    this.#floors.complete(pending);
  }

  #fail(pending: Pending): void {
    pending.outcome = 'fail';
    this.#floorOf.delete(pending);
    for (const [f, key, value] of pending.accesses) if (f !== 'r') this.#writers.forget(key, value);
    if (this.#sweep.unknown.seen(pending) === undefined) return;
    this.#tell('aborted-read', () => ({
      message: `${introduce(pending)} was read by a transaction at or below ${this.#watermark} µs`,
      operations: [indexOf(pending)],
    }));
  }

  #tell(kind: string, witness: () => Omit<Anomaly, 'kind'>): void {
    this.#found.push({ kind, ...witness() });
  }
}

import type { Host } from '../../../simulation/host.ts';
import type { LogRecord, LogStart } from './record.ts';

const ORIGIN: LogStart = { type: 'start', offset: 0, lastEpoch: 0, producers: [] };

/** Where the records of a leader epoch, or of the last one before it, end. */
export interface EpochEnd {
  readonly epoch: number;
  readonly end: number;
}

/**
 * One replica's log of a partition. It is written to the page cache only: nobody waits for the disk, so a power loss may
 * take its end. Safety comes from the other replicas. Once retention has removed its beginning, the file begins with where
 * the log begins.
 */
export class PartitionLog {
  readonly #host: Host;
  readonly #file: string;

  constructor(host: Host, partition: string) {
    this.#host = host;
    this.#file = `log/${partition}`;
  }

  /** Where it begins. */
  get start(): LogStart {
    const [first] = this.#entries;
    return first?.type === 'start' ? first : ORIGIN;
  }

  /** The offset that the next record gets. */
  get end(): number {
    return this.#entries.length + this.#shift;
  }

  at(offset: number): LogRecord | undefined {
    const entry = this.#entries[offset - this.#shift];
    return entry?.type === 'start' ? undefined : entry;
  }

  /** The records that it has between two offsets. */
  slice(from: number, to: number = Infinity): readonly LogRecord[] {
    const shift = this.#shift;
    const first = Math.max(from, this.start.offset) - shift;
    return this.#entries.slice(first, Math.max(first, to - shift)) as readonly LogRecord[];
  }

  /** Epoch of the record before an offset; 0 at the beginning. */
  epochBefore(offset: number): number {
    const { start } = this;
    return offset === start.offset ? start.lastEpoch : (this.at(offset - 1)?.leaderEpoch ?? 0);
  }

  append(record: LogRecord): number {
    this.#host.append(this.#file, record);
    return this.end - 1;
  }

  /** Forgets the records from an offset on; everything, when that is before its beginning. */
  truncate(end: number): void {
    const { start } = this;
    if (end < start.offset) this.beginAnew({ ...ORIGIN, offset: end });
    else this.#host.replace(this.#file, this.#entries.slice(0, end - this.#shift));
  }

  /** Forgets the records before that offset. */
  beginAt(start: LogStart): void {
    this.#host.replace(this.#file, [start, ...this.slice(start.offset)]);
  }

  /** Forgets all records: the next one gets the offset of that start. */
  beginAnew(start: LogStart): void {
    this.#host.replace(this.#file, [start]);
  }

  /** Where the last epoch that is not above the given one ends (KIP-101). Epochs never decrease along a log. */
  endOf(epoch: number): EpochEnd {
    let low = this.start.offset;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.at(middle)?.leaderEpoch ?? 0) <= epoch) low = middle + 1;
      else high = middle;
    }
    return { epoch: this.epochBefore(low), end: low };
  }

  get #entries(): readonly (LogStart | LogRecord)[] {
    return this.#host.read<LogStart | LogRecord>(this.#file);
  }

  /** The difference between an offset and the place in the file. */
  get #shift(): number {
    const { offset } = this.start;
    return offset === 0 ? 0 : offset - 1;
  }
}

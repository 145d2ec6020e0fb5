import type { Host } from '../../../simulation/host.ts';
import type { LogRecord } from './record.ts';

/** Where the records of a leader epoch, or of the last one before it, end. */
export interface EpochEnd {
  readonly epoch: number;
  readonly end: number;
}

/**
 * One replica's log of a partition. It is written to the page cache only: nobody waits for the disk, so a power loss may
 * take its end. Safety comes from the other replicas.
 */
export class PartitionLog {
  readonly #host: Host;
  readonly #file: string;

  constructor(host: Host, partition: string) {
    this.#host = host;
    this.#file = `log/${partition}`;
  }

  get records(): readonly LogRecord[] {
    return this.#host.read<LogRecord>(this.#file);
  }

  /** The offset that the next record gets. */
  get end(): number {
    return this.records.length;
  }

  /** Epoch of the record before an offset; 0 at the beginning. */
  epochBefore(offset: number): number {
    return this.records[offset - 1]?.leaderEpoch ?? 0;
  }

  append(record: LogRecord): number {
    this.#host.append(this.#file, record);
    return this.end - 1;
  }

  truncate(end: number): void {
    this.#host.replace(this.#file, this.records.slice(0, end));
  }

  /** Where the last epoch that is not above the given one ends (KIP-101). Epochs never decrease along a log. */
  endOf(epoch: number): EpochEnd {
    const { records } = this;
    let low = 0;
    let high = records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((records[middle]?.leaderEpoch ?? 0) <= epoch) low = middle + 1;
      else high = middle;
    }
    return { epoch: this.epochBefore(low), end: low };
  }
}

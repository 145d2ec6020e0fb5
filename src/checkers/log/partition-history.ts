import type { Invocation } from '../../history/history.ts';
import { identityOf } from '../identity.ts';
import type { PolledRun, SentStep } from './steps.ts';

/** That a record stands at an offset, and who was told so first. */
export interface Told {
  readonly offset: number;
  readonly operation: Invocation;
}

/** A send of a record: its offset is known when it was acknowledged. */
export interface Sent {
  readonly offset: number | undefined;
  readonly operation: Invocation;
}

/** All that a history says of one record of a partition. Equal values are one record. */
export interface RecordHistory {
  readonly value: unknown;
  /** Stands for the value in maps. */
  readonly identity: unknown;
  readonly sends: readonly Sent[];
  /** Its offsets, as somebody who sent it with success or polled it was told, each once. */
  readonly told: readonly Told[];
  /** The poll that ended first of those that found it. */
  readonly firstPoll: Told | undefined;
}

interface OpenRecord extends RecordHistory {
  readonly sends: Sent[];
  readonly told: Told[];
  firstPoll: Told | undefined;
}

/** A record at an offset, and who was told so first. */
export interface RecordAt {
  readonly record: RecordHistory;
  readonly operation: Invocation;
}

/**
 * What is known of one partition. Most polls find what was found before, at an offset where the record is known already; all
 * that is asked of such a poll is answered by counting it, so that checkers look at records, of which there are fewer.
 */
export class PartitionHistory {
  /** Distinct records, in the order in which they are mentioned. */
  readonly records: OpenRecord[] = [];
  /** Distinct records at each offset that somebody was told. */
  readonly at: Map<number, (RecordAt & { readonly record: OpenRecord })[]> = new Map();
  /** How many records were polled, each time counted, and how often an offset was told. */
  polled = 0;
  tellings = 0;
  /** The highest offset that was polled. */
  furthest: Told | undefined = undefined;
  readonly #byIdentity = new Map<unknown, OpenRecord>();

  addSent({ value, offset }: SentStep, operation: Invocation): void {
    const record = this.#recordOf(value);
    record.sends.push({ offset, operation });
    if (operation.outcome === 'ok' && offset !== undefined) this.#tell(record, offset, operation);
  }

  addPolled({ records }: PolledRun, operation: Invocation): void {
    const end = endOf(operation);
    for (const [offset, value] of records) {
      const known = this.at.get(offset)?.[0]?.record;
      const record = known !== undefined && known.value === value ? known : this.#recordOf(value);
      if (record === known) this.tellings++;
      else this.#tell(record, offset, operation);
      this.polled++;
      if (record.firstPoll === undefined || end < endOf(record.firstPoll.operation))
        record.firstPoll = { offset, operation };
      if (this.furthest === undefined || offset > this.furthest.offset) this.furthest = { offset, operation };
    }
  }

  /** What is known of the record of this value; undefined when nobody mentions it. */
  recordOf(value: unknown): RecordHistory | undefined {
    return this.#byIdentity.get(identityOf(value));
  }

  #recordOf(value: unknown): OpenRecord {
    const identity = identityOf(value);
    let record = this.#byIdentity.get(identity);
    if (record !== undefined) return record;
    record = { value, identity, sends: [], told: [], firstPoll: undefined };
    this.#byIdentity.set(identity, record);
    this.records.push(record);
    return record;
  }

  #tell(record: OpenRecord, offset: number, operation: Invocation): void {
    this.tellings++;
    const others = this.at.get(offset);
    if (others === undefined) this.at.set(offset, [{ record, operation }]);
    else if (others.some((other) => other.record === record)) return;
    else others.push({ record, operation });
    record.told.push({ offset, operation });
  }
}

function endOf({ completion }: Invocation): number {
  return completion?.index ?? Infinity;
}

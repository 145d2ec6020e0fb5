import type { ProducerSnapshot } from './producer-snapshot.ts';
import { type LogRecord, type LogStart, NO_PRODUCER, type ProducerStamp } from './record.ts';

/** What a partition knows of a producer: all of it follows from the log. */
interface ProducerState {
  epoch: number;
  nextSequence: number;
  /** Offsets of the records of the present epoch, by sequence number. */
  offsets: Map<number, number>;
  /** Offsets of its open transaction. */
  open: number[];
}

/** A transaction whose end is in the log: it is decided for readers once that end is committed. */
interface EndedTransaction {
  readonly first: number;
  readonly last: number;
}

/** What a stamp means to a partition. */
export type StampVerdict =
  { readonly is: 'next' | 'fenced' | 'out-of-order' } | { readonly is: 'repeated'; readonly offset: number };

/** Sequence numbers and transactions of all producers of a partition, kept up with its log (KIP-98, KIP-890). */
export class ProducerStates {
  readonly #producers = new Map<number, ProducerState>();
  readonly #aborted = new Set<number>();
  #ended: EndedTransaction[] = [];
  #end = 0;

  /** Takes the next record of the log into account. */
  apply(record: LogRecord): void {
    const offset = this.#end++;
    const { id, epoch, sequence } = record.producer;
    if (id === NO_PRODUCER.id) return;
    const state = this.#stateOf(id, epoch);
    if (record.type === 'data') {
      state.nextSequence = sequence + 1;
      state.offsets.set(sequence, offset);
      if (record.isTransactional) state.open.push(offset);
      return;
    }
    const [first] = state.open;
    if (first === undefined) return;
    this.#ended.push({ first, last: offset });
    if (record.type === 'abort') for (const aborted of state.open) this.#aborted.add(aborted);
    state.open = [];
  }

  /** Forgets everything and reads a log anew. */
  rebuild({ offset, producers }: LogStart, records: readonly LogRecord[]): void {
    this.#producers.clear();
    this.#aborted.clear();
    this.#ended = [];
    this.#end = offset;
    for (const { id, epoch, nextSequence, offsets } of producers)
      this.#producers.set(id, { epoch, nextSequence, offsets: new Map(offsets), open: [] });
    for (const record of records) this.apply(record);
  }

  /** What is known of all producers, where no transaction is open. */
  snapshot(): ProducerSnapshot {
    return [...this.#producers].map(([id, { epoch, nextSequence, offsets }]) => ({
      id,
      epoch,
      nextSequence,
      offsets: [...offsets],
    }));
  }

  judge({ id, epoch, sequence }: ProducerStamp): StampVerdict {
    const state = this.#producers.get(id);
    if (state === undefined || epoch > state.epoch) return { is: sequence === 0 ? 'next' : 'out-of-order' };
    if (epoch < state.epoch) return { is: 'fenced' };
    const offset = state.offsets.get(sequence);
    if (offset !== undefined) return { is: 'repeated', offset };
    return { is: sequence === state.nextSequence ? 'next' : 'out-of-order' };
  }

  /** The highest epoch that the log knows of a producer; -1 for an unknown one. */
  epochOf(id: number): number {
    return this.#producers.get(id)?.epoch ?? -1;
  }

  /** Below this offset every transaction is decided: the end of what a reader of committed records may see. */
  lastStableOffset(highWatermark: number): number {
    let stable = highWatermark;
    this.#ended = this.#ended.filter(({ last }) => last >= highWatermark);
    for (const { first } of this.#ended) stable = Math.min(stable, first);
    for (const { open } of this.#producers.values()) stable = Math.min(stable, open[0] ?? stable);
    return stable;
  }

  isAborted(offset: number): boolean {
    return this.#aborted.has(offset);
  }

  #stateOf(id: number, epoch: number): ProducerState {
    const known = this.#producers.get(id);
    if (known?.epoch === epoch) return known;
    const state = { epoch, nextSequence: 0, offsets: new Map<number, number>(), open: known?.open ?? [] };
    this.#producers.set(id, state);
    return state;
  }
}

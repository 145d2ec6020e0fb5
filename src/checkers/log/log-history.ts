import type { History, Invocation } from '../../history/history.ts';
import { identityOf } from '../identity.ts';
import { type LogStep, type PolledStep, type SentStep, stepsOf } from './steps.ts';

/** A record that was sent or may have been, and by which operation; `identity` stands for its value in maps. */
export interface Sent extends SentStep {
  readonly operation: Invocation;
  readonly identity: unknown;
}

/** A record that a successful operation polled. */
export interface Polled extends PolledStep {
  readonly operation: Invocation;
  readonly identity: unknown;
}

/** Several guarantees are judged by the same history, so what it says of partitions is read once. */
const OPERATIONS = new WeakMap<History, readonly LogOperation[]>();
const PARTITIONS = new WeakMap<History, ReadonlyMap<string, PartitionHistory>>();

/** Operations on partitions, by name: sends, polls, and transactions of both, some of them aborted on purpose. */
const NAMES = ['send', 'poll', 'txn', 'abort', 'process'] as const;

/** An operation with its steps in their order. */
export interface LogOperation {
  readonly operation: Invocation;
  readonly steps: readonly LogStep[];
}

/** All operations on partitions, in the order of their invocations. Steps of polls that didn't succeed don't count. */
export function readLogOperations(history: History): readonly LogOperation[] {
  const known = OPERATIONS.get(history);
  if (known !== undefined) return known;
  const operations = history.of(...NAMES).map((operation) => {
    const steps = stepsOf(operation);
    return { operation, steps: operation.outcome === 'ok' ? steps : steps.filter(({ f }) => f === 'send') };
  });
  OPERATIONS.set(history, operations);
  return operations;
}

/** What is known of one partition: who sent which record, and who polled it where. */
export interface PartitionHistory {
  readonly sent: readonly Sent[];
  readonly polled: readonly Polled[];
  /** Distinct records at each offset that somebody sent with success or polled. */
  readonly valuesAt: ReadonlyMap<number, ReadonlySet<unknown>>;
  /** Offsets that are known of a record, by its identity. */
  readonly offsetsOf: ReadonlyMap<unknown, ReadonlySet<number>>;
}

/** Collects the histories of all partitions. O(records). */
export function readPartitions(history: History): ReadonlyMap<string, PartitionHistory> {
  const known = PARTITIONS.get(history);
  if (known !== undefined) return known;
  const partitions = new Map<string, PartitionRecords>();
  for (const { operation, steps } of readLogOperations(history))
    for (const step of steps) {
      let partition = partitions.get(step.partition);
      if (partition === undefined) partitions.set(step.partition, (partition = new PartitionRecords()));
      partition.add(operation, step);
    }
  PARTITIONS.set(history, partitions);
  return partitions;
}

class PartitionRecords implements PartitionHistory {
  readonly sent: Sent[] = [];
  readonly polled: Polled[] = [];
  readonly valuesAt = new Map<number, Set<unknown>>();
  readonly offsetsOf = new Map<unknown, Set<number>>();

  add(operation: Invocation, step: LogStep): void {
    const identity = identityOf(step.value);
    if (step.f === 'send') this.sent.push({ ...step, operation, identity });
    else this.polled.push({ ...step, operation, identity });
    const isKnown = operation.outcome === 'ok' && step.offset !== undefined;
    if (isKnown) this.#place(step.offset, identity);
  }

  #place(offset: number, value: unknown): void {
    setOf(this.valuesAt, offset).add(value);
    setOf(this.offsetsOf, value).add(offset);
  }
}

function setOf<Key, Item>(sets: Map<Key, Set<Item>>, key: Key): Set<Item> {
  let set = sets.get(key);
  if (set === undefined) sets.set(key, (set = new Set()));
  return set;
}

/** The place of each known offset among all that are known of its partition: offsets have gaps, places have none. */
export interface Places {
  /** By place. */
  readonly offsets: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
}

export function placesOf({ valuesAt }: PartitionHistory): Places {
  const offsets = [...valuesAt.keys()].sort((a, b) => a - b);
  return { offsets, placeOf: new Map(offsets.map((offset, place) => [offset, place])) };
}

import type { History, Invocation } from '../../history/history.ts';
import { PartitionHistory } from './partition-history.ts';
import { type LogSteps, stepsOf } from './steps.ts';

/** Several guarantees are judged by the same history, so what it says of partitions is read once. */
const OPERATIONS = new WeakMap<History, readonly LogOperation[]>();
const PARTITIONS = new WeakMap<History, ReadonlyMap<string, PartitionHistory>>();

/** Operations on partitions, by name: sends, polls, and transactions of both, some of them aborted on purpose. */
const NAMES = ['send', 'poll', 'txn', 'abort', 'process'] as const;

/** An operation with what it sent, or may have sent, and what it polled with success. */
export interface LogOperation extends LogSteps {
  readonly operation: Invocation;
}

/** All operations on partitions, in the order of their invocations. Polls that didn't succeed found nothing. */
export function readLogOperations(history: History): readonly LogOperation[] {
  const known = OPERATIONS.get(history);
  if (known !== undefined) return known;
  const operations = history.of(...NAMES).map((operation): LogOperation => {
    const { sends, polls } = stepsOf(operation);
    return { operation, sends, polls: operation.outcome === 'ok' ? polls : [] };
  });
  OPERATIONS.set(history, operations);
  return operations;
}

/** Collects the histories of all partitions. O(records). */
export function readPartitions(history: History): ReadonlyMap<string, PartitionHistory> {
  const known = PARTITIONS.get(history);
  if (known !== undefined) return known;
  const partitions = new Map<string, PartitionHistory>();
  const partitionOf = (name: string): PartitionHistory => {
    let partition = partitions.get(name);
    if (partition === undefined) partitions.set(name, (partition = new PartitionHistory()));
    return partition;
  };
  for (const { operation, sends, polls } of readLogOperations(history)) {
    for (const step of sends) partitionOf(step.partition).addSent(step, operation);
    for (const run of polls) partitionOf(run.partition).addPolled(run, operation);
  }
  PARTITIONS.set(history, partitions);
  return partitions;
}

/** The known offsets of a partition, in order, and the place of each among them: offsets have gaps, places have none. */
export interface Places {
  readonly offsets: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
}

export function placesOf({ at }: PartitionHistory): Places {
  const offsets = [...at.keys()].sort((a, b) => a - b);
  return { offsets, placeOf: new Map(offsets.map((offset, place) => [offset, place])) };
}

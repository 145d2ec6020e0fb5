import type { Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';

const SHAPE = 'steps ["send", partition, value | [offset, value]] or ["poll", { partition: [[offset, value], …] }]';

/** A record that was sent, or that an unfinished send may have sent: its offset is known when it was acknowledged. */
export interface SentStep {
  readonly partition: string;
  readonly offset: number | undefined;
  readonly value: unknown;
}

/** What a poll found in one partition, in order. */
export interface PolledRun {
  readonly partition: string;
  readonly records: readonly (readonly [offset: number, value: unknown])[];
}

/** What an operation did to partitions. */
export interface LogSteps {
  readonly sends: readonly SentStep[];
  readonly polls: readonly PolledRun[];
}

/**
 * What an operation did to partitions, as Jepsen's Kafka workload records it (jepsen/tests/kafka.clj). Where the completion
 * says nothing, what was asked for counts. A record's value is no array.
 *
 * @throws HistoryError for a value that is no list of steps.
 */
export function stepsOf({ invoke, completion }: Invocation): LogSteps {
  const source = Array.isArray(completion?.value) ? completion : invoke;
  const { value } = source;
  if (!Array.isArray(value)) throw unexpected(source);
  const steps = { sends: [] as SentStep[], polls: [] as PolledRun[] };
  for (const step of value as unknown[]) {
    if (!Array.isArray(step)) throw unexpected(source);
    if (step[0] === 'poll') readPolled(source, (step as unknown[])[1] ?? {}, steps.polls);
    else steps.sends.push(readSent(source, step));
  }
  return steps;
}

function readSent(source: Operation, step: readonly unknown[]): SentStep {
  const [f, partition, told] = step;
  if (f !== 'send' || step.length !== 3) throw unexpected(source);
  if (!Array.isArray(told)) return { partition: String(partition), offset: undefined, value: told };
  const [offset, value] = told as unknown[];
  return { partition: String(partition), offset: typeof offset === 'number' ? offset : undefined, value };
}

function readPolled(source: Operation, found: unknown, runs: PolledRun[]): void {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw unexpected(source);
  for (const [partition, records] of Object.entries(found)) {
    if (!Array.isArray(records) || !records.every(isPlaced)) throw unexpected(source);
    runs.push({ partition, records });
  }
}

function isPlaced(record: unknown): record is readonly [offset: number, value: unknown] {
  return Array.isArray(record) && typeof record[0] === 'number';
}

function unexpected({ f, index, value }: Operation): HistoryError {
  const message = `${show(value)} is no value of "${f}"; expected ${SHAPE}`;
  return new HistoryError(message, { operation: index, field: 'value' });
}

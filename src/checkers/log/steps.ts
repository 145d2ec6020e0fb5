import type { Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';

const SHAPE = 'steps ["send", partition, value | [offset, value]] or ["poll", { partition: [[offset, value], …] }]';

/** A record that was sent, or that an unfinished send may have sent: its offset is known when it was acknowledged. */
export interface SentStep {
  readonly f: 'send';
  readonly partition: string;
  readonly offset: number | undefined;
  readonly value: unknown;
}

/** A record that a poll found. */
export interface PolledStep {
  readonly f: 'poll';
  readonly partition: string;
  readonly offset: number;
  readonly value: unknown;
}

export type LogStep = SentStep | PolledStep;

/**
 * What an operation did to partitions, step by step, as Jepsen's Kafka workload records it (jepsen/tests/kafka.clj).
 * Where the completion says nothing, what was asked for counts. A record's value is no array.
 *
 * @throws HistoryError for a value that is no list of steps.
 */
export function stepsOf({ invoke, completion }: Invocation): readonly LogStep[] {
  const source = Array.isArray(completion?.value) ? completion : invoke;
  const { value } = source;
  if (!Array.isArray(value)) throw unexpected(source);
  return value.flatMap((step: unknown) => readStep(source, step));
}

function readStep(source: Operation, step: unknown): readonly LogStep[] {
  if (!Array.isArray(step)) throw unexpected(source);
  const [f, first, second] = step as unknown[];
  if (f === 'poll') return readPolled(source, first ?? {});
  if (f !== 'send' || step.length !== 3) throw unexpected(source);
  const partition = String(first);
  if (!Array.isArray(second)) return [{ f, partition, offset: undefined, value: second }];
  const [offset, value] = second as unknown[];
  return [{ f, partition, offset: typeof offset === 'number' ? offset : undefined, value }];
}

function readPolled(source: Operation, found: unknown): readonly PolledStep[] {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw unexpected(source);
  return Object.entries(found).flatMap(([partition, records]: [string, unknown]) => {
    if (!Array.isArray(records)) throw unexpected(source);
    return records.map((record: unknown): PolledStep => {
      if (!Array.isArray(record) || typeof record[0] !== 'number') throw unexpected(source);
      return { f: 'poll', partition, offset: record[0], value: (record as unknown[])[1] };
    });
  });
}

function unexpected({ f, index, value }: Operation): HistoryError {
  const message = `${show(value)} is no value of "${f}"; expected ${SHAPE}`;
  return new HistoryError(message, { operation: index, field: 'value' });
}

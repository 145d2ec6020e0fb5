import type { TimestampedOperation } from './timestamped.ts';

/** The index by which an operation is cited: its completion's, or its invocation's when the outcome is unknown. */
export function indexOf({ completion, invoke }: TimestampedOperation): number {
  return (completion ?? invoke).index;
}

export function name(operation: TimestampedOperation): string {
  return `T${indexOf(operation)}`;
}

/** `T8 (client 2, commit timestamp 1500 µs, from 1.2 ms to 1.9 ms)`. */
export function introduce(operation: TimestampedOperation): string {
  const { invoke, completion, outcome, kind, timestamp } = operation;
  const end =
    completion === undefined || completion.type === 'info' ? 'with no known end' : `to ${millis(completion.time)}`;
  const stamp = kind === 'read-write' ? 'commit timestamp' : 'read timestamp';
  const stamped = outcome === 'ok' ? `${stamp} ${timestamp} µs` : outcome === 'fail' ? 'failed' : 'timestamp unknown';
  return `${name(operation)} (client ${invoke.process}, ${stamped}, from ${millis(invoke.time)} ${end})`;
}

function millis(nanos: number): string {
  return `${nanos / 1_000_000} ms`;
}

/** A value as JSON; of a long list the end. */
export function show(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value ?? null);
  return `[${value.length > 10 ? '… ' : ''}${value
    .slice(-10)
    .map((element) => JSON.stringify(element))
    .join(' ')}]`;
}

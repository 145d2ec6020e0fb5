import type { History, Invocation } from '../../history/history.ts';
import { firstAtOrAfter } from '../timeline/lower-bound.ts';

/** A read of a register, and how long what it returned had been out of date when it began; 0 when it had not. */
export interface ReadAge {
  readonly atNanos: number;
  readonly staleNanos: number;
}

/** The acknowledged writes of a key, by their beginnings. */
interface KeyWrites {
  readonly begins: Float64Array;
  /** Of the writes from here on, when the first of them had ended. */
  readonly firstEnds: Float64Array;
  /** When the write of a value had ended; undefined for one that was written twice, or whose end nobody knows. */
  readonly endOf: ReadonlyMap<string, number | undefined>;
}

/**
 * How stale reads of registers were: a value is out of date from when a write had been acknowledged that began after the value's own
 * write had ended. That is the least that it must have been; of siblings the freshest counts. O(n log n).
 */
export function readAgesOf(history: History): readonly ReadAge[] {
  const writes = writesOf(history);
  return history.invocations.flatMap((invocation) => {
    const read = readOf(invocation);
    if (read === undefined) return [];
    const outdated = read.values.map((value) => outdatedAt(writes.get(read.key), value));
    const since = outdated.reduce((latest, one) => Math.max(latest, one), -Infinity);
    const atNanos = invocation.invoke.time;
    return [{ atNanos, staleNanos: Math.max(0, atNanos - since) }];
  });
}

function readOf({
  invoke,
  completion,
  outcome,
}: Invocation): { readonly key: string; readonly values: readonly unknown[] } | undefined {
  if ((invoke.f !== 'read' && invoke.f !== 'get') || outcome !== 'ok' || !isPair(completion?.value)) return undefined;
  const [key, value] = completion.value;
  return { key: JSON.stringify(key), values: Array.isArray(value) && value.length > 0 ? value : [value] };
}

function outdatedAt(writes: KeyWrites | undefined, value: unknown): number {
  if (writes === undefined) return Infinity;
  const { begins, firstEnds, endOf } = writes;
  const isUnwritten = value === null || (Array.isArray(value) && value.length === 0);
  const end = isUnwritten ? -Infinity : endOf.get(JSON.stringify(value));
  return end === undefined ? Infinity : (firstEnds[firstAtOrAfter(begins, end)] ?? Infinity);
}

function writesOf(history: History): ReadonlyMap<string, KeyWrites> {
  const byKey = new Map<string, Invocation[]>();
  for (const invocation of history.invocations) {
    const { f, value } = invocation.invoke;
    if ((f !== 'write' && f !== 'put') || !isPair(value)) continue;
    const key = JSON.stringify(value[0]);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [invocation]);
    else known.push(invocation);
  }
  return new Map([...byKey].map(([key, all]) => [key, keyWritesOf(all)]));
}

function keyWritesOf(all: readonly Invocation[]): KeyWrites {
  const endOf = new Map<string, number | undefined>();
  for (const { invoke, completion, outcome } of all) {
    const value = JSON.stringify((invoke.value as readonly unknown[])[1]);
    endOf.set(value, endOf.has(value) || outcome !== 'ok' ? undefined : completion?.time);
  }
  const done = all
    .flatMap(({ invoke, completion, outcome }) =>
      outcome === 'ok' && completion !== undefined ? [{ begin: invoke.time, end: completion.time }] : [],
    )
    .sort((a, b) => a.begin - b.begin);
  const firstEnds = new Float64Array(done.length);
  let first = Infinity;
  for (let nth = done.length - 1; nth >= 0; nth--) {
    first = Math.min(first, done[nth]?.end ?? Infinity);
    firstEnds[nth] = first;
  }
  return { begins: Float64Array.from(done, ({ begin }) => begin), firstEnds, endOf };
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

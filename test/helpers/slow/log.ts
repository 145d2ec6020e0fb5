import type { History, Invocation } from '../../../src/history/history.ts';

/** A step as the history has it, with the operation and the place in it. */
interface Step {
  readonly operation: Invocation;
  readonly f: 'send' | 'poll';
  readonly partition: string;
  readonly offset: number | undefined;
  readonly value: number;
}

/** Every step of every operation, read straight off the history, in its order. */
function allSteps(history: History): readonly Step[] {
  return history.of('send', 'poll', 'txn', 'abort', 'process').flatMap((operation) => {
    const { invoke, completion, outcome } = operation;
    const steps = (completion?.value ?? invoke.value) as readonly (readonly [string, unknown, unknown?])[];
    return steps.flatMap(([f, first, second]): Step[] => {
      if (f === 'send') {
        const [offset, value] = Array.isArray(second) ? (second as [number, number]) : [undefined, second as number];
        return [{ operation, f, partition: String(first), offset, value }];
      }
      if (outcome !== 'ok') return [];
      return Object.entries((first ?? {}) as Record<string, [number, number][]>).flatMap(([partition, records]) =>
        records.map(([offset, value]) => ({ operation, f: 'poll' as const, partition, offset, value })),
      );
    });
  });
}

const isOk = ({ operation }: Step): boolean => operation.outcome === 'ok';
const endOf = ({ operation }: Step): number => operation.completion?.index ?? Infinity;

/** Steps whose offset somebody was told. */
function placed(history: History): readonly Step[] {
  return allSteps(history).filter((step) => isOk(step) && step.offset !== undefined);
}

/** The highest beginning of the partition's log that any server had stated before that index of the history. */
function floorAt(history: History, partition: string, index: number): number {
  const starts = history
    .observations('log-start')
    .filter((statement) => statement.index < index)
    .map(({ value }) => value as { readonly partition: string; readonly start: number });
  return Math.max(0, ...starts.filter((stated) => stated.partition === partition).map(({ start }) => start));
}

/** Two placed steps: one offset of a partition, two values. */
export function reusesOffset(history: History): boolean {
  const steps = placed(history);
  return steps.some((a) =>
    steps.some((b) => a.partition === b.partition && a.offset === b.offset && a.value !== b.value),
  );
}

/** Two placed steps: one value of a partition, two offsets. */
export function duplicatesRecord(history: History): boolean {
  const steps = placed(history);
  return steps.some((a) =>
    steps.some((b) => a.partition === b.partition && a.value === b.value && a.offset !== b.offset),
  );
}

/** An acknowledged record that no poll shows and that need not have been removed, although some poll shows a later one, or the whole was read at the end. */
export function losesRecord(history: History): boolean {
  const steps = allSteps(history);
  const final = history.operations.findIndex(({ f }) => f === 'final');
  return steps.some((sent) => {
    if (sent.f !== 'send' || !isOk(sent) || sent.offset === undefined) return false;
    const polls = steps.filter((step) => step.f === 'poll' && step.partition === sent.partition);
    if (polls.some(({ value }) => value === sent.value)) return false;
    if (sent.offset < floorAt(history, sent.partition, Infinity)) return false;
    const isBehind = polls.some(({ offset }) => (offset ?? -1) >= (sent.offset ?? 0));
    const wasRead = history.of('poll').some(({ invoke, completion, outcome }) => {
      if (final < 0 || outcome !== 'ok' || invoke.index < final || invoke.index < endOf(sent)) return false;
      const [step] = (completion ?? invoke).value as readonly [readonly [string, object]];
      return Object.hasOwn(step[1], sent.partition);
    });
    return isBehind || wasRead;
  });
}

/** A polled record that no send, of those that began before the poll ended and didn't fail, can have put there. */
export function makesUpRecord(history: History): boolean {
  const steps = allSteps(history);
  return steps.some(
    (poll) =>
      poll.f === 'poll' &&
      !steps.some(
        ({ f, partition, value, operation }) =>
          f === 'send' &&
          partition === poll.partition &&
          value === poll.value &&
          operation.outcome !== 'fail' &&
          operation.invoke.index < endOf(poll),
      ),
  );
}

/**
 * Two steps of a kind that follow each other in one process and assignment, with a wrong step between their places: back, or
 * over a record that need not have been removed by then.
 */
export function breaksOrder(history: History): boolean {
  const steps = placed(history);
  return steps.some((now, at) => {
    const isBefore = (other: Step): boolean =>
      other.f === now.f &&
      other.partition === now.partition &&
      other.operation.invoke.process === now.operation.invoke.process &&
      (now.f === 'send' || assignmentOf(history, other)?.invoke.index === assignmentOf(history, now)?.invoke.index);
    const before = steps.slice(0, at).findLast(isBefore);
    const place = placeOf(steps, now);
    if (now.f === 'send') {
      if (before === undefined) return false;
      const isOneBatch = before.operation === now.operation && now.operation.invoke.f === 'send';
      return place <= placeOf(steps, before) || (isOneBatch && place > placeOf(steps, before) + 1);
    }
    const isFromStart = assignmentOf(history, now)?.completion?.['seek-to-beginning?'] === true;
    if (before === undefined && !isFromStart) return false;
    const placeBefore = before === undefined ? -1 : placeOf(steps, before);
    const floor = floorAt(history, now.partition, endOf(now));
    const isThere = ({ partition, offset = -1 }: Step): boolean =>
      partition === now.partition && offset > (before?.offset ?? -1) && offset < (now.offset ?? -1) && offset >= floor;
    return place <= placeBefore || (place > placeBefore + 1 && steps.some(isThere));
  });
}

/** The last successful assignment of the process before the step. */
function assignmentOf(history: History, { operation }: Step): Invocation | undefined {
  return history
    .of('assign')
    .findLast(
      ({ invoke, outcome }) =>
        outcome === 'ok' && invoke.process === operation.invoke.process && invoke.index < operation.invoke.index,
    );
}

/** How many known offsets of the partition are lower. */
function placeOf(steps: readonly Step[], { partition, offset }: Step): number {
  const known = steps.filter((step) => step.partition === partition).map((step) => step.offset ?? -1);
  return new Set(known.filter((other) => other < (offset ?? -1))).size;
}

interface Bill {
  readonly of: unknown;
  readonly by: string;
}

function isBill(value: unknown): value is Bill {
  return typeof value === 'object' && value !== null && 'of' in value;
}

/** Two results of one source at two places, or a source before one that was processed and without a result at the end. */
export function missesExactlyOnce(history: History): boolean {
  const steps = placed(history);
  const results = steps.filter(({ value }) => isBill(value));
  const sourceOf = ({ value }: Step): unknown => (value as unknown as Bill).of;
  const isTwice = results.some((a) =>
    results.some((b) => sourceOf(a) === sourceOf(b) && (a.offset !== b.offset || a.partition !== b.partition)),
  );
  const final = history.operations.findIndex(({ f }) => f === 'final');
  const isReadToEnd = (partition: string): boolean =>
    history.of('poll').some(({ invoke, completion, outcome }) => {
      if (final < 0 || outcome !== 'ok' || invoke.index < final) return false;
      const [step] = (completion ?? invoke).value as readonly [readonly [string, object]];
      return Object.hasOwn(step[1], partition);
    });
  const targets = allSteps(history).filter(({ value }) => isBill(value));
  if (targets.length === 0 || !targets.every(({ partition }) => isReadToEnd(partition))) return isTwice;
  const processed = steps.filter(({ f, operation }) => f === 'poll' && operation.invoke.f === 'process');
  const isMissing = steps.some(
    (source) =>
      source.f === 'poll' &&
      processed.some(
        (other) => other.partition === source.partition && (other.offset ?? -1) >= (source.offset ?? Infinity),
      ) &&
      !results.some((result) => sourceOf(result) === source.value),
  );
  return isTwice || isMissing;
}

/** A transaction of which one record was polled, and another never, though its partition was read at the end. */
export function tearsTransaction(history: History): boolean {
  const steps = allSteps(history);
  const final = history.operations.findIndex(({ f }) => f === 'final');
  const isPolled = (sent: Step): boolean =>
    steps.some((step) => step.f === 'poll' && step.partition === sent.partition && step.value === sent.value);
  const isMissed = (sent: Step): boolean =>
    !isPolled(sent) &&
    history.of('poll').some(({ invoke, completion, outcome }) => {
      if (final < 0 || outcome !== 'ok' || invoke.index < final || invoke.index < endOf(sent)) return false;
      const [step] = (completion ?? invoke).value as readonly [readonly [string, object]];
      return Object.hasOwn(step[1], sent.partition);
    });
  return history.of('txn').some((operation) => {
    if (operation.outcome === 'fail') return false;
    const sends = steps.filter((step) => step.operation === operation && step.f === 'send');
    return sends.some(isPolled) && sends.some(isMissed);
  });
}

import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type LogOperation, type Places, placesOf, readLogOperations, readPartitions } from './log-history.ts';
import { Retention } from './retention.ts';
import type { LogStep } from './steps.ts';

const KINDS = [
  'poll-skip',
  'nonmonotonic-poll',
  'int-poll-skip',
  'int-nonmonotonic-poll',
  'nonmonotonic-send',
  'int-nonmonotonic-send',
] as const;

/** Where a process stands in a partition: the last record that it sent, or polled. */
interface Standing {
  readonly offset: number;
  readonly place: number;
  readonly operation: Invocation | undefined;
}

/**
 * Each process polls the known records of a partition one after the other, and its sends follow each other, from one
 * operation to the next and inside one (Jepsen: poll-skip, nonmonotonic-poll, nonmonotonic-send and the `int-` kinds).
 * An `assign` begins anew, at the first record where it seeks to the beginning; so does another `generation` of a
 * consumer group. A gap between two sends inside an operation is allowed (Jepsen: int-send-skip) and counted; so is one between
 * polls where all that was skipped may have been removed by retention. O(records).
 */
export function checkRecordOrder(history: History): Verdict {
  const walk = new Walk(history);
  const logOperations = new Map(readLogOperations(history).map((entry) => [entry.operation, entry]));
  for (const invocation of history.invocations) {
    if (invocation.outcome !== 'ok') continue;
    if (invocation.invoke.f === 'assign' || invocation.invoke.f === 'subscribe') walk.assign(invocation);
    const entry = logOperations.get(invocation);
    if (entry !== undefined) walk.perform(entry);
  }
  const { polls, sends, intSendSkips, skipsOfRemoved } = walk;
  const exercised = { polls, sends, intSendSkips, skipsOfRemoved };
  if (polls + sends === 0)
    return { verdict: 'vacuous', exercised, reason: 'no process sent or polled two records of a partition' };
  return verdictOf(
    KINDS.flatMap((kind) => walk.findings.of(kind)),
    exercised,
  );
}

class Walk {
  readonly findings = new Findings();
  polls = 0;
  sends = 0;
  intSendSkips = 0;
  skipsOfRemoved = 0;
  readonly #retention: Retention;
  readonly #places: ReadonlyMap<string, Places>;
  readonly #polled = new Map<string, Standing>();
  readonly #sent = new Map<string, Standing>();
  readonly #assignments = new Map<number | string, { readonly number: number; readonly isFromStart: boolean }>();

  constructor(history: History) {
    this.#retention = Retention.of(history);
    this.#places = new Map([...readPartitions(history)].map(([name, partition]) => [name, placesOf(partition)]));
  }

  assign({ invoke, completion }: Invocation): void {
    const isFromStart = completion?.['seek-to-beginning?'] === true;
    this.#assignments.set(invoke.process, { number: invoke.index, isFromStart });
  }

  perform({ operation, steps }: LogOperation): void {
    const { process } = operation.invoke;
    const assignment = this.#assignments.get(process);
    const reader = `${process}/${assignment?.number ?? -1}/${showValue(operation.completion?.['generation'])}`;
    for (const step of steps) {
      if (step.offset === undefined) continue;
      const place = this.#places.get(step.partition)?.placeOf.get(step.offset) ?? -1;
      const standing = { offset: step.offset, place, operation };
      if (step.f === 'send') this.#send(`${process}/${step.partition}`, standing, step);
      else this.#poll(`${reader}/${step.partition}`, standing, step, assignment?.isFromStart === true);
    }
  }

  #send(name: string, now: Standing, step: LogStep): void {
    const before = this.#sent.get(name);
    this.#sent.set(name, now);
    if (before === undefined) return;
    this.sends++;
    const isInside = before.operation === now.operation;
    if (now.place <= before.place)
      this.#report(isInside ? 'int-nonmonotonic-send' : 'nonmonotonic-send', before, now, step);
    else if (isInside && now.place > before.place + 1) this.intSendSkips++;
  }

  #poll(name: string, now: Standing, step: LogStep, isFromStart: boolean): void {
    const start: Standing | undefined = isFromStart ? { offset: -1, place: -1, operation: undefined } : undefined;
    const before = this.#polled.get(name) ?? start;
    this.#polled.set(name, now);
    if (before === undefined) return;
    this.polls++;
    const isInside = before.operation === now.operation;
    if (now.place <= before.place)
      this.#report(isInside ? 'int-nonmonotonic-poll' : 'nonmonotonic-poll', before, now, step);
    else if (now.place > before.place + 1 && !this.#wereRemoved(now, step.partition))
      this.#report(isInside ? 'int-poll-skip' : 'poll-skip', before, now, step);
  }

  /** Whether retention may have removed all that was skipped: where the last of it is gone, so is the rest. */
  #wereRemoved({ place, operation }: Standing, partition: string): boolean {
    const skipped = this.#places.get(partition)?.offsets[place - 1] ?? -1;
    const mayBeGone = skipped < this.#retention.floorOf(partition, operation?.completion?.index);
    if (mayBeGone) this.skipsOfRemoved++;
    return mayBeGone;
  }

  #report(kind: (typeof KINDS)[number], before: Standing, now: Standing, { f, partition, value }: LogStep): void {
    const { operation } = now;
    if (operation === undefined) return;
    const verb = f === 'send' ? 'sent' : 'polled';
    this.findings.add(kind, () => {
      const earlier = before.operation;
      const other = kind.endsWith('skip') ? 'with known records in between' : 'which is not behind it';
      const from =
        earlier === undefined
          ? `the beginning of ${partition}`
          : `offset ${before.offset} of ${partition} in ${describeInvocation(earlier)}`;
      const where =
        earlier === operation ? `inside ${describeInvocation(operation)}` : `in ${describeInvocation(operation)}`;
      return {
        message: `after ${from} the process ${verb} ${showValue(value)} at offset ${now.offset} ${where}, ${other}.`,
        operations:
          earlier === undefined || earlier === operation ? indicesOf(operation) : indicesOf(earlier, operation),
      };
    });
  }
}

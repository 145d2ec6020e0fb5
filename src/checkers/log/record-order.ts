import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type LogOperation, type Places, placesOf, readLogOperations, readPartitions } from './log-history.ts';
import { Retention } from './retention.ts';
import type { PolledRun } from './steps.ts';

const KINDS = [
  'poll-skip',
  'nonmonotonic-poll',
  'int-poll-skip',
  'int-nonmonotonic-poll',
  'nonmonotonic-send',
  'int-send-skip',
  'int-nonmonotonic-send',
] as const;

/** Where a process stands in a partition: the last record that it sent, or polled. */
interface Standing {
  readonly offset: number;
  readonly place: number;
  readonly operation: Invocation | undefined;
}

/** Who begins with the first record stands before it. */
const BEGINNING: Standing = { offset: -1, place: -1, operation: undefined };

/** A record that an operation sent or polled. */
interface Mention {
  readonly offset: number;
  readonly value: unknown;
  readonly operation: Invocation;
}

/**
 * Each process polls the known records of a partition one after the other, and its sends follow each other, from one
 * operation to the next and inside one (Jepsen: poll-skip, nonmonotonic-poll, nonmonotonic-send and the `int-` kinds).
 * An `assign` begins anew, at the first record where it seeks to the beginning; so does another `generation` of a
 * consumer group. The records of a `send` are one batch, so they stand side by side (Jepsen: int-send-skip); a gap between those
 * of a transaction is allowed and counted. So is one between polls where all that was skipped may have been removed by
 * retention. O(records).
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

  perform({ operation, sends, polls }: LogOperation): void {
    const { process } = operation.invoke;
    const assignment = this.#assignments.get(process);
    for (const { partition, offset, value } of sends)
      if (offset !== undefined) this.#send(`${process}/${partition}`, partition, { offset, value, operation });
    if (polls.length === 0) return;
    const reader = `${process}/${assignment?.number ?? -1}/${showValue(operation.completion?.['generation'])}`;
    for (const run of polls) this.#poll(`${reader}/${run.partition}`, run, operation, assignment?.isFromStart === true);
  }

  #send(name: string, partition: string, now: Mention): void {
    const before = this.#sent.get(name);
    const place = this.#places.get(partition)?.placeOf.get(now.offset) ?? -1;
    this.#sent.set(name, { offset: now.offset, place, operation: now.operation });
    if (before === undefined) return;
    this.sends++;
    const isInside = before.operation === now.operation;
    if (place <= before.place)
      this.#report(isInside ? 'int-nonmonotonic-send' : 'nonmonotonic-send', before, partition, now);
    if (!isInside || place <= before.place + 1) return;
    if (now.operation.invoke.f === 'send') this.#report('int-send-skip', before, partition, now);
    else this.intSendSkips++;
  }

  #poll(name: string, { partition, records }: PolledRun, operation: Invocation, isFromStart: boolean): void {
    const places = this.#places.get(partition);
    let before = this.#polled.get(name) ?? (isFromStart ? BEGINNING : undefined);
    for (const [offset, value] of records) {
      const now: Standing = { offset, place: places?.placeOf.get(offset) ?? -1, operation };
      if (before !== undefined) this.#comparePolls(before, now, partition, { offset, value, operation });
      before = now;
    }
    if (before !== undefined) this.#polled.set(name, before);
  }

  #comparePolls(before: Standing, now: Standing, partition: string, mention: Mention): void {
    this.polls++;
    if (now.place === before.place + 1) return;
    const isInside = before.operation === now.operation;
    if (now.place <= before.place)
      this.#report(isInside ? 'int-nonmonotonic-poll' : 'nonmonotonic-poll', before, partition, mention);
    else if (!this.#wereRemoved(now, partition))
      this.#report(isInside ? 'int-poll-skip' : 'poll-skip', before, partition, mention);
  }

  /** Whether retention may have removed all that was skipped: where the last of it is gone, so is the rest. */
  #wereRemoved({ place, operation }: Standing, partition: string): boolean {
    const skipped = this.#places.get(partition)?.offsets[place - 1] ?? -1;
    const mayBeGone = skipped < this.#retention.floorOf(partition, operation?.completion?.index);
    if (mayBeGone) this.skipsOfRemoved++;
    return mayBeGone;
  }

  #report(kind: (typeof KINDS)[number], before: Standing, partition: string, now: Mention): void {
    const { operation } = now;
    const verb = kind.includes('send') ? 'sent' : 'polled';
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
        message: `after ${from} the process ${verb} ${showValue(now.value)} at offset ${now.offset} ${where}, ${other}.`,
        operations:
          earlier === undefined || earlier === operation ? indicesOf(operation) : indicesOf(earlier, operation),
      };
    });
  }
}

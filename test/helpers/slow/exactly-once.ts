import type { History, Invocation } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

interface Charge {
  readonly key: string;
  readonly amount: number;
}

interface Capture {
  readonly entry: number;
  readonly reference: string;
  readonly amount: number;
}

interface Applied {
  readonly entry: number;
  readonly event: string;
  readonly charge: string;
  readonly sequence: number;
}

interface Entry {
  readonly charge: string;
  readonly reference: string;
  readonly postings: readonly (readonly [string, number])[];
}

const end = ({ completion }: Invocation): number => completion?.index ?? Infinity;
const askedFor = ({ invoke }: Invocation): Charge => invoke.value as Charge;
const entriesOf = ({ invoke, completion }: Invocation): readonly Entry[] =>
  ((completion ?? invoke).value as { entries: Entry[] }).entries;
const text = (value: unknown): string => JSON.stringify(value);

/** Observations of a name, without those that repeat an earlier one's number. */
function stated<Value extends { readonly entry: number }>(
  history: History,
  f: string,
): readonly (Operation & { value: Value })[] {
  const all = history.operations.filter((operation) => operation.f === f) as (Operation & { value: Value })[];
  return all.filter((one, nth) => !all.slice(0, nth).some((earlier) => earlier.value.entry === one.value.entry));
}

/** Straight from the definition: some key, or some capture, is wrong. */
export function chargesWrongly(history: History): boolean {
  const captures = stated<Capture>(history, 'capture');
  const attempts = history.of('charge');
  const of = (key: string): readonly Invocation[] => attempts.filter((attempt) => askedFor(attempt).key === key);
  const twice = captures.some((a) => captures.some((b) => a !== b && a.value.reference === b.value.reference));
  const phantom = captures.some(({ index, value }) => !of(value.reference).some(({ invoke }) => invoke.index < index));
  const refused = captures.some(({ value }) => of(value.reference).every(({ outcome }) => outcome === 'fail'));
  const wrong = captures.some(({ value }) => {
    const isLike = (attempt: Invocation): boolean => askedFor(attempt).amount === value.amount;
    const attempted = of(value.reference).filter(({ outcome }) => outcome !== 'fail');
    const succeeded = attempted.filter(({ outcome }) => outcome === 'ok');
    return !attempted.some(isLike) || (succeeded.length > 0 && !succeeded.some(isLike));
  });
  const missing = attempts.some(
    (attempt) =>
      attempt.outcome === 'ok' &&
      !captures.some(({ index, value }) => value.reference === askedFor(attempt).key && index < end(attempt)),
  );
  return twice || phantom || refused || wrong || missing;
}

/** Some answer is not what was asked for, or two successes under one key differ in what they asked for or were answered. */
export function repliesDiffer(history: History): boolean {
  const successes = history.of('charge').filter(({ outcome }) => outcome === 'ok');
  const unlike = successes.some((one) => {
    const answered = one.completion?.value as Charge;
    return answered.key !== askedFor(one).key || answered.amount !== askedFor(one).amount;
  });
  if (unlike) return true;
  return successes.some((a) =>
    successes.some(
      (b) =>
        askedFor(a).key === askedFor(b).key &&
        (text(a.invoke.value) !== text(b.invoke.value) || text(a.completion?.value) !== text(b.completion?.value)),
    ),
  );
}

/** Some reading of the ledger is wrong: by itself, beside another, beside the card network, or against real time. */
export function ledgerIsWrong(history: History): boolean {
  const captures = stated<Capture>(history, 'capture');
  const reads = history.of('journal').filter(({ outcome }) => outcome === 'ok');
  const last = reads.at(-1);
  if (last === undefined) return false;
  const whole = entriesOf(reads.find((a) => reads.every((b) => entriesOf(b).length <= entriesOf(a).length)) ?? last);
  const rewritten = reads.some((a) => entriesOf(a).some((entry, nth) => text(entry) !== text(whole[nth])));
  const misplaced = readsAtAnotherMoment(history, reads, whole);
  const entries = entriesOf(last);
  const unbalanced = entries.some(({ postings }) => postings.reduce((sum, [, cents]) => sum + cents, 0) !== 0);
  const twice = entries.some((a, nth) => entries.some((b, other) => nth !== other && a.reference === b.reference));
  const unmatched = entries.some(({ reference, postings }) => {
    const captured = captures.find(({ value }) => value.reference === reference);
    return captured === undefined || postings.find(([, cents]) => cents > 0)?.[1] !== captured.value.amount;
  });
  const isBooked = (key: string): boolean => entries.some(({ reference }) => reference === key);
  const attempts = history.of('charge');
  const lost = attempts.some(
    (attempt) => attempt.outcome === 'ok' && end(attempt) < last.invoke.index && !isBooked(askedFor(attempt).key),
  );
  const missing = captures.some(
    ({ index, value }) =>
      index < last.invoke.index &&
      attempts.some((attempt) => askedFor(attempt).key === value.reference) &&
      !isBooked(value.reference),
  );
  const firstOf = (key: string): Invocation | undefined => attempts.find((attempt) => askedFor(attempt).key === key);
  const disordered = entries.some((early, nth) =>
    entries.slice(nth + 1).some((late) => {
      const begun = firstOf(early.reference)?.invoke.index ?? -1;
      return attempts.some(
        (attempt) => askedFor(attempt).key === late.reference && attempt.outcome === 'ok' && end(attempt) < begun,
      );
    }),
  );
  return rewritten || misplaced || unbalanced || twice || unmatched || lost || missing || disordered;
}

/** Some reading lacks what was acknowledged or read before it began, or has what nobody asked for until it was over. */
function readsAtAnotherMoment(history: History, reads: readonly Invocation[], whole: readonly Entry[]): boolean {
  const attempts = history.of('charge');
  return reads.some((read) => {
    const { length } = entriesOf(read);
    const lacks = whole
      .slice(length)
      .some(({ reference }) =>
        attempts.some(
          (attempt) =>
            attempt.outcome === 'ok' && askedFor(attempt).key === reference && end(attempt) < read.invoke.index,
        ),
      );
    const shrank = reads.some((other) => end(other) < read.invoke.index && entriesOf(other).length > length);
    const early = whole.slice(0, length).some(({ reference }) => {
      const own = attempts.filter((attempt) => askedFor(attempt).key === reference);
      return own.length > 0 && own.every(({ invoke }) => invoke.index > end(read));
    });
    return lacks || shrank || early;
  });
}

/** Some event is lost, applied twice, out of order, or tells of a charge that the ledger doesn't have. */
export function eventsAreWrong(history: History): boolean {
  const events = stated<Applied>(history, 'event-applied');
  const last = history.of('journal').findLast(({ outcome }) => outcome === 'ok');
  const twice = events.some((a) => events.some((b) => a !== b && a.value.event === b.value.event));
  const disordered = events.some((a, nth) =>
    events.slice(nth + 1).some((b) => a.value.charge === b.value.charge && a.value.sequence > b.value.sequence),
  );
  if (last === undefined) return twice || disordered;
  const entries = entriesOf(last);
  const lost = entries.some(({ charge }) =>
    [1, 2].some((sequence) => !events.some(({ value }) => value.event === `${charge}/${sequence}`)),
  );
  const phantom = events.some(
    ({ index, value }) =>
      value.sequence === 2 && index < last.invoke.index && !entries.some(({ charge }) => charge === value.charge),
  );
  return twice || disordered || lost || phantom;
}

import type { Invocation } from '../history/history.ts';
import type { Operation } from '../history/operation.generated.ts';

const SHOWN_LENGTH = 80;

/** A value as a message shows it: JSON, cut where it is long. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** An operation in a sentence: `write ["x",1] (operation 3, process 0)`. */
export function describeInvocation({ invoke }: Invocation): string {
  return `${invoke.f} ${showValue(invoke.value)} (operation ${invoke.index}, process ${invoke.process})`;
}

/** What came of it: `failed (operation 7): no quorum`. */
export function describeOutcome({ completion, outcome }: Invocation): string {
  if (completion === undefined) return 'never ended';
  const words = { ok: 'succeeded', fail: 'failed', info: 'ended without a known outcome' } as const;
  return `${words[outcome]} (operation ${completion.index})${causeOf(completion)}`;
}

/** Indices of an operation's lines in the history. */
export function indicesOf(...invocations: readonly Invocation[]): readonly number[] {
  return invocations.flatMap(({ invoke, completion }) =>
    completion === undefined ? [invoke.index] : [invoke.index, completion.index],
  );
}

function causeOf(completion: Operation): string {
  const cause = completion['error'];
  return cause === undefined ? '' : `: ${typeof cause === 'string' ? cause : showValue(cause)}`;
}

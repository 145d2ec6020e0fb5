import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readRequests } from './requests.ts';

/**
 * All successes under one key are one answer, and all of them asked for the same: who asks for something else is refused.
 * An answer repeats what was asked for as it was asked.
 * O(attempts).
 */
export function checkIdempotentReplies(history: History): Verdict {
  const findings = new Findings();
  let repeated = 0;
  let compared = 0;
  let refused = 0;
  for (const attempts of readRequests(history)) {
    const successes = attempts.filter(({ outcome }) => outcome === 'ok');
    if (attempts.length > 1) repeated++;
    compared += Math.max(0, successes.length - 1);
    refused += countRefusedMismatches(attempts);
    compareSuccesses(successes, findings);
    for (const success of successes) compareAnswer(success, findings);
  }
  const exercised = { repeatedKeys: repeated, repliesCompared: compared, mismatchesRefused: refused };
  if (compared + refused === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no key was used twice with two answers to compare' };
  return verdictOf(findings.all(), exercised);
}

/** What a request and its answer both name must be the same. */
function compareAnswer(success: Invocation, findings: Findings): void {
  const asked = fieldsOf(success.invoke, '{ … }');
  const answered = fieldsOf(resultOf(success), '{ … }');
  const other = Object.keys(asked).find(
    (name) => name in answered && canonicalText(asked[name]) !== canonicalText(answered[name]),
  );
  if (other === undefined) return;
  findings.add('answer-unlike-request', () => ({
    message: `${describeInvocation(success)} was answered with ${other} ${canonicalText(answered[other])}.`,
    operations: indicesOf(success),
  }));
}

function compareSuccesses([first, ...others]: readonly Invocation[], findings: Findings): void {
  if (first === undefined) return;
  for (const other of others) {
    if (parametersOf(other) !== parametersOf(first))
      findings.add('mismatch-accepted', () => ({
        message: `${describeInvocation(first)} and ${describeInvocation(other)} both succeeded, although they ask for different things under one key.`,
        operations: indicesOf(first, other),
      }));
    else if (canonicalText(resultOf(first).value) !== canonicalText(resultOf(other).value))
      findings.add('differing-replies', () => ({
        message: `${describeInvocation(first)} was answered ${canonicalText(resultOf(first).value)}, and ${describeInvocation(other)} ${canonicalText(resultOf(other).value)}.`,
        operations: indicesOf(first, other),
      }));
  }
}

/** Refusals of a request that differs from one that succeeded. */
function countRefusedMismatches(attempts: readonly Invocation[]): number {
  const success = attempts.find(({ outcome }) => outcome === 'ok');
  if (success === undefined) return 0;
  const differs = (attempt: Invocation): boolean => parametersOf(attempt) !== parametersOf(success);
  return attempts.filter((attempt) => attempt.outcome === 'fail' && differs(attempt)).length;
}

function parametersOf({ invoke }: Invocation): string {
  return canonicalText(invoke.value);
}

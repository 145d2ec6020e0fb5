import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import {
  capturesByKey,
  type ChargeKey,
  chargeOf,
  readCaptures,
  readChargeKeys,
  type StatedCapture,
} from './charges.ts';

/**
 * Money moves exactly once a key, by the ledger of the card network: at most one capture; one before any success is seen;
 * none when every attempt was refused; none before it was asked for; as much as the successful attempts asked for, or, where
 * none is known to have succeeded, some attempt that wasn't refused.
 * O(attempts + captures).
 */
export function checkExactlyOnceCharge(history: History): Verdict {
  const keys = readChargeKeys(history);
  const captures = readCaptures(history);
  const byKey = capturesByKey(captures);
  const findings = new Findings();
  for (const chargeKey of keys.values()) checkKey(chargeKey, byKey.get(chargeKey.key) ?? [], findings);
  for (const capture of captures) if (!keys.has(capture.reference)) addPhantom(capture, findings);
  const exercised = exercisedBy(keys, captures);
  if (captures.length === 0 && !findings.has('no-capture'))
    return { verdict: 'vacuous', exercised, reason: 'the card network captured nothing' };
  return verdictOf(findings.all(), exercised);
}

function exercisedBy(keys: ReadonlyMap<string, ChargeKey>, captures: readonly StatedCapture[]): Record<string, number> {
  const all = [...keys.values()];
  const attempts = all.flatMap((key) => key.attempts);
  return {
    keys: keys.size,
    attempts: attempts.length,
    captures: captures.length,
    repeatedKeys: all.filter((key) => key.attempts.length > 1).length,
    unknownOutcomes: attempts.filter(({ outcome }) => outcome === 'info').length,
  };
}

function checkKey({ key, attempts }: ChargeKey, captures: readonly StatedCapture[], findings: Findings): void {
  const [first, second] = captures;
  const success = attempts.find(({ outcome }) => outcome === 'ok');
  if (second !== undefined)
    findings.add('double-capture', () => ({
      message: `The card network captured ${captures.length} times under the key ${key}: ${captures.map(({ amount }) => amount).join(', ')}.`,
      operations: [...indicesOf(...attempts), ...captures.map(({ index }) => index)],
    }));
  const seen = attempts.find(({ outcome, completion }) => outcome === 'ok' && !isBefore(first, completion?.index));
  if (seen !== undefined) addMissing(seen, first, findings);
  if (first === undefined) return;
  if (first.index < (attempts[0]?.invoke.index ?? 0)) addPhantom(first, findings);
  if (success === undefined && attempts.every(({ outcome }) => outcome === 'fail'))
    findings.add('refused-but-captured', () => ({
      message: `Every attempt under the key ${key} was refused, and yet the card network captured ${first.amount} (observation ${first.index}).`,
      operations: [...indicesOf(...attempts), first.index],
    }));
  for (const capture of captures) checkAmount(attempts, capture, findings);
}

function isBefore(capture: StatedCapture | undefined, index = Infinity): boolean {
  return capture !== undefined && capture.index < index;
}

function addMissing(success: Invocation, late: StatedCapture | undefined, findings: Findings): void {
  const when = late === undefined ? 'captured nothing' : `captured only later (observation ${late.index})`;
  findings.add('no-capture', () => ({
    message: `${describeInvocation(success)} ${describeOutcome(success)}, but the card network ${when}.`,
    operations: [...indicesOf(success), ...(late === undefined ? [] : [late.index])],
  }));
}

function addPhantom({ reference, amount, index }: StatedCapture, findings: Findings): void {
  findings.add('phantom-capture', () => ({
    message: `The card network captured ${amount} for ${reference} (observation ${index}) before anyone had asked for it.`,
    operations: [index],
  }));
}

function checkAmount(attempts: readonly Invocation[], capture: StatedCapture, findings: Findings): void {
  const succeeded = attempts.filter(({ outcome }) => outcome === 'ok');
  const mayBe = succeeded.length > 0 ? succeeded : attempts.filter(({ outcome }) => outcome !== 'fail');
  const isAsked = mayBe.some(({ invoke }) => {
    const { merchant, amount } = chargeOf(invoke);
    return merchant === capture.merchant && amount === capture.amount;
  });
  if (isAsked || mayBe.length === 0) return;
  const whose = succeeded.length > 0 ? 'no attempt that succeeded' : "no attempt that wasn't refused";
  findings.add('wrong-amount', () => ({
    message: `The card network captured ${capture.amount} for ${capture.merchant} under the key ${capture.reference} (observation ${capture.index}); ${whose} asked for that.`,
    operations: [...indicesOf(...attempts), capture.index],
  }));
}

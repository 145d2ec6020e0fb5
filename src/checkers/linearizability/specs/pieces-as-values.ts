import type { Call, SeparateValues } from '../spec.ts';
import { TextPieces } from '../text-pieces.ts';

/** What a key without a value is, as a value that can be left out: with it every `delete` goes. */
const NOTHING = null;

/**
 * The texts that were put and appended, as values that can be left out one by one, when it is clear which of them a text that
 * was read is made of. Without an appended one, texts that were read lack it. Without one that was put, there are no reads of what
 * begins with it; what was appended to it then follows something that nobody reads any more before the next `put` or `delete`.
 * Without the value of a deleted key, there are no deletes, and no reads of what may have been appended to nothing.
 */
export function piecesAsValues(calls: readonly Call[], initial: unknown): SeparateValues | undefined {
  if (initial !== null && typeof initial !== 'string') return undefined;
  const puts = new Set<string>();
  const appends = new Set<string>();
  let hasDeletes = false;
  for (const { f, argument } of calls) {
    if (f === 'get') continue;
    hasDeletes ||= f === 'delete';
    if (f === 'delete') continue;
    if (typeof argument !== 'string') return undefined;
    (f === 'put' ? puts : appends).add(argument);
  }
  // Without all that was appended, it could not be told whether an empty text or nothing is left.
  if (hasDeletes && initial === '') return undefined;
  const hasInitial = initial !== null && initial !== '';
  if (hasInitial && (puts.has(initial) || appends.has(initial))) return undefined;
  const pieces = TextPieces.of([...(hasInitial ? [initial] : []), ...new Set([...puts, ...appends])]);
  if (pieces === undefined) return undefined;
  // What no order of the calls leads to stays as it is: what follows something was appended.
  const piecesOf = (text: unknown): readonly string[] => {
    const found = typeof text === 'string' ? (pieces.split(text) ?? []) : [];
    return found.some((piece, i) => i > 0 && !appends.has(piece)) ? [] : found;
  };
  const mayFollowDelete = (result: unknown): boolean =>
    hasDeletes && (result === null || appends.has(piecesOf(result)[0] ?? ''));
  return {
    fromAnyState: false,
    of({ f, argument, result, known }) {
      if (f === 'delete') return [NOTHING];
      if (f !== 'get') return [argument];
      const written = piecesOf(result).filter((piece) => piece !== initial);
      return known && mayFollowDelete(result) ? [NOTHING, ...written] : written;
    },
    without(call, value) {
      if (call.f !== 'get' || value === NOTHING) return undefined;
      const found = piecesOf(call.result);
      // What was put may be appended too; that read goes as well, so that it doesn't matter which value is left out first.
      if (found.some((piece) => piece === value && puts.has(piece))) return undefined;
      const rest = found.filter((piece) => piece !== value).join('');
      return { ...call, result: rest === '' && initial !== '' ? NOTHING : rest };
    },
  };
}

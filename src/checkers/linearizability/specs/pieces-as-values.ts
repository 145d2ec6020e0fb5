import type { Call, SeparateValues } from '../spec.ts';
import { TextPieces } from '../text-pieces.ts';

/**
 * The texts that were put and appended, as values that can be left out one by one, when it is clear which of them a text that
 * was read is made of. Without an appended one, texts that were read lack it. Without one that was put, there are no reads of what
 * begins with it; what was appended to it then follows something that nobody reads any more before the next `put`.
 */
export function piecesAsValues(calls: readonly Call[], initial: unknown): SeparateValues | undefined {
  if (initial !== null && typeof initial !== 'string') return undefined;
  const puts = new Set<string>();
  const appends = new Set<string>();
  for (const { f, argument } of calls) {
    if (f === 'get') continue;
    if (f === 'delete' || typeof argument !== 'string') return undefined;
    (f === 'put' ? puts : appends).add(argument);
  }
  const hasInitial = initial !== null && initial !== '';
  if (hasInitial && (puts.has(initial) || appends.has(initial))) return undefined;
  const pieces = TextPieces.of([...(hasInitial ? [initial] : []), ...new Set([...puts, ...appends])]);
  if (pieces === undefined) return undefined;
  // What no order of the calls leads to stays as it is: what follows something was appended.
  const piecesOf = (text: unknown): readonly string[] => {
    const found = typeof text === 'string' ? (pieces.split(text) ?? []) : [];
    return found.some((piece, i) => i > 0 && !appends.has(piece)) ? [] : found;
  };
  return {
    fromAnyState: false,
    of: ({ f, argument, result }) => (f === 'get' ? piecesOf(result).filter((piece) => piece !== initial) : [argument]),
    without(call, value) {
      if (call.f !== 'get') return undefined;
      const found = piecesOf(call.result);
      // What was put may be appended too; that read goes as well, so that it doesn't matter which value is left out first.
      if (found.some((piece) => piece === value && puts.has(piece))) return undefined;
      const rest = found.filter((piece) => piece !== value).join('');
      return { ...call, result: rest === '' ? initial : rest };
    },
  };
}

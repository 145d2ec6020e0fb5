import { canonicalText } from '../history/canonical.ts';

/** What a `Map` must use as its key so that equal JSON values meet: primitives as they are, all else as canonical text. */
export function identityOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? canonicalText(value) : value;
}

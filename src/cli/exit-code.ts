import type { VerdictKind } from '../checkers/verdict.ts';

/** Bad usage or input: nothing was judged. */
export const EXIT_USAGE = 254;

/** The harness or the code under test failed, or a run could not be repeated. */
export const EXIT_INTERNAL = 255;

/** Ended by Ctrl-C; what was finished is reported. */
export const EXIT_INTERRUPTED = 130;

/** Nothing is violated, but not all that was asked for was run: as good as unknown. */
export const EXIT_INCOMPLETE = 2;

/** 0 holds · 1 violated · 2 unknown or vacuous, as Jepsen's tools have it. */
export function exitCodeOf(verdict: VerdictKind): number {
  if (verdict === 'holds') return 0;
  return verdict === 'violated' ? 1 : 2;
}

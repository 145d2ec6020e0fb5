/** Names one write: the `count`th that `actor` made to a key, from 1. */
export interface Dot {
  readonly actor: string;
  readonly count: number;
}

/**
 * A set of dots, for "what a writer had seen": per actor `[n, …beyond]`, all dots up to `n` and the single ones beyond,
 * ascending. Exact, unlike a plain version vector, which can't say "the fifth but not the fourth"; without gaps it is
 * one (Almeida, Shoker, Baquero, "Delta state replicated data types", 2018). Plain data.
 */
export type DotSet = Readonly<Record<string, readonly [number, ...number[]]>>;

export const NO_DOTS: DotSet = {};

export function hasDot(set: DotSet, { actor, count }: Dot): boolean {
  const seen = set[actor];
  return seen !== undefined && (count <= seen[0] || seen.indexOf(count, 1) > 0);
}

export function addDot(set: DotSet, { actor, count }: Dot): DotSet {
  return { ...set, [actor]: join(set[actor] ?? [0], [0, count]) };
}

export function uniteDots(a: DotSet, b: DotSet): DotSet {
  const united: Record<string, readonly [number, ...number[]]> = { ...a };
  for (const actor in b) {
    const other = b[actor] ?? [0];
    const mine = united[actor];
    united[actor] = mine === undefined ? other : join(mine, other);
  }
  return united;
}

/** The same text for equal sets: `a:3 b:0+2+5`. */
export function formatDots(set: DotSet): string {
  const actors = Object.keys(set).sort();
  return actors.map((actor) => `${actor}:${(set[actor] ?? []).join('+')}`).join(' ');
}

export function compareDots(a: Dot, b: Dot): number {
  if (a.actor !== b.actor) return a.actor < b.actor ? -1 : 1;
  return a.count - b.count;
}

function join(a: readonly [number, ...number[]], b: readonly [number, ...number[]]): readonly [number, ...number[]] {
  let upTo = Math.max(a[0], b[0]);
  const singles = [...new Set([...a.slice(1), ...b.slice(1)])].sort((x, y) => x - y);
  const beyond: number[] = [];
  for (const count of singles) {
    if (count <= upTo) continue;
    if (count === upTo + 1) upTo = count;
    else beyond.push(count);
  }
  return [upTo, ...beyond];
}

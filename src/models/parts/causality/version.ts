import { addDot, compareDots, type Dot, type DotSet, hasDot, NO_DOTS, uniteDots } from './dot-set.ts';

/**
 * A value with its dotted version vector: the dot names the write itself, the context what its writer had seen
 * (Preguiça et al., "Dotted version vectors", 2010). Plain data.
 */
export interface Version<T> {
  readonly dot: Dot;
  readonly context: DotSet;
  readonly value: T;
  /** When it was written by the clock of the server that took it: for people, not for comparing. */
  readonly writtenMicros: number;
}

/** How the first of two versions stands to the second. */
export type Causality = 'equal' | 'descends' | 'precedes' | 'concurrent';

export type CompareVersions = (a: Version<unknown>, b: Version<unknown>) => Causality;

/** Versions of one key of which none descends from another, ordered by dot. */
export type Siblings<T> = readonly Version<T>[];

export function compareVersions(a: Version<unknown>, b: Version<unknown>): Causality {
  if (compareDots(a.dot, b.dot) === 0) return 'equal';
  if (hasDot(a.context, b.dot)) return 'descends';
  return hasDot(b.context, a.dot) ? 'precedes' : 'concurrent';
}

/**
 * What is left of two sets of siblings when each has heard of the other. Commutative, associative and idempotent, so
 * replicas agree whatever way versions took. Gives `stored` itself back when `incoming` holds no news.
 */
export function mergeSiblings<T>(
  stored: Siblings<T>,
  incoming: Siblings<T>,
  compare: CompareVersions = compareVersions,
): Siblings<T> {
  const news = incoming.filter((version) =>
    stored.every((other) => {
      const causality = compare(version, other);
      return causality === 'descends' || causality === 'concurrent';
    }),
  );
  if (news.length === 0) return stored;
  const kept = stored.filter((version) => news.every((other) => compare(other, version) !== 'descends'));
  return [...kept, ...news].sort((a, b) => compareDots(a.dot, b.dot));
}

/** Everything that a reader of these siblings has seen. */
export function contextOf(siblings: Siblings<unknown>): DotSet {
  return siblings.reduce((seen, { context, dot }) => addDot(uniteDots(seen, context), dot), NO_DOTS);
}

/** The same text for sets of the same versions. */
export function identityOf(siblings: Siblings<unknown>): string {
  return siblings.map(({ dot }) => `${dot.actor}:${dot.count}`).join(' ');
}

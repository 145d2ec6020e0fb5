import type { RunResult } from '../../search/run-result.ts';

/** The results in an order that doesn't depend on which run ended first: that of the systems, then by name and seed. */
export function sortResults<T>(
  items: readonly T[],
  resultOf: (item: T) => RunResult,
  systems: readonly string[],
): readonly T[] {
  const place = (name: string): number => (systems.includes(name) ? systems.indexOf(name) : systems.length);
  const texts = (result: RunResult): readonly string[] => [
    result.system,
    result.variant ?? '',
    result.pastContract ?? '',
    result.preset,
  ];
  return items.toSorted((one, other) => {
    const [a, b] = [resultOf(one), resultOf(other)];
    return place(a.system) - place(b.system) || compareTexts(texts(a), texts(b)) || a.seed - b.seed;
  });
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((text, nth) => text !== b[nth]);
  if (differing < 0) return 0;
  return (a[differing] ?? '') < (b[differing] ?? '') ? -1 : 1;
}

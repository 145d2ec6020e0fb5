/** A name that stands for nothing. The message says what was given, what there is, and the nearest of those. */
export class UnknownNameError extends Error {
  readonly what: string;
  readonly given: string;
  readonly known: readonly string[];

  constructor(what: string, given: string, known: readonly string[]) {
    const nearest = nearestName(given, known);
    const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
    super(
      `there is no ${what} "${given}".${hint} There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ') || 'none'}.`,
    );
    this.name = 'UnknownNameError';
    this.what = what;
    this.given = given;
    this.known = known;
  }
}

/** The known name that is fewest edits away, if that is near enough to be meant. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(given.length / 2)) + 1;
  for (const name of known) {
    const edits = editDistance(given.toLowerCase(), name.toLowerCase());
    if (edits >= fewest) continue;
    fewest = edits;
    best = name;
  }
  return best;
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

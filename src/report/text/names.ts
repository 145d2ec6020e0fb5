/** `lost-update` as words: `lost update`. */
export function words(name: string): string {
  return name.replaceAll('-', ' ');
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** The text cut to so many characters, with an ellipsis where something is missing. */
export function clipped(text: string, most: number): string {
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** `snapshotReads` or `snapshot-reads` as words: `snapshot reads`. */
export function counterWords(name: string): string {
  return words(
    name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`),
  );
}

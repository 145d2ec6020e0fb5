/**
 * Texts that others are put together from. None is the beginning of another, so what they make up comes apart in one way
 * only.
 */
export class TextPieces {
  readonly #sorted: readonly string[];
  readonly #longest: number;

  private constructor(sorted: readonly string[]) {
    this.#sorted = sorted;
    this.#longest = sorted.reduce((longest, { length }) => Math.max(longest, length), 0);
  }

  /** Nothing when a piece is empty, or when one is the beginning of another or equals it. */
  static of(pieces: readonly string[]): TextPieces | undefined {
    const sorted = [...pieces].sort();
    // Whatever stands between a text and one that begins with it begins with it too, so neighbours suffice.
    const areApart = sorted.every((piece, i) => piece !== '' && (i === 0 || !piece.startsWith(sorted[i - 1]!)));
    return areApart ? new TextPieces(sorted) : undefined;
  }

  /** The piece that a text has at an offset. */
  at(text: string, offset: number): string | undefined {
    const rest = text.slice(offset, offset + this.#longest);
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! <= rest) low = middle + 1;
      else high = middle;
    }
    const piece = this.#sorted[low - 1];
    return piece !== undefined && rest.startsWith(piece) ? piece : undefined;
  }

  /** The pieces that make up a text from an offset on; nothing when none do. */
  split(text: string, from: number = 0): readonly string[] | undefined {
    const pieces: string[] = [];
    for (let offset = from; offset < text.length;) {
      const piece = this.at(text, offset);
      if (piece === undefined) return undefined;
      pieces.push(piece);
      offset += piece.length;
    }
    return pieces;
  }
}

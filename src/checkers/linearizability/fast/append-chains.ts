import type { TextPieces } from '../text-pieces.ts';
import { NONE } from '../value-numbers.ts';

/** What followed one beginning, as the longest read saw it. */
export interface AppendChain {
  /** The `put` that it began with; NONE for what was there at first. */
  readonly root: number;
  /** What was appended, in order. */
  readonly pieces: string[];
  /** The whole text, and where it ends after the root and after each piece. */
  text: string;
  readonly ends: number[];
  /** The row that read the whole text; NONE while nothing was read. */
  reader: number;
}

/** Where in which chain a text ends: after so many pieces. */
export interface Place {
  readonly chain: AppendChain;
  readonly level: number;
}

/** A text that no order of the updates leads to, with what is wrong with it. */
export interface Impossible {
  readonly anomaly: 'thin-air-read' | 'duplicate' | 'incompatible-order';
  /** Pieces that show it. */
  readonly pieces: readonly string[];
  /** Other rows that show it. */
  readonly rows: readonly number[];
}

/** Who wrote each piece. */
export interface Writers {
  readonly puts: ReadonlyMap<string, number>;
  readonly appends: ReadonlyMap<string, readonly number[]>;
}

const thinAir: Impossible = { anomaly: 'thin-air-read', pieces: [], rows: [] };

/** What was appended to what, as texts that were read say: each began with what was there at first or was put. */
export class AppendChains {
  /** The first one is that of what was there at first. */
  readonly chains: AppendChain[];
  /** By piece: where it was appended. */
  readonly places: Map<string, Place[]> = new Map();
  readonly #pieces: TextPieces;
  readonly #initial: string;
  readonly #writers: Writers;
  readonly #byRoot = new Map<number, AppendChain>();

  constructor(pieces: TextPieces, initial: string, writers: Writers) {
    this.#pieces = pieces;
    this.#initial = initial;
    this.#writers = writers;
    this.chains = [{ root: NONE, pieces: [], text: initial, ends: [initial.length], reader: NONE }];
  }

  /** The piece that a text begins with when something was put there. */
  rootOf(text: string): string | undefined {
    const piece = this.#pieces.at(text, 0);
    return piece !== undefined && this.#writers.puts.has(piece) ? piece : undefined;
  }

  /** Finds the place of a text, which is not shorter than those before it. */
  add(text: string, reader: number): Place | Impossible {
    const chain = this.#chainFor(text);
    if (chain === undefined) return thinAir;
    if (!text.startsWith(chain.text)) return this.#differing(text, chain);
    for (let offset = chain.text.length; offset < text.length;) {
      const piece = this.#pieces.at(text, offset);
      if (piece === undefined) return thinAir;
      const writers = this.#writers.appends.get(piece);
      if (writers === undefined) {
        const isPut = this.#writers.puts.has(piece);
        return isPut
          ? { anomaly: 'incompatible-order', pieces: [piece, this.#pieces.at(text, 0)!], rows: [] }
          : thinAir;
      }
      offset += piece.length;
      chain.pieces.push(piece);
      chain.ends.push(offset);
      const places = this.places.get(piece) ?? [];
      places.push({ chain, level: chain.pieces.length });
      this.places.set(piece, places);
      if (places.length > writers.length) return this.#tooOften(piece, places, chain, text);
    }
    chain.text = text;
    chain.reader = reader;
    return { chain, level: chain.pieces.length };
  }

  #chainFor(text: string): AppendChain | undefined {
    if (text === this.#initial || (this.#initial !== '' && text.startsWith(this.#initial))) return this.chains[0];
    const root = this.rootOf(text);
    if (root === undefined) return this.#initial === '' ? this.chains[0] : undefined;
    const row = this.#writers.puts.get(root)!;
    const known = this.#byRoot.get(row);
    if (known !== undefined) return known;
    const chain: AppendChain = { root: row, pieces: [], text: root, ends: [root.length], reader: NONE };
    this.chains.push(chain);
    this.#byRoot.set(row, chain);
    return chain;
  }

  #tooOften(piece: string, places: readonly Place[], last: AppendChain, text: string): Impossible {
    const others = places.map(({ chain }) => chain).filter((chain) => chain !== last);
    const roots = [text, ...others.map((chain) => chain.text)].map((whole) => this.rootOf(whole));
    return {
      anomaly: 'duplicate',
      pieces: [piece, ...roots.filter((root) => root !== undefined)],
      rows: others.map(({ reader }) => reader),
    };
  }

  /** Two texts with one beginning of which neither is the beginning of the other. */
  #differing(text: string, chain: AppendChain): Impossible {
    let level = 0;
    while (text.startsWith(chain.text.slice(0, chain.ends[level]))) level++;
    const end = chain.ends[level - 1] ?? 0;
    const piece = this.#pieces.at(text, end);
    const root = this.rootOf(text);
    if (piece === undefined) return thinAir;
    return {
      anomaly: 'incompatible-order',
      pieces: [piece, this.#pieces.at(chain.text, end)!, ...(root === undefined ? [] : [root])],
      rows: [chain.reader],
    };
  }
}

import { hashText, mix } from '../../../simulation/hash.ts';

const FAN_OUT_BITS = 4;
const FAN_OUT = 1 << FAN_OUT_BITS;

/** Levels below the root: the leaves are at this level. */
export const LEAF_LEVEL = 2;

/**
 * A hash tree (Merkle, 1987) over keys and hashes of what they hold, as replicas compare it to find where they differ:
 * equal roots mean equal contents, but for a chance of 2^-32. The shape is fixed, keys spread over 256 leaves by hash;
 * a node is named by its level and its position in it.
 */
export class MerkleTree {
  readonly #levels: readonly Int32Array[] = Array.from(
    { length: LEAF_LEVEL + 1 },
    (_, level) => new Int32Array(1 << (FAN_OUT_BITS * level)),
  );
  readonly #keys = new Map<number, Map<string, number>>();

  /** Sets what a key holds, by its hash. */
  set(key: string, contentHash: number): void {
    const keyHash = hashText(key);
    const leaf = keyHash >>> (32 - FAN_OUT_BITS * LEAF_LEVEL);
    const keys = this.#keys.get(leaf) ?? new Map<string, number>();
    this.#keys.set(leaf, keys);
    const before = keys.get(key) ?? 0;
    const after = mix(keyHash, contentHash);
    keys.set(key, after);
    this.#change(leaf, before ^ after);
  }

  delete(key: string): void {
    const leaf = hashText(key) >>> (32 - FAN_OUT_BITS * LEAF_LEVEL);
    const keys = this.#keys.get(leaf);
    const before = keys?.get(key);
    if (keys === undefined || before === undefined) return;
    keys.delete(key);
    this.#change(leaf, before);
  }

  get root(): number {
    return this.#levels[0]?.[0] ?? 0;
  }

  /** The hashes of some nodes of a level. */
  hashes(level: number, nodes: readonly number[]): readonly number[] {
    return nodes.map((node) => this.#levels[level]?.[node] ?? 0);
  }

  /** The keys below some leaves. */
  keysOf(leaves: readonly number[]): readonly string[] {
    return leaves.flatMap((leaf) => [...(this.#keys.get(leaf)?.keys() ?? [])]);
  }

  /** A leaf is the sum (xor) of its keys; every node above hashes its children in order, and is 0 when they all are. */
  #change(leaf: number, difference: number): void {
    let children = this.#levels[LEAF_LEVEL];
    if (children !== undefined) children[leaf] = (children[leaf] ?? 0) ^ difference;
    let node = leaf;
    for (let level = LEAF_LEVEL - 1; level >= 0; level--) {
      node >>>= FAN_OUT_BITS;
      const parents = this.#levels[level];
      if (children === undefined || parents === undefined) return;
      parents[node] = hashRange(children, node * FAN_OUT, FAN_OUT);
      children = parents;
    }
  }
}

function hashRange(hashes: Int32Array, from: number, length: number): number {
  let all = 0;
  let isEmpty = true;
  for (let at = from; at < from + length; at++) {
    const hash = hashes[at] ?? 0;
    if (hash !== 0) isEmpty = false;
    all = mix(all, hash);
  }
  return isEmpty ? 0 : all;
}

/** The nodes below a node, on the next level. */
export function childrenOf(node: number): readonly number[] {
  return Array.from({ length: FAN_OUT }, (_, nth) => node * FAN_OUT + nth);
}

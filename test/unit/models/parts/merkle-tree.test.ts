import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childrenOf, LEAF_LEVEL, MerkleTree } from '../../../../src/models/parts/merkle/merkle-tree.ts';

const anyContents = fc.dictionary(fc.string({ maxLength: 6 }), fc.integer(), { maxKeys: 30 });

function treeOf(contents: Readonly<Record<string, number>>): MerkleTree {
  const tree = new MerkleTree();
  for (const [key, hash] of Object.entries(contents)) tree.set(key, hash);
  return tree;
}

/** Walks down where two trees differ, as two servers do, and names the keys below. */
function differingKeys(a: MerkleTree, b: MerkleTree): readonly string[] {
  let nodes: readonly number[] = [0];
  for (let level = 0; level <= LEAF_LEVEL; level++) {
    const [ofA, ofB] = [a.hashes(level, nodes), b.hashes(level, nodes)];
    const differing = nodes.filter((_, nth) => ofA[nth] !== ofB[nth]);
    nodes = level === LEAF_LEVEL ? differing : differing.flatMap((node) => childrenOf(node));
  }
  return [...new Set([...a.keysOf(nodes), ...b.keysOf(nodes)])];
}

describe('MerkleTree', () => {
  test('has equal roots for equal contents, however they came about', () => {
    fc.assert(
      fc.property(anyContents, fc.string({ maxLength: 6 }), (contents, passing) => {
        const entries = Object.entries(contents);
        const other = new MerkleTree();
        other.set(passing, 77);
        other.delete(passing);
        for (const [key] of entries) other.set(key, 1);
        for (const [key, hash] of entries.reverse()) other.set(key, hash);
        expect(other.root).toBe(treeOf(contents).root);
      }),
    );
  });

  test('finds every key that differs, and none when nothing does', () => {
    fc.assert(
      fc.property(anyContents, anyContents, (a, b) => {
        const differing = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]);
        const found = differingKeys(treeOf(a), treeOf(b));
        expect(found).toEqual(expect.arrayContaining(differing));
        if (differing.length === 0) expect(found).toEqual([]);
        else expect(treeOf(a).root).not.toBe(treeOf(b).root);
      }),
    );
  });

  test('is empty at first and again when its last key is gone', () => {
    const tree = treeOf({ key: 5 });
    expect(tree.root).not.toBe(0);
    tree.delete('key');
    expect(tree.root).toBe(0);
    expect(new MerkleTree().root).toBe(0);
  });

  test('forgetting a key that was never there changes nothing', () => {
    const tree = treeOf({ key: 5 });
    const { root } = tree;
    tree.delete('other');
    expect(tree.root).toBe(root);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findComponents } from '../../../../src/checkers/graph/components.ts';
import { EdgeList } from '../../../../src/checkers/graph/edge-list.ts';
import { buildGraph, type Graph } from '../../../../src/checkers/graph/graph.ts';
import { IncrementalOrder } from '../../../../src/checkers/graph/incremental-order.ts';
import { PathFinder, sourceOf } from '../../../../src/checkers/graph/path.ts';

const NODES = 7;
const UNLIMITED = { stepsLeft: Infinity };

type Edge = readonly [from: number, to: number, label: number];

const edge: fc.Arbitrary<Edge> = fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1), fc.constantFrom(1, 2));
const edges: fc.Arbitrary<Edge[]> = fc.array(edge, { maxLength: 14 });

function graphOf(list: readonly Edge[]): Graph {
  const collected = new EdgeList(1);
  for (const [from, to, label] of list) collected.add(from, to, label);
  return buildGraph(NODES, collected);
}

/** Lengths of shortest paths, by Floyd and Warshall. */
function distances(list: readonly Edge[], mask: number): number[][] {
  const far = Array.from({ length: NODES }, (_, i) =>
    Array.from({ length: NODES }, (_, j) => (i === j ? 0 : Infinity)),
  );
  for (const [from, to, label] of list) if ((label & mask) !== 0 && from !== to) far[from]![to] = 1;
  for (let k = 0; k < NODES; k++)
    for (let i = 0; i < NODES; i++)
      for (let j = 0; j < NODES; j++) far[i]![j] = Math.min(far[i]![j]!, far[i]![k]! + far[k]![j]!);
  return far;
}

describe('components', () => {
  it('join exactly the nodes that reach each other, and are numbered against the edges', () => {
    fc.assert(
      fc.property(edges, fc.constantFrom(1, 2, 3), (list, mask) => {
        const { of, count, cyclicCount } = findComponents(graphOf(list), mask);
        const far = distances(list, mask);
        for (let i = 0; i < NODES; i++)
          for (let j = 0; j < NODES; j++) {
            expect(of[i] === of[j]).toBe(far[i]![j]! < Infinity && far[j]![i]! < Infinity);
            if (far[i]![j]! < Infinity) expect(of[i]! >= of[j]!).toBe(true);
          }
        expect(new Set(of).size).toBe(count);
        const sizes = Array.from({ length: count }, (_, component) => of.filter((one) => one === component).length);
        expect(sizes.filter((size) => size > 1)).toHaveLength(cyclicCount);
      }),
    );
  });

  it('need no stack for a path of a million nodes', () => {
    const chain = new EdgeList();
    for (let v = 0; v + 1 < 1_000_000; v++) chain.add(v, v + 1, 1);
    chain.add(999_999, 0, 1);
    expect(findComponents(buildGraph(1_000_000, chain))).toMatchObject({ count: 1, cyclicCount: 1 });
  });
});

describe('paths', () => {
  it('are shortest, and there when there is one', () => {
    fc.assert(
      fc.property(edges, fc.nat(NODES - 1), fc.nat(NODES - 1), fc.constantFrom(1, 2, 3), (list, from, to, mask) => {
        fc.pre(from !== to);
        const graph = graphOf(list);
        const path = new PathFinder(graph).find(from, to, mask, UNLIMITED);
        expect(path?.length ?? Infinity).toBe(distances(list, mask)[from]![to]);
        path?.forEach((e, i) => {
          expect(sourceOf(graph, e)).toBe(i === 0 ? from : graph.targets[path[i - 1]!]);
          expect(graph.labels[e]! & mask).not.toBe(0);
        });
        if (path !== undefined) expect(graph.targets[path.at(-1)!]).toBe(to);
      }),
    );
  });

  it('do not leave the bounds', () => {
    const graph = graphOf([
      [0, 1, 1],
      [1, 2, 1],
      [0, 3, 1],
      [3, 4, 1],
      [4, 2, 1],
    ]);
    const within = Int32Array.of(0, 9, 0, 0, 0, 0, 0);
    expect(new PathFinder(graph).find(0, 2, 1, UNLIMITED, { within })).toHaveLength(3);
    const order = Int32Array.of(5, 1, 2, 4, 3, 0, 0);
    expect(new PathFinder(graph).find(0, 2, 1, UNLIMITED, { order })).toHaveLength(3);
  });

  it('end with the budget', () => {
    const graph = graphOf([
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
    ]);
    expect(new PathFinder(graph).find(0, 3, 1, { stepsLeft: 2 })).toBeUndefined();
    expect(new PathFinder(graph).find(0, 3, 1, { stepsLeft: 20 })).toHaveLength(3);
  });
});

describe('incremental order', () => {
  it('refuses exactly the edges that close a cycle, with the path that they close, and stays an order', () => {
    const step = fc.oneof(edge, fc.nat(20));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const order = new IncrementalOrder(
          Int32Array.from({ length: NODES }, (_, i) => i),
          { stepsLeft: Infinity },
        );
        const kept: Edge[] = [];
        for (const one of steps) {
          if (typeof one === 'number') {
            order.truncate(Math.min(one, kept.length));
            kept.length = order.size;
            continue;
          }
          const [from, to] = one;
          const back = distances(kept, 3)[to]![from]!;
          const path = order.add(from, to, 7);
          expect(path === undefined).toBe(back === Infinity);
          if (path === undefined) kept.push(one);
          else {
            expect(path.length).toBe(back);
            path.forEach((e, i) => expect(order.from[e]).toBe(i === 0 ? to : order.to[path[i - 1]!]));
          }
          for (const [a, b] of kept) expect(order.rank[a]!).toBeLessThan(order.rank[b]!);
          expect(new Set(order.rank).size).toBe(NODES);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DOTS } from '../../src/models/parts/causality/dot-set.ts';
import { contextOf, identityOf, mergeSiblings, type Siblings } from '../../src/models/parts/causality/version.ts';

const REPLICAS = 3;
const ACTORS = ['a', 'b', 'c'];

const anyStep = fc.record({
  isWrite: fc.boolean(),
  actor: fc.nat({ max: ACTORS.length - 1 }),
  /** Writes: where the writer read, or nowhere, and where it writes. Otherwise: who sends its state to whom. */
  from: fc.nat({ max: REPLICAS }),
  to: fc.nat({ max: REPLICAS - 1 }),
});

/** A write with everything that came before it, spelled out. */
interface KnownWrite {
  readonly name: string;
  readonly before: ReadonlySet<string>;
}

interface Replica {
  readonly siblings: Siblings<null>;
  /** The slow twin: all writes that were ever heard of. */
  readonly heard: ReadonlySet<KnownWrite>;
}

/** Plays steps on replicas that keep siblings, and beside them all writes with their whole pasts. */
function play(steps: readonly { isWrite: boolean; actor: number; from: number; to: number }[]): readonly Replica[] {
  const replicas: Replica[] = Array.from({ length: REPLICAS }, () => ({ siblings: [], heard: new Set() }));
  const counts = ACTORS.map(() => 0);
  for (const { isWrite, actor, from, to } of steps) {
    const source = replicas[from];
    const target = replicas[to];
    if (target === undefined) continue;
    const heard = [...target.heard, ...(isWrite ? [] : (source?.heard ?? []))];
    let incoming = source?.siblings ?? [];
    if (isWrite) {
      const count = ++(counts[actor] as number);
      const context = source === undefined ? NO_DOTS : contextOf(source.siblings);
      incoming = [{ dot: { actor: ACTORS[actor] ?? '', count }, context, value: null, writtenMicros: 0 }];
      const seen = [...(source?.heard ?? [])].flatMap((write) => [write.name, ...write.before]);
      heard.push({ name: `${ACTORS[actor]}:${count}`, before: new Set(seen) });
    }
    replicas[to] = { siblings: mergeSiblings(target.siblings, incoming), heard: new Set(heard) };
  }
  return replicas;
}

/** Writes that no other one has in its past. */
function survivors(heard: Iterable<KnownWrite>): string {
  const all = [...heard];
  const names = all.filter(({ name }) => all.every(({ before }) => !before.has(name))).map(({ name }) => name);
  return [...new Set(names)].sort().join(' ');
}

const anyReplicas = fc.array(anyStep, { maxLength: 40 }).map(play);

describe('siblings', () => {
  test('are the writes that no other write had seen', () => {
    fc.assert(
      fc.property(anyReplicas, (replicas) => {
        for (const { siblings, heard } of replicas)
          expect(identityOf(siblings).split(' ').sort().join(' ')).toBe(survivors(heard));
      }),
    );
  });

  test('merge in any order, grouping and number of times to the same', () => {
    fc.assert(
      fc.property(anyReplicas, (replicas) => {
        const [a = [], b = [], c = []] = replicas.map(({ siblings }) => siblings);
        const all = identityOf(mergeSiblings(mergeSiblings(a, b), c));
        expect(identityOf(mergeSiblings(a, mergeSiblings(b, c)))).toBe(all);
        expect(identityOf(mergeSiblings(mergeSiblings(c, b), a))).toBe(all);
        expect(mergeSiblings(a, a)).toBe(a);
        const merged = mergeSiblings(a, b);
        expect(mergeSiblings(merged, b)).toBe(merged);
      }),
    );
  });

  test('hold nothing that their own context of a later write would not cover', () => {
    fc.assert(
      fc.property(anyReplicas, (replicas) => {
        for (const { siblings } of replicas) {
          const next = { dot: { actor: 'z', count: 1 }, context: contextOf(siblings), value: null, writtenMicros: 0 };
          expect(mergeSiblings(siblings, [next])).toEqual([next]);
        }
      }),
    );
  });
});

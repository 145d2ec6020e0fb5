import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FailureDetector } from '../../../../src/models/parts/gossip/failure-detector.ts';
import { type Member, MemberTable } from '../../../../src/models/parts/gossip/member-table.ts';

/** One entry for each (name, generation, heartbeat), as only the member itself makes them. */
const anyMember = fc
  .tuple(fc.constantFrom('a', 'b'), fc.nat({ max: 3 }), fc.nat({ max: 3 }))
  .map(([name, generation, heartbeat]): Member<string> => {
    return { name, generation, heartbeat, status: `${generation}.${heartbeat}` };
  });

function sorted(table: MemberTable<string>): readonly Member<string>[] {
  return [...table.entries()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('MemberTable', () => {
  test('a restart outweighs any number of heartbeats', () => {
    const table = new MemberTable<string>([{ name: 'a', generation: 0, heartbeat: 99, status: 'old' }]);
    table.merge([{ name: 'a', generation: 1, heartbeat: 0, status: 'new' }]);
    expect(table.get('a')?.status).toBe('new');
  });

  test('ends the same in whatever order and how often news arrive', () => {
    fc.assert(
      fc.property(fc.array(anyMember), fc.array(anyMember), (some, others) => {
        const table = new MemberTable([...some, ...others]);
        expect(sorted(new MemberTable([...others.reverse(), ...some, ...some]))).toEqual(sorted(table));
        expect(table.merge(some)).toEqual([]);
      }),
    );
  });
});

describe('FailureDetector', () => {
  test('suspects who is not heard of for longer than its patience', () => {
    const detector = new FailureDetector(2);
    for (let round = 0; round < 2; round++) detector.tick();
    expect(detector.isSuspected('a')).toBe(false);
    detector.tick();
    expect(detector.isSuspected('a')).toBe(true);
    detector.heardOf('a');
    expect(detector.isSuspected('a')).toBe(false);
  });

  test('who left a question open is trusted again only when it speaks itself', () => {
    const detector = new FailureDetector(2);
    detector.missed('a');
    detector.heardOf('a');
    expect(detector.isSuspected('a')).toBe(true);
    detector.heardFrom('a');
    expect(detector.isSuspected('a')).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { Digest } from '../../../src/simulation/digest.ts';
import { EventRing } from '../../../src/simulation/event-ring.ts';

type Event = readonly [timeMicros: number, node: number, kind: number, label: number];

const EVENTS: readonly Event[] = [
  [10, 1, 0, 77],
  [10, 2, 1, 78],
  [11, 1, 2, 79],
];

function digestOf(events: readonly Event[]): string {
  const digest = new Digest();
  for (const event of events) digest.add(...event);
  return digest.text();
}

describe('Digest', () => {
  test('the same events give the same sixteen digits', () => {
    expect(digestOf(EVENTS)).toMatch(/^[0-9a-f]{16}$/);
    expect(digestOf([...EVENTS])).toBe(digestOf(EVENTS));
  });

  test.each([
    [
      'a time',
      [
        [10, 1, 0, 77],
        [10, 2, 1, 78],
        [12, 1, 2, 79],
      ],
    ],
    [
      'a node',
      [
        [10, 1, 0, 77],
        [10, 2, 1, 78],
        [11, 3, 2, 79],
      ],
    ],
    [
      'a kind',
      [
        [10, 1, 0, 77],
        [10, 2, 1, 78],
        [11, 1, 1, 79],
      ],
    ],
    [
      'a label',
      [
        [10, 1, 0, 77],
        [10, 2, 1, 78],
        [11, 1, 2, 80],
      ],
    ],
    [
      'the order',
      [
        [10, 2, 1, 78],
        [10, 1, 0, 77],
        [11, 1, 2, 79],
      ],
    ],
    [
      'an event less',
      [
        [10, 1, 0, 77],
        [10, 2, 1, 78],
      ],
    ],
  ] as [string, Event[]][])('%s makes another', (_, events) => {
    expect(digestOf(events)).not.toBe(digestOf(EVENTS));
  });

  test('a line of the history makes another, at the very end too', () => {
    const digest = new Digest();
    for (const event of EVENTS) digest.add(...event);
    digest.addText('{"f":"read"}');
    expect(digest.text()).not.toBe(digestOf(EVENTS));
  });

  test('keeps a checkpoint each 1,024 events, which only what came before decides', () => {
    const [one, other] = [new Digest(), new Digest()];
    for (let i = 0; i < 3_000; i++) {
      one.add(i, 0, 0, i);
      other.add(i, 0, 0, i === 1_500 ? -1 : i);
    }
    expect(one.checkpoints).toHaveLength(2);
    expect(other.checkpoints[0]).toBe(one.checkpoints[0]);
    expect(other.checkpoints[1]).not.toBe(one.checkpoints[1]);
  });
});

describe('EventRing', () => {
  test('remembers the last events, oldest first, times beyond 32 bits included', () => {
    const ring = new EventRing(3);
    const late = 5 * 2 ** 32 + 4_000_000_000;
    for (let i = 0; i < 5; i++) ring.add(late + i, 0xffff, 3, -i);
    expect(ring.events()).toEqual([2, 3, 4].map((i) => ({ timeMicros: late + i, node: 0xffff, kind: 3, label: -i })));
  });

  test('has nothing before the first', () => {
    expect(new EventRing(3).events()).toEqual([]);
  });
});

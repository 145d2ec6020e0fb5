import { describe, expect, test } from 'vitest';
import { EventQueue } from '../../../src/simulation/event-queue.ts';

describe('EventQueue', () => {
  test('an empty one has nothing, infinitely late', () => {
    const queue = new EventQueue<string>();
    expect(queue.pop()).toBeUndefined();
    expect(queue.nextTime).toBe(Infinity);
    expect(queue.size).toBe(0);
  });

  test('ties break by insertion, also when earlier ones left in between', () => {
    const queue = new EventQueue<string>();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) queue.push(5, name);
    const left = [queue.pop(), queue.pop()];
    queue.push(5, 'g');
    queue.push(4, 'first');
    while (queue.size > 0) left.push(queue.pop());
    expect(left).toEqual(['a', 'b', 'first', 'c', 'd', 'e', 'f', 'g']);
  });

  test('grows beyond its first capacity and keeps its order', () => {
    const queue = new EventQueue<number>();
    for (let i = 0; i < 5_000; i++) queue.push((i * 7919) % 5_000, (i * 7919) % 5_000);
    const left = Array.from({ length: 5_000 }, () => queue.pop());
    expect(left).toEqual(Array.from({ length: 5_000 }, (_, i) => i));
    expect(queue.pop()).toBeUndefined();
  });
});

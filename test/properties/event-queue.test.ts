import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from '../../src/simulation/event-queue.ts';

/** A number pushes an entry at that time; null takes the earliest out. Few times, so that there are many ties. */
const anySteps = fc.array(fc.option(fc.nat({ max: 20 }), { freq: 2 }), { maxLength: 400 });

test('gives what a list kept sorted by (time, insertion) gives', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const queue = new EventQueue<number>();
      const sorted: { time: number; id: number }[] = [];
      steps.forEach((time, id) => {
        if (time === null) {
          expect(queue.nextTime).toBe(sorted[0]?.time ?? Infinity);
          expect(queue.pop()).toBe(sorted.shift()?.id);
        } else {
          queue.push(time, id);
          sorted.push({ time, id });
          sorted.sort((a, b) => a.time - b.time || a.id - b.id);
        }
        expect(queue.size).toBe(sorted.length);
      });
    }),
  );
});

import { expect, test } from 'vitest';
import { assignLanes } from '../../src/visualization/lanes.ts';
import { crowdsOf, pointPositions, pointSlots } from '../../src/visualization/linearization-points.ts';
import { TimeAxis } from '../../src/visualization/time-axis.ts';

test('each distinct time has a slot for starts and, after it, one for ends', () => {
  const axis = new TimeAxis([7, 3, 3, 5n, 5, Infinity]);
  expect(axis.slotCount).toBe(8);
  expect([3, 5, 5n, 7, Infinity].map((time) => axis.startSlot(time))).toEqual([0, 2, 2, 4, 6]);
  expect(axis.endSlot(5)).toBe(3);
});

test('times that differ by less than a number can tell stay apart', () => {
  const base = 1_739_938_076_171_778_001n;
  const axis = new TimeAxis([base + 1n, base]);
  expect([base, base + 1n].map((time) => axis.startSlot(time))).toEqual([0, 2]);
});

test('spans get their width, and slots room for their points', () => {
  const axis = new TimeAxis([1, 2]);
  const none = axis.place([], new Map());
  expect([...none]).toEqual([0, 8, 16, 24]);
  expect(axis.place([{ startSlot: 0, endSlot: 3, minWidth: 99.5 }], new Map())[3]).toBe(100);
  expect([...axis.place([], new Map([[0, 2]]))]).toEqual([0, 36, 44, 52]);
});

test('an empty axis has no slots', () => {
  expect(new TimeAxis([]).place([], new Map())).toHaveLength(0);
});

test('stretches that overlap are in different lanes; those that only share an end are not', () => {
  const stretch = (startSlot: number, endSlot: number) => ({ startSlot, endSlot });
  expect(assignLanes([stretch(0, 5), stretch(2, 3), stretch(3, 9), stretch(5, 6)])).toEqual([0, 1, 1, 0]);
  expect(assignLanes([stretch(4, 5), stretch(0, 9)])).toEqual([1, 0]);
});

test('points follow the linearization, never before a call', () => {
  const at = (startSlot: number) => ({ startSlot, endSlot: 99 });
  expect(pointSlots([at(2), at(0), at(4), at(4)])).toEqual([2, 2, 4, 4]);
});

test('the crowd of a slot is the largest of any one linearization', () => {
  expect(
    crowdsOf([
      [0, 0, 4],
      [0, 4, 4, 4],
    ]),
  ).toEqual(
    new Map([
      [0, 2],
      [4, 3],
    ]),
  );
});

test('points of a slot are spread evenly up to the next', () => {
  expect(pointPositions([0, 0, 2], Float64Array.of(10, 40, 50, 60))).toEqual([20, 30, 55]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOperationsVerbose, LinearizationInfo } from '../../src/index.ts';
import { layOut } from '../../src/visualization/layout.ts';
import { casHistories } from '../arbitraries.ts';
import { operation, read, twoKeys, write } from '../histories.ts';
import { casRegister } from '../models/cas-register.ts';
import { keyValue } from '../models/key-value.ts';
import { register } from '../models/register.ts';

test('each linearization has its steps with states, and what could come next', () => {
  const { data } = layOut(keyValue, checkOperationsVerbose(keyValue, twoKeys).info);
  const shown = data.partitions.map(({ linearizations }) =>
    linearizations.map(({ steps, next }) => ({
      steps: steps.map(({ box, state }) => [box, data.states[state]]),
      next: next.map(({ box, allowed }) => [box, allowed]),
    })),
  );
  expect(shown).toEqual([
    [
      {
        steps: [
          [2, 'z'],
          [1, 'y'],
          [3, 'y'],
          [6, 'y'],
          [4, 'w'],
          [0, 'w'],
        ],
        next: [[5, false]],
      },
      {
        steps: [
          [1, 'y'],
          [2, 'z'],
          [5, 'z'],
        ],
        next: [
          [0, false],
          [3, false],
          [6, false],
        ],
      },
    ],
    [
      {
        steps: [
          [8, 'a'],
          [7, 'a'],
        ],
        next: [],
      },
    ],
  ]);
  expect(data.boxes.map(({ linearization }) => linearization)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0]);
  expect(data.states[data.partitions[0]!.initialState]).toBe('');
});

test('an operation that the model allows, but whose way was already searched, is marked as allowed', () => {
  const history = [
    operation(0, write(1), 0, 0, 10),
    operation(1, write(1), 0, 0, 10),
    operation(2, read, 20, 9, 30),
    operation(3, read, 20, 1, 30),
  ];
  const { info } = checkOperationsVerbose(register, history, { stepBudget: 2 });
  expect(info.partialLinearizations).toEqual([[[0, 1]]]);
  const { next } = layOut(register, info).data.partitions[0]!.linearizations[0]!;
  expect(next.map(({ box, allowed }) => [box, allowed])).toEqual([
    [2, false],
    [3, true],
  ]);
});

test('boxes of a lane do not overlap, and points lie inside their boxes, from left to right', () => {
  fc.assert(
    fc.property(casHistories, fc.array(fc.nat(2)), (history, clients) => {
      const withClients = history.map((each, index) => ({ ...each, clientId: clients[index] ?? 0 }));
      const layout = layOut(casRegister, checkOperationsVerbose(casRegister, withClients).info);
      const { boxes, positions, data } = layout;
      const edges = boxes.map(({ startSlot, endSlot }) => [positions[startSlot]!, positions[endSlot]!] as const);
      boxes.forEach((box, index) => {
        const [left, right] = edges[index]!;
        expect(right - left).toBeGreaterThanOrEqual(box.minWidth);
        boxes.slice(0, index).forEach((_, other) => {
          const apart = edges[other]![0] >= right || edges[other]![1] <= left;
          expect(apart || data.boxes[other]!.y !== data.boxes[index]!.y).toBe(true);
        });
      });
      for (const { steps } of data.partitions.flatMap(({ linearizations }) => linearizations)) {
        steps.forEach(({ box, x }, index) => {
          expect(x).toBeGreaterThan(edges[box]![0]);
          expect(x).toBeLessThan(edges[box]![1]);
          expect(x).toBeGreaterThan(steps[index - 1]?.x ?? -1);
        });
      }
    }),
  );
});

test('rows are the clients by number, then the tags by name; a tag may be spelled like a client', () => {
  const info = new LinearizationInfo([[operation(10, read, 0, 0, 1), operation(9, read, 0, 0, 1)]], [[]]);
  info.addAnnotations([
    { tag: 'b', start: 0, description: '' },
    { tag: 'a', start: 0, description: '' },
    { tag: 'Client 9', start: 0, description: '' },
    { clientId: 11, start: 0, description: '' },
  ]);
  const labels = layOut(register, info).rows.map(({ label }) => label);
  expect(labels).toEqual(['Client 9', 'Client 10', 'Client 11', 'Client 9', 'a', 'b']);
});

test('annotations may touch in one lane; a point in time has a width', () => {
  const info = new LinearizationInfo();
  info.addAnnotations([
    { tag: 'net', start: 0, end: 20, description: 'cut' },
    { tag: 'net', start: 20, end: 40, description: 'whole' },
    { tag: 'disk', start: 20, description: 'full' },
  ]);
  const { rows, boxes, positions } = layOut(register, info);
  expect(rows.map(({ label, height }) => [label, height])).toEqual([
    ['disk', 36],
    ['net', 36],
  ]);
  expect(positions[boxes[2]!.endSlot]! - positions[boxes[2]!.startSlot]!).toBeGreaterThanOrEqual(boxes[2]!.minWidth);
});

test('a model that does not allow a linearization is refused', () => {
  const { info } = checkOperationsVerbose(register, [operation(0, read, 0, 0, 1)]);
  const other = { ...register, init: () => 5 };
  expect(() => layOut(other, info)).toThrow(
    'The model does not allow operation 0 in its linearization; visualize needs the model of the check.',
  );
});

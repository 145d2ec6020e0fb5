import { Describer } from '../describe.ts';
import type { LinearizationInfo } from '../linearization-info.ts';
import type { Model, State } from '../model.ts';
import type { Time } from '../time.ts';
import { type Box, createBoxes } from './box.ts';
import { crowdsOf, pointPositions, pointSlots } from './linearization-points.ts';
import { nextOperations } from './next-operations.ts';
import type { LinearizationData, PageData } from './page-data.ts';
import { replay } from './replay.ts';
import { layOutRows, type Row } from './rows.ts';
import { TextTable } from './text-table.ts';
import { TimeAxis } from './time-axis.ts';

/** Everything that a page shows, with its place. */
export interface Layout {
  readonly boxes: readonly Box[];
  readonly rows: readonly Row[];
  /** Pixels from the left, by slot of the axis. */
  readonly positions: Float64Array;
  readonly height: number;
  readonly data: PageData;
}

/** @throws Error when the model does not allow a linearization that is in `info` */
export function layOut<S extends State, I, O, M>(model: Model<S, I, O, M>, info: LinearizationInfo<I, O, M>): Layout {
  const describer = new Describer(model);
  const axis = new TimeAxis(timesOf(info));
  const boxes = createBoxes(info, describer, axis);
  const { rows, middles, height } = layOutRows(boxes);
  const firstBoxes = firstBoxesOf(info.partitions);
  const slots = info.partialLinearizations.map((partials, partition) =>
    partials.map((partial) => pointSlots(partial.map((id) => boxes[firstBoxes[partition]! + id]!))),
  );
  const positions = axis.place(boxes, crowdsOf(slots.flat()));
  const states = new TextTable();

  const partitions = info.partitions.map((operations, partition) => {
    const first = firstBoxes[partition]!;
    const linearize = (partial: readonly number[], index: number): LinearizationData => {
      const xs = pointPositions(slots[partition]![index]!, positions);
      const after = replay(model, operations, partial);
      const next = nextOperations(model, operations, partial, after.at(-1) ?? model.init());
      const lastX = xs.at(-1) ?? 0;
      return {
        steps: partial.map((id, step) => ({
          box: first + id,
          x: xs[step]!,
          state: states.number(describer.state(after[step]!)),
        })),
        next: next.map(({ id, allowed }) => ({
          box: first + id,
          x: Math.max(lastX, positions[boxes[first + id]!.startSlot]!) + NEXT_OFFSET_PX,
          allowed,
        })),
      };
    };
    return {
      initialState: states.number(describer.state(model.init())),
      linearizations: (info.partialLinearizations[partition] ?? []).map(linearize),
    };
  });
  const longest = info.partialLinearizations.map(longestWith);
  const boxData = boxes.map(({ partition, id, facts }, index) => {
    return { partition, linearization: longest[partition]?.get(id) ?? -1, y: middles[index]!, facts };
  });
  return { boxes, rows, positions, height, data: { boxes: boxData, partitions, states: states.texts } };
}

/** How far behind the last point the marks of the operations that could come next are, in pixels. */
const NEXT_OFFSET_PX = 7;

function timesOf<I, O, M>(info: LinearizationInfo<I, O, M>): Time[] {
  return [
    ...info.partitions.flatMap((partition) => partition.flatMap((operation) => [operation.call, operation.return])),
    ...info.annotations.flatMap(({ start, end = start }) => [start, end]),
  ];
}

/** For each partition, how many boxes come before its own. */
function firstBoxesOf(partitions: readonly (readonly unknown[])[]): number[] {
  let count = 0;
  return partitions.map((partition) => {
    const first = count;
    count += partition.length;
    return first;
  });
}

/** For each operation that is in a linearization the first one with it, which is the longest: they are sorted. */
function longestWith(partials: readonly (readonly number[])[]): Map<number, number> {
  const longest = new Map<number, number>();
  partials.forEach((partial, index) => {
    for (const id of partial) if (!longest.has(id)) longest.set(id, index);
  });
  return longest;
}

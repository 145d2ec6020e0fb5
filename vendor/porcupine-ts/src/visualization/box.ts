import type { Annotation } from '../annotation.ts';
import type { Describer } from '../describe.ts';
import type { LinearizationInfo } from '../linearization-info.ts';
import type { State } from '../model.ts';
import type { Operation } from '../operation.ts';
import type { Span, TimeAxis } from './time-axis.ts';

const LABEL_LENGTH_MAX = 48;
/** Width of a character of the page's fixed-width font, and of a box around its text, in pixels. */
const CHARACTER_WIDTH_PX = 7.3;
const PADDING_PX = 16;

/** A box of the timeline: an operation or an annotation. */
export interface Box extends Span {
  /** Place of the operation's partition; -1 for an annotation. */
  readonly partition: number;
  /** Place of the operation in its partition; -1 for an annotation. */
  readonly id: number;
  readonly clientId: number;
  /** The name of the row, for an annotation that has one. */
  readonly tag: string | undefined;
  readonly label: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly textColor: string | undefined;
  readonly backgroundColor: string | undefined;
}

/** The boxes of a history: operations in the order of their partitions, then annotations. */
export function createBoxes<S extends State, I, O, M>(
  info: LinearizationInfo<I, O, M>,
  describer: Describer<S, I, O, M>,
  axis: TimeAxis,
): Box[] {
  const operations = info.partitions.flatMap((partition, index) =>
    partition.map((operation, id) => operationBox(operation, index, id, describer, axis)),
  );
  return [...operations, ...info.annotations.map((annotation) => annotationBox(annotation, axis))];
}

function operationBox<S extends State, I, O, M>(
  operation: Operation<I, O, M>,
  partition: number,
  id: number,
  describer: Describer<S, I, O, M>,
  axis: TimeAxis,
): Box {
  const description = describer.operation(operation.input, operation.output);
  const metadata = describer.metadata(operation.metadata);
  const clientId = operation.clientId ?? 0;
  return {
    ...labelled(description),
    partition,
    id,
    clientId,
    tag: undefined,
    startSlot: axis.startSlot(operation.call),
    endSlot: axis.endSlot(operation.return),
    facts: [
      ['operation', description],
      ['client', String(clientId)],
      ['call', String(operation.call)],
      ['return', String(operation.return)],
      ...(metadata === '' ? [] : [['metadata', metadata] as const]),
    ],
    textColor: undefined,
    backgroundColor: undefined,
  };
}

function annotationBox(annotation: Annotation, axis: TimeAxis): Box {
  const { start, end = start, description, details, clientId = 0, tag } = annotation;
  return {
    ...labelled(description),
    partition: -1,
    id: -1,
    clientId,
    tag: tag || undefined,
    startSlot: axis.startSlot(start),
    // Annotations are for the eye only: unlike operations, two of them may touch without overlap.
    endSlot: end > start ? axis.startSlot(end) : axis.endSlot(end),
    facts: [
      ['annotation', description],
      ...(details ? [['details', details] as const] : []),
      ['start', String(start)],
      ...(end > start ? [['end', String(end)] as const] : []),
    ],
    textColor: annotation.textColor,
    backgroundColor: annotation.backgroundColor,
  };
}

function labelled(description: string): { label: string; minWidth: number } {
  const label = description.length > LABEL_LENGTH_MAX ? `${description.slice(0, LABEL_LENGTH_MAX - 1)}…` : description;
  return { label, minWidth: label.length * CHARACTER_WIDTH_PX + PADDING_PX };
}

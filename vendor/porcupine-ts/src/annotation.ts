import type { Time } from './time.ts';

/** A note on the visualization: a failed request, a crash, a partition of the network. The checker ignores it. */
export interface Annotation {
  /** The client whose row it is shown in; not looked at when there is a `tag`. */
  readonly clientId?: number | undefined;
  /** The name of a row of its own, such as `Server 1`. */
  readonly tag?: string | undefined;
  /** In the unit of the operations' times. */
  readonly start: Time;
  /** Absent, or before `start`: a point in time. */
  readonly end?: Time | undefined;
  /** Shown in the timeline. */
  readonly description: string;
  /** Shown when the annotation is selected. */
  readonly details?: string | undefined;
  /** A CSS colour: a name, `#hex`, or a function such as `rgb()`, `hsl()` or `oklch()`. */
  readonly textColor?: string | undefined;
  readonly backgroundColor?: string | undefined;
}

// No url(), no var(), no quotes: a colour can point at nothing and end no attribute.
const colorPattern = /^(?:#[0-9a-f]{3,8}|[a-z]+|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([\w\s.,%/+-]*\))$/i;

/** A copy of the annotation that is fit to show: `end` is not before `start`, and the colours are colours. */
export function validateAnnotation(annotation: Annotation): Annotation {
  const { clientId, tag, start, end, textColor, backgroundColor } = annotation;
  if (clientId === undefined && !tag) {
    throw new TypeError(
      `The annotation "${annotation.description}" needs a clientId or a tag to say which row it is in.`,
    );
  }
  for (const color of [textColor, backgroundColor]) {
    if (color !== undefined && !colorPattern.test(color)) {
      throw new TypeError(`"${color}" is no CSS colour that an annotation takes: a name, #hex, rgb(), hsl() or alike.`);
    }
  }
  return { ...annotation, end: end === undefined || end < start ? start : end };
}

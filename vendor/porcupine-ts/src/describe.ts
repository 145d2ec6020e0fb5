import type { Descriptions, State } from './model.ts';

/** Any value in a few words: a text as it is, all else as JSON where JSON can say it. */
export function describeAny(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return value.toString();
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A cycle, or a nested bigint: the page is still worth having.
    return String(value);
  }
}

/** A model's descriptions, with the defaults filled in. */
export class Describer<S extends State, I, O, M> {
  private readonly model: Descriptions<S, I, O, M>;

  constructor(model: Descriptions<S, I, O, M>) {
    this.model = model;
  }

  operation(input: I, output: O): string {
    return this.model.describeOperation?.(input, output) ?? `${describeAny(input)} -> ${describeAny(output)}`;
  }

  state(state: S): string {
    return this.model.describeState?.(state) ?? describeAny(state);
  }

  metadata(metadata: M | undefined): string {
    if (this.model.describeOperationMetadata) return this.model.describeOperationMetadata(metadata);
    return metadata === undefined || metadata === null ? '' : describeAny(metadata);
  }
}

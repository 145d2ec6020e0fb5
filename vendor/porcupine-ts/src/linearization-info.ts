import { type Annotation, validateAnnotation } from './annotation.ts';
import type { Operation } from './operation.ts';

/** What a verbose check found out, for `visualize`; a new one without arguments holds annotations alone. */
export class LinearizationInfo<I, O, M = unknown> {
  /** The operations of each partition; an operation's identifier is its place in its partition. */
  readonly partitions: readonly (readonly Operation<I, O, M>[])[];
  /**
   * For each partition, longest first: orders of operations (by identifier) that are legal from the initial state and
   * agree with real time. A linearizable partition has one, with every operation. Otherwise each operation that is in
   * some prefix which the search reached has the longest such prefix here; the others are in none.
   */
  readonly partialLinearizations: readonly (readonly (readonly number[])[])[];
  private readonly added: Annotation[] = [];

  constructor(
    partitions: readonly (readonly Operation<I, O, M>[])[] = [],
    partialLinearizations: readonly (readonly (readonly number[])[])[] = [],
  ) {
    this.partitions = partitions;
    this.partialLinearizations = partialLinearizations;
  }

  get annotations(): readonly Annotation[] {
    return this.added;
  }

  /** `partialLinearizations`, with each identifier replaced by its operation. */
  partialLinearizationsOperations(): Operation<I, O, M>[][][] {
    return this.partialLinearizations.map((partials, partition) =>
      partials.map((partial) => partial.map((id) => this.partitions[partition]![id]!)),
    );
  }

  /**
   * Adds notes to the visualization, for clients or for any other actor.
   *
   * @throws TypeError when an annotation names neither a client nor a tag, or has a colour that is no plain CSS colour.
   */
  addAnnotations(annotations: readonly Annotation[]): void {
    for (const annotation of annotations) this.added.push(validateAnnotation(annotation));
  }
}

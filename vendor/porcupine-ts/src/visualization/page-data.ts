/** What the page's script knows. Lengths are pixels; boxes, states and linearizations are named by their places. */
export interface PageData {
  /** Operations first, in the order of their partitions, then annotations. */
  readonly boxes: readonly BoxData[];
  readonly partitions: readonly PartitionData[];
  /** Descriptions of states, each once. */
  readonly states: readonly string[];
}

export interface BoxData {
  /** The operation's partition; -1 for an annotation. */
  readonly partition: number;
  /** The longest linearization of the partition that the operation is in; -1 for none. */
  readonly linearization: number;
  /** Vertical middle of the box. */
  readonly y: number;
  /** What to show when the box is selected: names and values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export interface PartitionData {
  readonly initialState: number;
  readonly linearizations: readonly LinearizationData[];
}

export interface LinearizationData {
  readonly steps: readonly StepData[];
  /** The operations that could come next if the model allowed them; none when the linearization is complete. */
  readonly next: readonly NextData[];
}

export interface StepData {
  readonly box: number;
  readonly x: number;
  /** The state after the step. */
  readonly state: number;
}

export interface NextData {
  readonly box: number;
  readonly x: number;
  /** Whether the model allows the step; it then leads nowhere, for the search has been there. */
  readonly allowed: boolean;
}

/** A task that stands still, and for whom. A wait-for graph in a history is a list of them. */
export interface WaitingTask {
  /** Its number in the graph. */
  readonly task: number;
  readonly node: string;
  readonly name: string;
  /** Index in the history of the client operation that it performs; null for every other task. */
  readonly operation: number | null;
  readonly waitsFor: string;
  readonly sinceMicros: number;
  /** When it gives up, in microseconds of the run; null: never. */
  readonly untilMicros: number | null;
  /** Nodes that have yet to answer, and how many of them must. */
  readonly nodes: readonly string[];
  readonly need: number;
  /** Numbers of the tasks that are at work on what it waits for. */
  readonly next: readonly number[];
}

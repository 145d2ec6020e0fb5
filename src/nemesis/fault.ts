/** Part of every fault: an interval of virtual time. What began always ends, at the heal at the latest. */
interface Interval {
  /** Unique in the plan, and kept when other faults are removed. */
  readonly id: number;
  readonly atMicros: number;
  readonly durationMicros: number;
}

/** Which servers a fault hits; `primaries` are found when it begins, the others are in the plan. */
export type Targets = readonly string[] | 'primaries';

/** A server goes dark in the middle of a write: one of a kind of record that was rarely written before. */
export interface MidWriteFault extends Interval {
  readonly kind: 'mid-write-power-loss';
  readonly targets: readonly string[];
  /** How long it stays dark. */
  readonly darkMicros: number;
}

/** The way a partition cuts, after Jepsen's grudges; `swizzle` is FoundationDB's: one server's links go and come back one by one. */
export type PartitionShape =
  'halves' | 'random-node' | 'majorities-ring' | 'bridge' | 'primaries' | 'one-way' | 'zone' | 'swizzle';

/** Some servers no longer hear some others. Clients are cut off with their home server. */
export interface PartitionFault extends Interval {
  readonly kind: 'partition';
  readonly shape: PartitionShape;
  /**
   * Server → servers it doesn't hear. Empty for `primaries`: each of those then stands alone. For `swizzle` a link of one
   * server, with which the first primary changes places when the fault begins.
   */
  readonly deaf: Readonly<Record<string, readonly string[]>>;
}

/** Processes die (`crash`), machines go dark (`power-loss`) or come back empty (`disk-loss`), or stand still (`pause`). */
export interface ProcessFault extends Interval {
  readonly kind: 'crash' | 'power-loss' | 'disk-loss' | 'pause';
  readonly targets: Targets;
}

/** Clocks go wrong: by a constant, by a rate, or by a jump that only the clock's own correction takes back. */
export interface ClockFault extends Interval {
  readonly kind: 'clock-offset' | 'clock-drift' | 'clock-jump';
  readonly targets: readonly string[];
  /** Microseconds for offset and jump, millionths for drift. */
  readonly amount: number;
}

/** A leap second is inserted into UTC; each target takes it as its clock is set up to, up to `spreadMicros` apart. */
export interface LeapSecondFault extends Interval {
  readonly kind: 'leap-second';
  readonly targets: readonly string[];
  readonly spreadMicros: number;
}

/** Messages of some links are lost, doubled, overtaken or late. */
export interface MessageFault extends Interval {
  readonly kind: 'loss' | 'duplication' | 'reordering' | 'delay';
  /** Servers whose links, in both directions, are disturbed. */
  readonly targets: readonly string[];
  readonly perMillion: number;
  /** Mean of the extra time, where there is one. */
  readonly micros: number;
}

/** One fault of a plan. Plain data. */
export type Fault = PartitionFault | ProcessFault | MidWriteFault | ClockFault | LeapSecondFault | MessageFault;

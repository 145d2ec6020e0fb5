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
  | 'halves'
  | 'bisect'
  | 'random-node'
  | 'minority-third'
  | 'majorities-ring'
  | 'majorities-ring-stochastic'
  | 'bridge'
  | 'primaries'
  | 'one-way'
  | 'zone'
  | 'region'
  | 'swizzle';

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

/** Machines go down and come back with disks that are not what they were: a damaged record, or an older state. */
export interface DamageFault extends Interval {
  readonly kind: 'bit-rot' | 'misdirected-write' | 'read-error' | 'snapshot-rollback';
  readonly targets: Targets;
}

/** Disks that are full, do not move, or lie about syncs until the power fails. */
export interface DiskFault extends Interval {
  readonly kind: 'full-disk' | 'stalled-disk' | 'lying-fsync';
  readonly targets: Targets;
}

/**
 * The clients at home on the targets stand still, and all come at once when it ends; or they all want the same key while
 * it lasts.
 */
export interface CrowdFault extends Interval {
  readonly kind: 'thundering-herd' | 'hot-key';
  readonly targets: Targets;
}

/** The targets leave the cluster that they are members of, and join again when it ends. */
export interface MembershipFault extends Interval {
  readonly kind: 'membership-change';
  readonly targets: Targets;
}

/**
 * What goes on at a pace: each event (`slow-cpu`) or each sync (`slow-disk`) takes so much longer, processes die and come
 * back every so often (`restart-loop`), or one server after the other is taken down for so long and comes back in a newer
 * version (`rolling-upgrade`).
 */
export interface PacedFault extends Interval {
  readonly kind: 'slow-cpu' | 'slow-disk' | 'restart-loop' | 'rolling-upgrade';
  readonly targets: Targets;
  readonly micros: number;
}

/**
 * Clocks go wrong: by a constant, by a rate, each by another rate (`clock-rates`), by a jump that only the clock's own
 * correction takes back, or they stand still; or servers say that their clocks are surer than they are (`clock-uncertainty`).
 */
export interface ClockFault extends Interval {
  readonly kind: 'clock-offset' | 'clock-drift' | 'clock-rates' | 'clock-jump' | 'clock-freeze' | 'clock-uncertainty';
  readonly targets: readonly string[];
  /**
   * Microseconds for offset and jump, millionths for rates; how far a frozen clock falls behind, at most; how many millionths
   * of their uncertainty servers keep to themselves.
   */
  readonly amount: number;
}

/** Clocks jump forth and back, every `periodMicros`. */
export interface StrobeFault extends Interval {
  readonly kind: 'clock-strobe';
  readonly targets: readonly string[];
  readonly amount: number;
  readonly periodMicros: number;
}

/** A leap second is inserted into UTC; each target takes it as its clock is set up to, up to `spreadMicros` apart. */
export interface LeapSecondFault extends Interval {
  readonly kind: 'leap-second';
  readonly targets: readonly string[];
  readonly spreadMicros: number;
}

/**
 * Messages of some links are lost, doubled, overtaken, late, spoilt (and dropped for their checksum), many times as late,
 * queued behind each other, held back until the end, or lost in one moment; answers are spoilt, or come long after the work
 * is done (`slow-dependency`); clients repeat themselves.
 */
export interface MessageFault extends Interval {
  readonly kind:
    | 'loss'
    | 'duplication'
    | 'reordering'
    | 'delay'
    | 'corruption'
    | 'duplicate-storm'
    | 'heavy-tail'
    | 'bandwidth'
    | 'clog'
    | 'reset'
    | 'malformed-response'
    | 'slow-dependency'
    | 'retry-storm';
  /** Servers whose links, in both directions, are disturbed. */
  readonly targets: readonly string[];
  readonly perMillion: number;
  /** Mean of the extra time, where there is one; how long a message occupies its link, or how far copies are apart. */
  readonly micros: number;
}

/** One fault of a plan. Plain data. */
export type Fault =
  | PartitionFault
  | ProcessFault
  | DamageFault
  | DiskFault
  | CrowdFault
  | MembershipFault
  | PacedFault
  | MidWriteFault
  | ClockFault
  | StrobeFault
  | LeapSecondFault
  | MessageFault;

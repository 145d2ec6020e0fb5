/** What a system promises when the network splits: refuse rather than be wrong, or answer and agree later. */
export type CapChoice = 'CP' | 'AP';

/** Every property that a claim can name; the judge knows the checker of each. */
export type GuaranteeName =
  | 'external-consistency'
  | 'strict-serializability'
  | 'linearizable-registers'
  | 'constant-total'
  | 'repeatable-snapshots'
  | 'no-lost-commit'
  | 'lease-disjointness'
  | 'minority-refuses'
  | 'liveness'
  | 'total-availability'
  | 'no-lost-addition'
  | 'convergence'
  | 'replica-agreement'
  | 'no-phantom-values'
  | 'bounded-siblings'
  | 'no-lost-record'
  | 'no-duplicate-record'
  | 'no-phantom-record'
  | 'offset-agreement'
  | 'record-order'
  | 'log-agreement'
  | 'minimum-in-sync'
  | 'exactly-once-charge'
  | 'idempotent-replies'
  | 'ledger-agreement'
  | 'event-delivery'
  | 'drained-queues'
  | 'atomic-transactions'
  | 'exactly-once-processing'
  | 'no-lost-message'
  | 'no-duplicate-message'
  | 'no-misdelivery'
  | 'no-phantom-message'
  | 'message-order'
  | 'truthful-ticks'
  | 'unique-message-ids'
  | 'session-isolation'
  | 'no-stuck-message'
  | 'no-oversell'
  | 'stock-conservation'
  | 'linearizable-stock'
  | 'reservation-life-cycle'
  | 'no-lost-reservation'
  | 'nothing-stranded';

/** Something the system gives up knowingly: measured and reported, never judged. */
export type TradeoffName = 'resurrected-items' | 'stale-own-reads' | 'stale-reads';

/** Kinds of faults, as the nemesis names them. */
export type FaultKind =
  | 'partition'
  | 'crash'
  | 'power-loss'
  | 'mid-write-power-loss'
  | 'disk-loss'
  | 'pause'
  | 'clock-offset'
  | 'clock-drift'
  | 'clock-jump'
  | 'leap-second'
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
  | 'retry-storm'
  | 'thundering-herd'
  | 'slow-cpu'
  | 'restart-loop'
  | 'rolling-upgrade'
  | 'slow-disk'
  | 'stalled-disk'
  | 'full-disk'
  | 'lying-fsync'
  | 'bit-rot'
  | 'misdirected-write'
  | 'read-error'
  | 'snapshot-rollback'
  | 'clock-rates'
  | 'clock-freeze'
  | 'clock-strobe'
  | 'clock-uncertainty'
  | 'slow-dependency'
  | 'hot-key'
  | 'membership-change';

/** The faults that a claim must survive, and how far they may go. */
export interface Contract {
  readonly faults: readonly FaultKind[];
  /** How far a clock may be set off, in microseconds. */
  readonly clockOffsetMicros: number;
  /** How far a clock's rate may be off, in millionths. */
  readonly clockDriftPpm: number;
  /** How many disks may be lost or damaged in a run, one at a time and never within `settleMicros` of another fault. */
  readonly disksLost: number;
  /** How many servers may lose power within `settleMicros` of one another; any number where it isn't said. */
  readonly powerLossesAtOnce?: number;
  /** How long replication takes to be whole again after a fault, in microseconds. */
  readonly settleMicros: number;
}

/** A fault that the system never promised to survive, and what it then breaks. */
export interface PastContract {
  readonly name: string;
  readonly description: string;
  readonly breaks: GuaranteeName;
  readonly kind: FaultKind;
  /** Microseconds for clocks, millionths for an uncertainty, number of servers hit at once for others. */
  readonly amount: number;
}

/** What a system states about itself. Pure data. */
export interface Claim {
  readonly cap: CapChoice;
  readonly statement: string;
  readonly guarantees: readonly GuaranteeName[];
  readonly tradeoffs: readonly TradeoffName[];
  readonly contract: Contract;
  readonly pastContract: readonly PastContract[];
  /** Within this time after heal and quiet, replicas agree, and from then on operations succeed, in microseconds. */
  readonly recoveryMicros: number;
}

/** Names under which users know a kind of chaos. */
export type PresetName =
  | 'none'
  | 'chaos-monkey'
  | 'latency-monkey'
  | 'chaos-gorilla'
  | 'chaos-kong'
  | 'doctor'
  | 'janitor'
  | 'conformity'
  | 'gameday'
  | 'leap-second'
  | 'split-brain'
  | 'swizzle'
  | 'retry-storm'
  | 'foul-network'
  | 'core-heal'
  | 'everything'
  | 'leap-second-2012'
  | 'split-brain-2013'
  | 'partition-2016';

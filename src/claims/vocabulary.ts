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
  | 'bounded-siblings';

/** Something the system gives up knowingly: measured and reported, never judged. */
export type TradeoffName = 'resurrected-items' | 'stale-own-reads' | 'stale-reads';

/** Kinds of faults, as the nemesis names them. */
export type FaultKind =
  | 'partition'
  | 'crash'
  | 'power-loss'
  | 'disk-loss'
  | 'pause'
  | 'clock-offset'
  | 'clock-drift'
  | 'clock-jump'
  | 'leap-second'
  | 'loss'
  | 'duplication'
  | 'reordering'
  | 'delay';

/** The faults that a claim must survive, and how far they may go. */
export interface Contract {
  readonly faults: readonly FaultKind[];
  /** How far a clock may be off true time, in microseconds, by offset, drift and jump together. */
  readonly clockErrorMicros: number;
  /** How many servers may be down (crashed, without power) at one time. */
  readonly serversDown: number;
  /** How many disks may be lost in a run. */
  readonly disksLost: number;
}

/** A fault that the system never promised to survive, and what it then breaks. */
export interface PastContract {
  readonly name: string;
  readonly description: string;
  readonly breaks: GuaranteeName;
}

/** What a system states about itself. Pure data. */
export interface Claim {
  readonly cap: CapChoice;
  readonly statement: string;
  readonly guarantees: readonly GuaranteeName[];
  readonly tradeoffs: readonly TradeoffName[];
  readonly contract: Contract;
  readonly pastContract: readonly PastContract[];
  /** Within this time after the heal, replicas agree and every operation ends, in microseconds. */
  readonly recoveryMicros: number;
}

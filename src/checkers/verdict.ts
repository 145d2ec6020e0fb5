import type { SerialOrderCertificate } from './isolation/certificate.ts';
import type { CoreCertificate, LinearizationCertificate } from './linearizability/certificate.ts';

/** How often a run really did what a guarantee is about, by name: concurrent reads, refused requests, fail-overs … */
export type Exercised = Readonly<Record<string, number>>;

/** One way in which a history breaks a guarantee. */
export interface Anomaly {
  /** The field's name for it: `stale-read`, `lost-update`, `G-single` … */
  readonly kind: string;
  /** A sentence that a colleague understands, citing operations by their index. */
  readonly message: string;
  /** Indices, in the history, of the operations that together are wrong. */
  readonly operations: readonly number[];
  /** The argument, step by step, when one sentence can't carry it. */
  readonly steps?: readonly string[];
  /** How many of this kind were found, when more than are told. */
  readonly count?: number;
  /** The transactions that would each have to come before the next, and the last before the first. */
  readonly cycle?: readonly CycleEdge[];
  /** Orders that the cycle rests on, each on those before it. */
  readonly forced?: readonly ForcedEdge[];
}

/** Two writers of a key that can only come in one order: the other way round there would be a cycle. */
export interface ForcedEdge {
  readonly from: number;
  readonly to: number;
  readonly key: unknown;
  /** With an edge of type `order` for what was supposed: that `to` comes before `from`. */
  readonly otherwise: readonly CycleEdge[];
}

/** One step of a cycle: why one transaction comes before another. */
export interface CycleEdge {
  /** Indices of operations in the history: the completion, or the invocation when the outcome is unknown. */
  readonly from: number;
  readonly to: number;
  /** `ww`, `wr`, `rw`, `process`, `realtime`; `order` for what a level demands beyond those. */
  readonly type: 'ww' | 'wr' | 'rw' | 'process' | 'realtime' | 'order';
  readonly key?: unknown;
  /** What the first wrote or read, and what the second wrote or read. */
  readonly value?: unknown;
  readonly nextValue?: unknown;
  readonly because: string;
}

/** For a level out of a lattice: what was asked, and where in the lattice the history stands. */
export interface LevelFindings {
  readonly asked: string;
  /** Strongest levels that hold; nothing stronger does, or could be decided. */
  readonly strongest: readonly string[];
  /** Weakest levels that are refuted. */
  readonly refuted: readonly string[];
  /** Levels that are in neither: a budget left them open. */
  readonly undecided?: readonly string[];
}

export type VerdictKind = 'holds' | 'violated' | 'unknown' | 'vacuous';

/** The guarantee holds in this history, which exercised it as `exercised` says. */
export interface Holds {
  readonly verdict: 'holds';
  readonly exercised: Exercised;
  /** What was assumed beyond the history, if anything. */
  readonly assumed?: readonly string[];
  readonly levels?: LevelFindings;
  /** A proof that a small independent program can check. */
  readonly certificate?: SerialOrderCertificate | LinearizationCertificate;
}

/** The guarantee is broken; each anomaly is a witness. There is at least one. */
export interface Violated {
  readonly verdict: 'violated';
  readonly exercised: Exercised;
  readonly anomalies: readonly [Anomaly, ...Anomaly[]];
  readonly assumed?: readonly string[];
  /** How else the question could have been meant, should the history be right after all. */
  readonly hints?: readonly string[];
  readonly certificate?: CoreCertificate;
  readonly levels?: LevelFindings;
}

/** A budget ran out before the answer was known. */
export interface Unknown {
  readonly verdict: 'unknown';
  readonly exercised: Exercised;
  /** Which budget ran out, and how far the check had come. */
  readonly reason: string;
}

/** The history never exercised the guarantee, so it says nothing. */
export interface Vacuous {
  readonly verdict: 'vacuous';
  readonly exercised: Exercised;
  /** What would have had to happen. */
  readonly reason: string;
}

/** What a checker says of one guarantee in one history. */
export type Verdict = Holds | Violated | Unknown | Vacuous;

/** `violated` when there is an anomaly, otherwise `holds`. */
export function verdictOf(anomalies: readonly Anomaly[], exercised: Exercised): Holds | Violated {
  const [first, ...rest] = anomalies;
  if (first === undefined) return { verdict: 'holds', exercised };
  return { verdict: 'violated', exercised, anomalies: [first, ...rest] };
}

import type { Task } from '../../simulation/task.ts';
import type { Host } from '../../simulation/host.ts';
import type { IntervalClock, TimeInterval } from '../parts/interval-clock.ts';
import { CORRECT_LOCK_RULES, type LockRules } from '../parts/lock-table.ts';
import { CORRECT_LOG, type LogMechanisms } from '../parts/replicated-log/mechanisms.ts';

/** The steps of Spanner on which its claim rests; each variant gets one of them wrong. */
export interface Mechanisms {
  readonly log: LogMechanisms;
  readonly locks: LockRules;
  /** Whether a read of a read-write transaction takes a shared lock. */
  readonly areReadsLocked: boolean;
  /** The least commit timestamp that the present time allows. */
  leastCommitTimestamp(now: TimeInterval): number;
  /** Waits until a commit timestamp is surely in the past. */
  commitWait(host: Host, clock: IntervalClock, timestamp: number): Task<void>;
  /** Whether a replica knows all commits up to a timestamp. */
  isSafe(timestamp: number, safeTime: number): boolean;
  /** Whether the decision to commit must be in the log before anyone hears of it. */
  readonly isDecisionLogged: boolean;
  readonly leapSecond: 'step' | 'smear';
}

/** Spanner as it should be (Corbett et al., "Spanner: Google's Globally-Distributed Database", OSDI 2012). */
export const CORRECT: Mechanisms = {
  log: CORRECT_LOG,
  locks: CORRECT_LOCK_RULES,
  areReadsLocked: true,
  leastCommitTimestamp: (now) => now.latest,
  *commitWait(host, clock, timestamp) {
    while (clock.now().earliest <= timestamp) yield* host.sleep(Math.max(100, timestamp - clock.now().earliest));
  },
  isSafe: (timestamp, safeTime) => timestamp <= safeTime,
  isDecisionLogged: true,
  leapSecond: 'smear',
};

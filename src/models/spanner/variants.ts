import type { Variant } from '../system.ts';
import { CORRECT_LOCK_RULES } from '../parts/lock-table.ts';
import { CORRECT_LOG } from '../parts/replicated-log/mechanisms.ts';
import { CORRECT, type Mechanisms } from './mechanisms.ts';

interface SpannerVariant extends Variant {
  readonly mechanisms: Partial<Mechanisms>;
}

const VARIANTS: readonly SpannerVariant[] = [
  {
    name: 'no-commit-wait',
    mistake: 'A commit is acknowledged before its timestamp is surely in the past.',
    anomaly: 'stale-order: a transaction that starts later gets an earlier timestamp',
    guarantee: 'external-consistency',
    preset: 'everything',
    mechanisms: { *commitWait() {} },
  },
  {
    name: 'commit-at-earliest',
    mistake: 'The commit timestamp is taken from the lower end of the TrueTime interval.',
    anomaly: 'stale-order: a transaction that starts later gets an earlier timestamp',
    guarantee: 'external-consistency',
    preset: 'everything',
    mechanisms: { leastCommitTimestamp: (now) => now.earliest },
  },
  {
    name: 'ignores-accepted',
    mistake: 'A new leader proposes its own commands where a majority may have accepted others.',
    anomaly: 'lost-commit',
    guarantee: 'no-lost-commit',
    preset: 'chaos-monkey',
    mechanisms: { log: { ...CORRECT_LOG, commandToPropose: () => null } },
  },
  {
    name: 'unsynced-promise',
    mistake: 'A promise is given before it is on disk.',
    anomaly:
      'overlapping leases: the voter that forgot follows the old leader again, beside the new one; commits of one may be lost',
    guarantee: 'lease-disjointness',
    preset: 'swizzle',
    mechanisms: { log: { ...CORRECT_LOG, isPromiseSynced: false } },
  },
  {
    name: 'forgets-accepted',
    mistake: 'A restarted acceptor remembers what it promised but not what it accepted.',
    anomaly: 'lost-commit',
    guarantee: 'no-lost-commit',
    preset: 'chaos-monkey',
    mechanisms: {
      log: { ...CORRECT_LOG, recoverAccepted: (records) => records.filter(({ type }) => type === 'promise') },
    },
  },
  {
    name: 'locks-alike',
    mistake: 'The lock table takes a shared lock for as good as an exclusive one.',
    anomaly: 'lost update: two transactions that read the same value both write',
    guarantee: 'strict-serializability',
    preset: 'none',
    mechanisms: { locks: { ...CORRECT_LOCK_RULES, suffices: () => true } },
  },
  {
    name: 'no-read-locks',
    mistake: 'Reads of a read-write transaction take no lock.',
    anomaly: 'write skew',
    guarantee: 'strict-serializability',
    preset: 'none',
    mechanisms: { areReadsLocked: false },
  },
  {
    name: 'unsafe-snapshot',
    mistake: 'A replica answers a snapshot read without waiting until it knows all commits up to the timestamp.',
    anomaly: 'missing-commit: a snapshot lacks a commit below its timestamp',
    guarantee: 'external-consistency',
    preset: 'everything',
    mechanisms: { isSafe: () => true },
  },
  {
    name: 'hasty-lease',
    mistake: 'A lease is granted to a new leader without waiting out the old one.',
    anomaly: 'overlapping leases',
    guarantee: 'lease-disjointness',
    preset: 'split-brain',
    mechanisms: { log: { ...CORRECT_LOG, isVoteOver: () => true } },
  },
  {
    name: 'decision-not-logged',
    mistake: 'The coordinator announces a commit before its decision is in the log.',
    anomaly: 'half-committed: one shard has the transaction, the other never will',
    guarantee: 'no-lost-commit',
    preset: 'chaos-monkey',
    mechanisms: { isDecisionLogged: false },
  },
  {
    name: 'stepped-leap-second',
    mistake: 'Time masters step over a leap second rather than smear it.',
    anomaly: 'stale-order: timestamps of one second are given twice',
    guarantee: 'external-consistency',
    preset: 'leap-second',
    mechanisms: { leapSecond: 'step' },
  },
];

/** What is listed of the variants. */
export const SPANNER_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}

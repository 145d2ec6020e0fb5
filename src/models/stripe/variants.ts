import type { Variant } from '../system.ts';
import { CORRECT, type Mechanisms } from './mechanisms.ts';

interface StripeVariant extends Variant {
  readonly mechanisms: Partial<Mechanisms>;
}

const HOUR_MICROS = 3_600_000_000;

const VARIANTS: readonly StripeVariant[] = [
  {
    name: 'check-then-set-key',
    mistake: 'A key is looked up in one transaction and claimed in another.',
    anomaly: 'double charge: two requests at one moment both find the key unused',
    guarantee: 'exactly-once-charge',
    preset: 'none',
    mechanisms: { isClaimAtomic: false },
  },
  {
    name: 'key-deleted-on-error',
    mistake: 'When the card network does not answer, the key is deleted so that the client can try again.',
    anomaly: 'double charge: the unanswered capture had been made',
    guarantee: 'exactly-once-charge',
    preset: 'everything',
    mechanisms: { isKeyKeptOnError: false },
  },
  {
    name: 'no-recovery-points',
    mistake: 'Each attempt asks the card network under a token of its own instead of one that was written down first.',
    anomaly: 'double charge: an attempt after a crash captures again',
    guarantee: 'exactly-once-charge',
    preset: 'chaos-monkey',
    mechanisms: { hasRecoveryPoints: false },
  },
  {
    name: 'short-retention',
    mistake: 'Keys are forgotten after six hours, but clients try again for up to 23.',
    anomaly: 'double charge: a late retry finds its key unused',
    guarantee: 'exactly-once-charge',
    preset: 'none',
    mechanisms: { retentionMicros: 6 * HOUR_MICROS },
  },
  {
    name: 'hedged-writes',
    mistake: 'The client library hedges charges as it hedges readings, each request under a key that it makes up.',
    anomaly: 'double charge: a slow request and its hedge both succeed',
    guarantee: 'exactly-once-charge',
    preset: 'none',
    mechanisms: { areWritesHedged: true },
  },
  {
    name: 'no-fingerprint',
    mistake: 'A request under a known key gets its answer, whatever it asks for.',
    anomaly: 'mismatch accepted: a client is told that a charge succeeded which it never asked for',
    guarantee: 'idempotent-replies',
    preset: 'none',
    mechanisms: { isFingerprintChecked: false },
  },
  {
    name: 'dual-write',
    mistake: 'Events are sent to the broker after the commit, without an outbox.',
    anomaly: 'lost event',
    guarantee: 'event-delivery',
    preset: 'chaos-monkey',
    mechanisms: { outbox: 'none' },
  },
  {
    name: 'outbox-emptied-early',
    mistake: 'The relay deletes events from the outbox before the broker has acknowledged them.',
    anomaly: 'lost event',
    guarantee: 'event-delivery',
    preset: 'chaos-monkey',
    mechanisms: { outbox: 'emptied-before-publishing' },
  },
  {
    name: 'consumer-without-dedupe',
    mistake: 'The merchant’s endpoint applies every event that it receives.',
    anomaly: 'duplicate event',
    guarantee: 'event-delivery',
    preset: 'everything',
    mechanisms: { isConsumerDeduplicating: false },
  },
  {
    name: 'asynchronous-standby',
    mistake: 'A commit is acknowledged before the standby has it.',
    anomaly: 'lost charge: a fail-over forgets what was acknowledged',
    guarantee: 'ledger-agreement',
    preset: 'chaos-monkey',
    mechanisms: { isStandbySynchronous: false },
  },
  {
    name: 'key-without-lease',
    mistake: 'A key in progress belongs to its first attempt for ever.',
    anomaly: 'stuck: after a crash every retry meets a conflict',
    guarantee: 'liveness',
    preset: 'chaos-monkey',
    mechanisms: { hasKeyLease: false },
  },
];

export const STRIPE_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}

import type { GuaranteeName, TradeoffName } from './vocabulary.ts';

/** What a guarantee promises, and under which names its checker reports that it is broken. */
export interface GuaranteeDescription {
  /** A sentence for users. */
  readonly promise: string;
  readonly anomalies: readonly string[];
}

/** Every guarantee that a claim can name. */
export const GUARANTEES: Readonly<Record<GuaranteeName, GuaranteeDescription>> = {
  'external-consistency': {
    promise:
      'What commits before another transaction starts has the lower timestamp, and every read sees exactly the commits up to its own timestamp.',
    anomalies: ['stale-order', 'missing-commit', 'future-commit', 'duplicate-timestamp', 'aborted-read', 'thin-air'],
  },
  'strict-serializability': {
    promise: 'Transactions are as if they ran one after the other, in an order that agrees with real time.',
    anomalies: [
      'thin-air',
      'duplicate-elements',
      'internal',
      'G1a',
      'G1b',
      'incompatible-order',
      'dirty-update',
      'lost-update',
      'G0',
      'G1c',
      'G-single',
      'G-nonadjacent',
      'G2-item',
    ],
  },
  'linearizable-registers': {
    promise:
      'Each read or write of a single key is as if it happened at one instant between its beginning and its end.',
    anomalies: ['stale-read', 'thin-air-read', 'aborted-read', 'future-read', 'lost-update', 'non-linearizable'],
  },
  'constant-total': {
    promise: 'Transfers move money and never make or lose it: every reading of all balances adds up to the same.',
    anomalies: ['wrong-total'],
  },
  'repeatable-snapshots': {
    promise: 'A timestamp names one state: whoever reads at it, on whichever replica, whenever, finds the same.',
    anomalies: ['unrepeatable-snapshot'],
  },
  'no-lost-commit': {
    promise: 'What was acknowledged as committed stays, whole.',
    anomalies: ['lost-commit', 'half-committed'],
  },
  'lease-disjointness': {
    promise: 'A group has one leader at a time: no two leases overlap.',
    anomalies: ['overlapping-leases'],
  },
  'minority-refuses': {
    promise: 'Where no majority can be heard, requests that need one are refused rather than answered.',
    anomalies: ['answered-in-minority'],
  },
  liveness: {
    promise: 'No operation waits for ever, and once the time to recover has passed, every operation succeeds.',
    anomalies: ['stuck', 'not-recovered'],
  },
  'total-availability': {
    promise: 'Every request that reaches a live server is answered, whatever else is down or cut off.',
    anomalies: ['refused', 'unanswered'],
  },
  'no-lost-addition': {
    promise: 'What was acknowledged as added, and never removed or replaced, is there in the end.',
    anomalies: ['lost-addition', 'lost-write', 'lost-read'],
  },
  convergence: {
    promise:
      'Once faults are over and the time to recover has passed, all owners of a key hold, and all reads of it return, the same values.',
    anomalies: ['diverged-replicas', 'diverged-reads'],
  },
  'replica-agreement': {
    promise: 'After a quiet time servers agree on who owns each key, and every owner holds it under the same version.',
    anomalies: ['ownership-dispute', 'missing-replica', 'version-dispute'],
  },
  'no-phantom-values': {
    promise: 'Every value that is read was asked to be written before, by an operation that did not fail.',
    anomalies: ['phantom-value', 'failed-value'],
  },
  'bounded-siblings': {
    promise: 'Siblings are values that were written concurrently, each returned once.',
    anomalies: ['sibling-explosion'],
  },
  'no-lost-record': {
    promise: 'Every record that was acknowledged is there for readers, for good.',
    anomalies: ['lost-write', 'unseen'],
  },
  'no-duplicate-record': {
    promise: 'A record is in the log once, however often it was sent.',
    anomalies: ['duplicate'],
  },
  'no-phantom-record': {
    promise: 'Every record that is read was sent before, and its send did not fail.',
    anomalies: ['phantom-record', 'G1a'],
  },
  'offset-agreement': {
    promise: 'An offset of a partition names one record, for all senders and readers, for ever.',
    anomalies: ['inconsistent-offsets'],
  },
  'record-order': {
    promise:
      'Each partition has one order: a reader gets every record in turn, forwards and without a gap, and what a sender sends later stands later, and at once side by side.',
    anomalies: [
      'poll-skip',
      'nonmonotonic-poll',
      'int-poll-skip',
      'int-nonmonotonic-poll',
      'nonmonotonic-send',
      'int-send-skip',
      'int-nonmonotonic-send',
    ],
  },
  'log-agreement': {
    promise: 'What replicas hold as committed is the same record at the same offset, on all of them.',
    anomalies: ['diverged-logs'],
  },
  'minimum-in-sync': {
    promise: 'No send is acknowledged while fewer replicas are in sync than the least number.',
    anomalies: ['acknowledged-below-minimum'],
  },
  'exactly-once-charge': {
    promise:
      'For every key the card network captures money at most once, exactly once if a client saw success, as much as was asked for, and never for a request that was refused.',
    anomalies: ['double-capture', 'no-capture', 'phantom-capture', 'refused-but-captured', 'wrong-amount'],
  },
  'idempotent-replies': {
    promise:
      'All successes under one key are the same answer, a request with other parameters is refused, and an answer repeats what was asked for.',
    anomalies: ['differing-replies', 'mismatch-accepted', 'answer-unlike-request'],
  },
  'ledger-agreement': {
    promise:
      'The ledger only grows, every entry and every reading adds up to zero, each reading shows it as it was at some moment of the reading, its order agrees with real time, and in the end it has exactly what the card network captured.',
    anomalies: [
      'unbalanced-entry',
      'unbalanced-reading',
      'rewritten-ledger',
      'stale-ledger',
      'early-entry',
      'unlike-ledger',
      'order-against-time',
      'duplicate-entry',
      'lost-charge',
      'missing-entry',
      'entry-without-capture',
      'wrong-entry',
    ],
  },
  'event-delivery': {
    promise:
      'Every event of a charge in the ledger reaches its consumer, is applied once, and in the order of its charge.',
    anomalies: ['lost-event', 'wrong-event', 'duplicate-event', 'reordered-event', 'phantom-event'],
  },
  'drained-queues': {
    promise: 'Once the time to recover has passed, nothing waits in a queue any more.',
    anomalies: ['undrained-queue'],
  },
  'atomic-transactions': {
    promise: 'Of the records of a transaction readers see all or none, and none before it is committed.',
    anomalies: ['torn-transaction', 'precommitted-read'],
  },
  'exactly-once-processing': {
    promise: 'Of every record that was consumed there is exactly one result.',
    anomalies: ['processed-twice', 'unprocessed'],
  },
  'no-lost-message': {
    promise: 'A message that has its first tick is shown to its recipient, once his device is in reach.',
    anomalies: ['lost-message'],
  },
  'no-duplicate-message': {
    promise: 'No device shows a message twice, however often it was sent.',
    anomalies: ['duplicate-message'],
  },
  'no-misdelivery': {
    promise: 'Nobody is shown a message that was written to somebody else.',
    anomalies: ['misdelivered-message'],
  },
  'no-phantom-message': {
    promise: 'Whatever is shown was written before, by the user under whose name it is shown, and was not taken back.',
    anomalies: ['phantom-message', 'forged-message', 'failed-message'],
  },
  'message-order': {
    promise:
      'A user is shown the messages of one sender in the order in which they were written, and none without the acknowledged ones before it.',
    anomalies: ['reordered-message', 'missing-message'],
  },
  'truthful-ticks': {
    promise:
      'A second tick comes only after the recipient’s device has shown the message, blue ones only after he opened the chat; both come in the end, and never go back.',
    anomalies: [
      'early-delivered-tick',
      'early-read-tick',
      'tick-went-back',
      'foreign-tick',
      'missing-delivered-tick',
      'missing-read-tick',
    ],
  },
  'unique-message-ids': {
    promise: 'No two messages have the same id.',
    anomalies: ['duplicate-id'],
  },
  'session-isolation': {
    promise: 'A session that crashes takes no other with it.',
    anomalies: ['disturbed-session'],
  },
  'no-stuck-message': {
    promise: 'Once the time to recover has passed, no message or receipt waits anywhere any more.',
    anomalies: ['stuck-message'],
  },
  'no-oversell': {
    promise: 'At no instant are more units of an item reserved and sold than there are.',
    anomalies: ['oversold'],
  },
  'stock-conservation': {
    promise: 'Units are never made or lost: those that are free, reserved and sold add up to the stock, always.',
    anomalies: ['negative-stock', 'units-invented', 'units-lost'],
  },
  'linearizable-stock': {
    promise:
      'Each item is as if one copy of it were asked one thing at a time, in an order that agrees with real time.',
    anomalies: ['non-linearizable'],
  },
  'reservation-life-cycle': {
    promise:
      'A reservation ends once: by one request that confirms or cancels it, or by its time, which is neither early nor ignored.',
    anomalies: ['two-ends', 'phantom-end', 'early-expiry', 'late-confirmation'],
  },
  'no-lost-reservation': {
    promise: 'What was acknowledged as reserved, sold or given back stays so.',
    anomalies: ['lost-reservation', 'lost-sale', 'phantom-reservation', 'revived-reservation'],
  },
  'nothing-stranded': {
    promise: 'When the time of a reservation is over and faults are, its units are free again, or sold.',
    anomalies: ['stranded-units'],
  },
};

/** What each trade-off means: measured and reported, never judged. */
export const TRADEOFFS: Readonly<Record<TradeoffName, string>> = {
  'resurrected-items': 'removed items that a later read of the cart shows again, of all acknowledged removals',
  'stale-own-reads': 'reads that miss an acknowledged update of their own client, of all that had one to show',
  'stale-reads': 'reads that miss an update acknowledged before they began, of all that had one to show',
};

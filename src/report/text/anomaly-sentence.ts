const SENTENCES: Readonly<Record<string, string>> = {
  'stale-order': 'A transaction that began after another one had committed got an earlier timestamp.',
  'missing-commit': 'A read misses a write that was committed below its timestamp.',
  'future-commit': 'A read saw a write that was committed above its timestamp.',
  'future-read': 'A read saw a value before anyone had asked to write it.',
  'duplicate-timestamp': 'Two transactions on the same key committed at the same timestamp.',
  G0: 'Two transactions each overwrote the other.',
  G1a: 'A transaction read what a failed transaction had written.',
  'aborted-read': 'A read returned the value of a write that had failed.',
  G1b: 'A transaction read an intermediate value of another one.',
  G1c: 'Transactions each saw what the other one wrote.',
  'G-single': 'A transaction saw one write of another transaction and missed another.',
  'G-nonadjacent': 'Several transactions each missed a write of the next, in a circle.',
  'G2-item': 'Transactions each missed what the other one wrote, so neither can have been first (write skew).',
  'lost-update': 'An update was overwritten by one that had not seen it.',
  'dirty-update': 'A transaction built on an update of a transaction that failed.',
  'incompatible-order': 'Two reads disagree about the order in which elements were appended.',
  'cyclic-versions': 'The versions of a key follow each other in a circle.',
  'duplicate-elements': 'An element that was appended once was read more than once.',
  internal: 'A transaction did not see its own writes.',
  'internal-write-order': 'The writes of one transaction took effect in another order than it asked for.',
  'thin-air': 'A read returned a value that nobody wrote.',
  'stale-read': 'A read returned a value that had already been overwritten when the read began.',
  'thin-air-read': 'A read returned a value that was not there at any time during the read.',
  'non-linearizable': 'No order of the operations explains what they returned.',
  'wrong-total': 'A reading of all balances does not add up: money was made or lost.',
  'unrepeatable-snapshot': 'Two reads at the same timestamp saw different states.',
  'lost-commit': 'A write that was acknowledged as committed is gone.',
  'half-committed': 'One part of a transaction took effect, another part did not.',
  'overlapping-leases': 'Two servers held the lease of the same group at the same time.',
  'answered-in-minority': 'A request was answered on a side of the partition that could not know the answer.',
  stuck: 'An operation never ended.',
  'not-recovered': 'Operations still failed when faults were over and the time to recover had passed.',
  refused: 'A request was refused although its client could reach a live server.',
  unanswered: 'A request was not answered although its client could reach a live server.',
  'lost-addition': 'An acknowledged addition is missing in the end.',
  'lost-write': 'An acknowledged write is missing in the end.',
  'lost-read': 'A value that is stored is missing in a read.',
  'diverged-replicas': 'Replicas of one key still held different values when the time to recover had passed.',
  'diverged-reads': 'Reads of one key returned different values although nothing was written any more.',
  'ownership-dispute': 'Two servers disagree about who owns a key.',
  'missing-replica': 'An owner of a key does not hold it.',
  'version-dispute': 'Owners of a key hold it under different versions.',
  'phantom-value': 'A value was read that nobody ever wrote.',
  'failed-value': 'A value was read whose write had failed.',
  'sibling-explosion': 'A read returned the same value more than once among its siblings.',
};

/** Suffixes of cycles that also need the order of a process or of real time to close (Elle). */
const ORDERS: Readonly<Record<string, string>> = {
  '-process': 'the order of one client',
  '-realtime': 'the order of real time',
};

/** What an anomaly is, in a sentence for those who do not know its name; undefined for a name that has none. */
export function anomalySentence(kind: string): string | undefined {
  if (Object.hasOwn(SENTENCES, kind)) return SENTENCES[kind];
  for (const [suffix, order] of Object.entries(ORDERS)) {
    const base = kind.endsWith(suffix) ? SENTENCES[kind.slice(0, -suffix.length)] : undefined;
    if (base !== undefined) return `${base.replace(/\.$/, '')}, given ${order}.`;
  }
  return undefined;
}

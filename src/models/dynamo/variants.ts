import { hashText } from '../../simulation/hash.ts';
import type { Task } from '../../simulation/task.ts';
import { compareVersions, identityOf, mergeSiblings, type Siblings } from '../parts/causality/version.ts';
import type { Variant } from '../system.ts';
import { CORRECT, type Mechanisms, type WriteBasis } from './mechanisms.ts';
import type { Refusal } from './messages.ts';
import type { Session } from './session.ts';

interface DynamoVariant extends Variant {
  readonly mechanisms: Partial<Mechanisms>;
}

/**
 * Copies that a replica keeps of a version when it takes equal clocks for concurrent ones: else a run would not end.
 */
const MOST_COPIES = 24;

const VARIANTS: readonly DynamoVariant[] = [
  {
    name: 'last-writer-wins',
    mistake: 'A replica keeps only the version with the latest time of its coordinator’s wall clock.',
    anomaly: 'lost addition',
    guarantee: 'no-lost-addition',
    preset: 'everything',
    mechanisms: { merge: keepLatest, applyRepair: keepLatest },
  },
  {
    name: 'blind-put',
    mistake: 'After a read that timed out a client puts without context, and the store takes that for overwriting.',
    anomaly: 'lost addition',
    guarantee: 'no-lost-addition',
    preset: 'everything',
    mechanisms: {
      readForWrite: readOnceOrNothing,
      contextOfPut: (context, known) => context ?? known(),
    },
  },
  {
    name: 'equal-clocks-concurrent',
    mistake: 'Comparing two equal version vectors gives "concurrent", so a version becomes its own sibling.',
    anomaly: 'sibling explosion',
    guarantee: 'bounded-siblings',
    preset: 'everything',
    mechanisms: { merge: keepEqualOnes, applyRepair: keepEqualOnes },
  },
  {
    name: 'hash-per-process',
    mistake: 'The hash of the ring is seeded anew in each process, as hashes of many languages are.',
    anomaly: 'nodes disagree on who owns a key',
    guarantee: 'replica-agreement',
    preset: 'none',
    mechanisms: {
      ringHash: (host) => (text) => hashText(`${host.name}/${host.restarts}/${text}`),
    },
  },
  {
    name: 'hints-in-memory',
    mistake: 'Hints are kept in memory only, but count towards W.',
    anomaly: 'lost addition',
    guarantee: 'no-lost-addition',
    preset: 'gameday',
    mechanisms: { hintJournal: () => ({ append: () => undefined, read: () => [] }) },
  },
  {
    name: 'no-anti-entropy',
    mistake: 'Replicas never compare what they hold.',
    anomaly: 'replicas that differ for good',
    guarantee: 'convergence',
    preset: 'everything',
    mechanisms: { hasAntiEntropy: false },
  },
  {
    name: 'strict-quorum',
    mistake: 'Only the owners of a key count: with fewer than R or W of them a request is refused.',
    anomaly: 'refused although a live server was reached',
    guarantee: 'total-availability',
    preset: 'split-brain',
    mechanisms: { isSloppy: false },
  },
  {
    name: 'repair-writes-older',
    mistake: 'Read repair compares the wrong way round and overwrites the newer replicas with the older version.',
    anomaly: 'lost addition',
    guarantee: 'no-lost-addition',
    preset: 'everything',
    mechanisms: { repairWith: oldestAnswer, applyRepair: (_stored, repair) => repair },
  },
];

export const DYNAMO_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}

function keepLatest(stored: Siblings<unknown>, incoming: Siblings<unknown>): Siblings<unknown> {
  const [held] = stored;
  const [news] = incoming;
  if (held === undefined || news === undefined) return held === undefined ? incoming : stored;
  if (held.writtenMicros !== news.writtenMicros) return news.writtenMicros > held.writtenMicros ? incoming : stored;
  return identityOf(incoming) > identityOf(stored) ? incoming : stored;
}

function* readOnceOrNothing(session: Session, key: string): Task<WriteBasis | Refusal> {
  const reply = yield* session.getOnce(key);
  return 'refused' in reply ? { values: [], context: null } : reply;
}

function keepEqualOnes(stored: Siblings<unknown>, incoming: Siblings<unknown>): Siblings<unknown> {
  if (stored.length >= MOST_COPIES) return CORRECT.merge(stored, incoming);
  return mergeSiblings(stored, incoming, (a, b) => {
    const causality = compareVersions(a, b);
    return causality === 'equal' ? 'concurrent' : causality;
  });
}

/** An answer that is not the newest, when there is one. */
function oldestAnswer(answers: readonly Siblings<unknown>[], merged: Siblings<unknown>): Siblings<unknown> {
  const older = answers.find((answer) => answer.length > 0 && identityOf(answer) !== identityOf(merged));
  return older ?? merged;
}

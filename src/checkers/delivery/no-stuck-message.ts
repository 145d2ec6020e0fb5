import type { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { Findings } from '../findings.ts';
import { fieldsOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { unexpected } from './messages.ts';

const SHAPE = '{ items: [{ queue, what, from, to, for }, …] }';

/** Something that is on its way, and where it stands. */
interface WaitingItem {
  readonly queue: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Who must act so that it goes on. */
  readonly for: string;
}

/**
 * Once the time to recover has passed, nothing is on its way any more: no server and no device states that an item still
 * waits with it. Each statement says what waits where, and for whom. O(statements + items).
 */
export function checkNoStuckMessage(history: History): Verdict {
  const statements = history.observations('waiting');
  const findings = new Findings();
  for (const stated of statements)
    for (const { queue, what, from, to, for: awaited } of itemsOf(stated))
      findings.add('stuck-message', () => ({
        message: `${what} from ${from} to ${to} still waits in ${queue} of ${stated.process} for ${awaited} (observation ${stated.index}), although faults were over and the time to recover had passed.`,
        operations: [stated.index],
      }));
  const exercised = { statements: statements.length };
  if (statements.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'nobody stated what waits in his queues' };
  return verdictOf(findings.all(), exercised);
}

function itemsOf(stated: Operation): readonly WaitingItem[] {
  const { items } = fieldsOf(stated, SHAPE);
  if (!Array.isArray(items) || !items.every(isWaitingItem)) throw unexpected(stated, SHAPE);
  return items;
}

function isWaitingItem(item: unknown): item is WaitingItem {
  if (typeof item !== 'object' || item === null) return false;
  const { queue, what, from, to, for: awaited } = item as Record<string, unknown>;
  return [queue, what, from, to, awaited].every((field) => typeof field === 'string');
}

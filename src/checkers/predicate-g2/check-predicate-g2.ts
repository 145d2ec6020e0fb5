import { HistoryError } from '../../history/history-error.ts';
import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { askedLevel, workloadVerdict, type WorkloadLevels } from '../isolation/workload-verdict.ts';
import { resultOf } from '../values.ts';
import type { Verdict } from '../verdict.ts';

const LEVELS: WorkloadLevels = { workload: 'g2', forbiddenBy: ['serializable'] };

/** The successful insertions of one pair. */
interface Pair {
  readonly key: unknown;
  readonly inserted: Invocation[];
}

/**
 * Looks for G2 over predicates (Adya's thesis, 1999; Jepsen's `adya` workload): pairs of transactions, each of which inserts one row if a query by
 * predicate shows that neither row is there. Operations are `insert` of `[key, [a, b]]`, one of the two ids null. When both of a pair succeed, each
 * missed what the other inserted, and neither can come first. Repeatable read allows it, serializability does not.
 *
 * @param level what is asked; refused unless it forbids phantoms
 * @throws HistoryError for an insertion of another shape
 */
export function checkPredicateG2(history: History, level = 'serializable'): Verdict {
  const asked = askedLevel(LEVELS, level);
  const pairs = new Map<unknown, Pair>();
  const attempts = new Map<unknown, number>();
  for (const invocation of history.of('insert')) {
    const key = keyOf(invocation);
    const identity = identityOf(key);
    attempts.set(identity, (attempts.get(identity) ?? 0) + 1);
    if (invocation.outcome !== 'ok') continue;
    const pair = pairs.get(identity);
    if (pair === undefined) pairs.set(identity, { key, inserted: [invocation] });
    else pair.inserted.push(invocation);
  }
  const findings = new Findings();
  for (const pair of pairs.values()) if (pair.inserted.length > 1) findings.add('G2', () => tellPhantom(pair));
  const contested = [...attempts.values()].filter((count) => count > 1).length;
  const insertions = [...pairs.values()].reduce((sum, { inserted }) => sum + inserted.length, 0);
  const exercised = { pairs: attempts.size, contestedPairs: contested, insertions };
  if (contested === 0 || insertions === 0)
    return { verdict: 'vacuous', exercised, reason: 'nothing was inserted, or no pair was tried by two transactions' };
  return workloadVerdict(asked, LEVELS.forbiddenBy, findings.all(), exercised);
}

function tellPhantom({ key, inserted }: Pair): { message: string; operations: readonly number[] } {
  const told = inserted.map(describeInvocation).join(' and ');
  return {
    message:
      `${told} both succeeded for key ${showValue(key)}: each asked by a predicate for the other's row, did not see it and inserted its own, ` +
      'so each would have to come before the other',
    operations: inserted.map((invocation) => resultOf(invocation).index),
  };
}

/** `[key, [a, b]]`, or `[a, b]` where the key was taken apart. */
function keyOf({ invoke }: Invocation): unknown {
  const [key, ids] = invoke['key'] === undefined ? asArray(invoke.value) : [invoke['key'], invoke.value];
  if (Array.isArray(ids) && ids.length === 2 && ids.filter((id) => id === null).length === 1) return key;
  const problem = `${showValue(invoke.value)} is no insertion; expected [key, [id, null]] or [key, [null, id]]`;
  throw new HistoryError(problem, { operation: invoke.index, field: 'value' });
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.length === 2 ? value : [];
}

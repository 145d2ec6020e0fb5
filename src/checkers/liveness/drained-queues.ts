import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import { fieldsOf } from '../values.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';

const SHAPE = '{ queue, pending }';

/** Once the time to recover has passed, every server that keeps a queue states that nothing waits in it. O(statements). */
export function checkDrainedQueues(history: History): Verdict {
  const statements = history.observations('backlog');
  const anomalies: Anomaly[] = [];
  for (const statement of statements) {
    const { queue, pending } = fieldsOf(statement, SHAPE);
    if (typeof queue !== 'string' || typeof pending !== 'number')
      throw new HistoryError(`${show(statement.value)} is no value of "backlog"; expected ${SHAPE}`, {
        operation: statement.index,
        field: 'value',
      });
    if (pending > 0)
      anomalies.push({
        kind: 'undrained-queue',
        message: `${pending} item(s) still wait in ${queue} of ${statement.process} (observation ${statement.index}), although faults were over and the time to recover had passed.`,
        operations: [statement.index],
      });
  }
  const exercised = { queues: statements.length };
  if (statements.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no server stated what waits in its queues' };
  return verdictOf(anomalies, exercised);
}

import { statSync } from 'node:fs';
import {
  checkExternalConsistency,
  externalConsistencyBuilder,
  judgeAtAGlance as judgeExternalConsistency,
} from '../checkers/external-consistency/check-external-consistency.ts';
import { TimestampedBuilder } from '../checkers/external-consistency/timestamped-builder.ts';
import type { TimestampedColumns } from '../checkers/external-consistency/timestamped-columns.ts';
import { refuseForeign } from '../checkers/isolation/micro-operations.ts';
import type { Workload } from '../checkers/isolation/transactions.ts';
import { checkTimestamps, judgeAtAGlance } from '../checkers/timestamps/check-timestamps.ts';
import { parseTimestampLevel } from '../checkers/timestamps/timestamp-level.ts';
import type { Verdict } from '../checkers/verdict.ts';
import type { History } from '../history/history.ts';
import type { Operation } from '../history/operation.generated.ts';
import { readHistory, readOperations, type ReadOptions } from '../history/read.ts';
import type { Check } from './choose-check.ts';

/** No level of isolation: what Spanner promises beyond one. Only timestamps can tell. */
export const EXTERNAL_CONSISTENCY = 'external-consistency';

interface Question {
  readonly name: string;
  readonly judge: (history: History) => Verdict;
  /** What settles most files without keeping their operations: a builder, and what its columns say, if they say enough. */
  readonly glance?: {
    readonly builder: () => TimestampedBuilder;
    readonly judge: (columns: TimestampedColumns) => Verdict | undefined;
  };
}

/**
 * The check of a level, or of external consistency, by the timestamps that the store tells.
 *
 * @throws IsolationError for a level that they can't decide
 */
export function askTimestamps(given: string, workload: Workload, read: ReadOptions): Check {
  const { name, judge: judgeKnown, glance } = questionOf(given);
  // External consistency is of stores with any kind of operation beside transactions.
  const inspect = (operation: Operation, position: number): void => {
    if (name !== EXTERNAL_CONSISTENCY) refuseForeign(operation, workload, position);
  };
  const judge = (history: History): Verdict => {
    history.operations.forEach(inspect);
    return judgeKnown(history);
  };
  const whole = async (file: string): Promise<Verdict> => judge(await readHistory(file, read));
  return {
    read,
    judge: (history) => [{ name, verdict: judge(history) }],
    judgeFile: async (file) => {
      // Where something may be wrong the file is read once more, which a pipe does not allow.
      if (glance === undefined || !statSync(file).isFile()) return [{ name, verdict: await whole(file) }];
      const builder = glance.builder();
      let position = 0;
      await readOperations(file, read, (operation) => {
        inspect(operation, position++);
        builder.push(operation);
      });
      return [{ name, verdict: glance.judge(builder.finish()) ?? (await whole(file)) }];
    },
  };
}

/** States the assumption, as the levels do. */
function byTimestamps<V extends Verdict | undefined>(verdict: V): V {
  const isDecided = verdict?.verdict === 'holds' || verdict?.verdict === 'violated';
  return isDecided ? { ...verdict, assumed: ['timestamps'] } : verdict;
}

function questionOf(given: string): Question {
  if (given === EXTERNAL_CONSISTENCY)
    return {
      name: given,
      judge: (history) => byTimestamps(checkExternalConsistency(history)),
      glance: {
        builder: () => externalConsistencyBuilder(),
        judge: (columns) => byTimestamps(judgeExternalConsistency(columns)),
      },
    };
  const level = parseTimestampLevel(given);
  const judge = (history: History): Verdict => checkTimestamps(history, { level: level.name });
  if (level.base !== 'serializable') return { name: level.name, judge };
  const glance = {
    builder: () => new TimestampedBuilder(),
    judge: (columns: TimestampedColumns) => judgeAtAGlance(columns, level),
  };
  return { name: level.name, judge, glance };
}

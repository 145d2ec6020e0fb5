import type { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { askedLevel, workloadVerdict, type WorkloadLevels } from '../isolation/workload-verdict.ts';
import type { Verdict } from '../verdict.ts';
import { collectRows, type Row, type RowRead, type Rows } from './rows.ts';

const LEVELS: WorkloadLevels = { workload: 'causal-reverse', forbiddenBy: ['strong-snapshot-isolation'] };

/**
 * Looks for causal reverses (Jepsen's workload of the same name, found in CockroachDB as "comments"): a read that shows a row but misses
 * another whose write was acknowledged before the first one's began. Every row is written once (`write` of a value), by a transaction of its
 * own; a `read` returns all rows there are. Serializability allows it, strict serializability does not. With `--independent` each key by itself.
 * O((n + rows returned) log n).
 *
 * @param level what is asked; refused unless it forbids causal reverses
 * @throws HistoryError for a read that returned no list, or a value that is written twice
 */
export function checkCausalReverse(history: History, level = 'strict-serializable'): Verdict {
  const asked = askedLevel(LEVELS, level);
  const findings = new Findings();
  const exercised = { writes: 0, reads: 0, keys: 0, orderedWrites: 0 };
  for (const rows of collectRows(history)) {
    exercised.keys++;
    exercised.writes += rows.written.size;
    exercised.reads += rows.reads.length;
    exercised.orderedWrites += checkRows(rows, findings);
  }
  const anomalies = findings.all();
  if (anomalies.length === 0 && (exercised.reads === 0 || exercised.orderedWrites === 0)) {
    const reason = 'nothing was read, or no write followed an acknowledged one';
    return { verdict: 'vacuous', exercised, reason };
  }
  return workloadVerdict(
    asked,
    findings.has('causal-reverse') ? LEVELS.forbiddenBy : ['read-committed'],
    anomalies,
    exercised,
  );
}

/** @returns how many writes began after another one was acknowledged */
function checkRows({ written, reads }: Rows, findings: Findings): number {
  const acknowledged = [...written.values()].filter(({ outcome }) => outcome === 'ok');
  acknowledged.sort((a, b) => a.completedAt - b.completedAt);
  for (const read of reads) checkRead(read, written, acknowledged, findings);
  const first = acknowledged[0]?.completedAt ?? Infinity;
  return [...written.values()].filter(({ invokedAt }) => invokedAt > first).length;
}

function checkRead(
  read: RowRead,
  written: ReadonlyMap<unknown, Row>,
  acknowledged: readonly Row[],
  findings: Findings,
): void {
  const shown = new Set<Row>();
  for (const value of read.values) {
    const row = written.get(identityOf(value));
    if (row === undefined)
      findings.add('thin-air', () => ({
        message: `${nameRead(read)} returned ${showValue(value)}, which nobody ever wrote`,
        operations: [read.completion.index],
      }));
    else if (row.outcome === 'fail')
      findings.add('aborted-read', () => ({
        message: `${nameRead(read)} returned ${showValue(value)}, whose write failed (operation ${row.cited.index})`,
        operations: [row.cited.index, read.completion.index],
      }));
    else shown.add(row);
  }
  const newest = [...shown].reduce<Row | undefined>(
    (latest, row) => (latest === undefined || row.invokedAt > latest.invokedAt ? row : latest),
    undefined,
  );
  if (newest === undefined) return;
  const due = countBefore(acknowledged, newest.invokedAt);
  const there = [...shown].filter((row) => row.outcome === 'ok' && row.completedAt < newest.invokedAt).length;
  if (there === due) return;
  const missing = acknowledged.slice(0, due).findLast((row) => !shown.has(row))!;
  findings.add('causal-reverse', () => ({
    message:
      `${nameRead(read)} returned ${showValue(newest.value)} but not ${showValue(missing.value)}, whose write was acknowledged ` +
      `(operation ${missing.cited.index}) before that of ${showValue(newest.value)} began (operation ${newest.invoke.index})` +
      (due - there > 1 ? `; ${due - there - 1} more such rows are missing` : ''),
    operations: [missing.cited.index, newest.invoke.index, read.completion.index],
  }));
}

/** How many of the rows, sorted by it, were acknowledged before a position. */
function countBefore(acknowledged: readonly Row[], position: number): number {
  let low = 0;
  let high = acknowledged.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (acknowledged[middle]!.completedAt < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nameRead({ completion }: { readonly completion: Operation }): string {
  return `the read of operation ${completion.index} (process ${completion.process})`;
}

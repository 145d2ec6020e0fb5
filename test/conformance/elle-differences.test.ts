import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../src/checkers/isolation/check-isolation.ts';
import type { IsolationLevel } from '../../src/checkers/isolation/level.ts';
import type { Workload } from '../../src/checkers/isolation/transactions.ts';
import { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import { readHistory } from '../../src/history/read.ts';
import { findCorpus, readLines } from '../helpers/corpora.ts';
import { isRemark, kindOfElle, reasonOfExtra, reasonOfOther } from '../helpers/isolation/elle-differences.ts';

type Verdicts = Readonly<
  Record<string, { readonly valid: boolean | 'unknown'; readonly anomalies: readonly string[] }>
>;

interface FuzzCase {
  readonly id: number;
  readonly history: readonly Operation[];
  readonly verdicts: { readonly default: Verdicts };
}

interface Truth {
  readonly id: number;
  readonly kind: string;
  readonly serializable: boolean;
  readonly strict: boolean;
}

interface Difference {
  /** `+G1c` is told here only, `-G1b` by Elle only. */
  readonly name: string;
  readonly level: string;
  readonly reason: string | undefined;
}

const { path, missing } = findCorpus('oracle');
const reason = missing === undefined ? '' : ` (skipped: ${missing})`;

/** Where the two tell different anomalies at one of Elle's levels. `truthOf` says whether a level really is broken, where that is known. */
function compare(
  history: History,
  verdicts: Verdicts,
  workload: Workload,
  isBroken: (level: string) => boolean = () => true,
): Difference[] {
  return Object.entries(verdicts).flatMap(([level, { valid, anomalies }]) => {
    const verdict = checkIsolation(history, { level: level as IsolationLevel, workload });
    const here = verdict.verdict === 'violated' ? [...new Set(verdict.anomalies.map(({ kind }) => kind))] : [];
    const elle = valid === false && !isBroken(level) ? [] : anomalies.map(kindOfElle);
    const others = elle.filter((kind) => kind !== 'empty-transaction-graph' && !here.includes(kind));
    const extras = here.filter((kind) => !elle.includes(kind));
    return [
      ...others.map((kind) => ({ name: `-${kind}`, level, reason: reasonOfOther(kind, here) })),
      ...extras.map((kind) => ({ name: `+${kind}`, level, reason: reasonOfExtra(kind, valid, workload) })),
    ];
  });
}

function summarize(differences: readonly Difference[]): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { name, reason: why = '' } of differences) {
    if (!byReason.has(why)) byReason.set(why, new Set());
    byReason.get(why)!.add(name);
  }
  return [...byReason]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([why, names]) => `${[...names].sort((a, b) => (a < b ? -1 : 1)).join(' ')}: ${why}`);
}

describe.skipIf(missing !== undefined)(`anomalies told here and by Elle${reason}`, () => {
  it.each(['list-append', 'rw-register'] as const)(
    '%s: every difference on the random histories has its reason',
    (workload) => {
      const truths = readLines(`${path}/fuzz-truth.jsonl`) as Truth[];
      const kind = workload === 'list-append' ? 'la' : 'rw';
      const truthOf = new Map(truths.filter((truth) => truth.kind === kind).map((truth) => [truth.id, truth]));
      const differences = (readLines(`${path}/fuzz-${workload}.jsonl.gz`) as FuzzCase[]).flatMap(
        ({ id, history, verdicts }) => {
          const isBroken = (level: string): boolean =>
            !truthOf.get(id)![level.startsWith('str') ? 'strict' : 'serializable'];
          return compare(new History(history), verdicts.default, workload, isBroken).map((one) => ({ id, ...one }));
        },
      );
      expect(differences.length).toBeGreaterThan(100);
      expect(differences.filter((one) => one.reason === undefined)).toEqual([]);
    },
  );

  it('the simulated databases differ as docs/elle.md has it, each difference with its reason', async () => {
    const simulated = readLines(`${path}/simulated-verdicts.jsonl`) as { history: string; verdicts: Verdicts }[];
    expect(simulated).toHaveLength(48);
    const lines: string[] = [];
    for (const { history: name, verdicts } of simulated) {
      const history = await readHistory(`${path}/${name}.jsonl.gz`, { renumber: true });
      const differences = compare(history, verdicts, 'list-append');
      expect(differences.filter((one) => one.reason === undefined)).toEqual([]);
      if (differences.length === 0) lines.push(`- \`${name}\`: the same anomalies at all nine levels.`);
      for (const line of summarize(differences)) lines.push(`- \`${name}\` ${line}.`);
    }
    await expect(`${INTRODUCTION}\n${lines.join('\n')}\n`).toMatchFileSnapshot('../../docs/elle.md');
  });

  it('a remark of Elle is no anomaly', () => {
    expect(['cycle-search-timeout', 'strong-PL-1-cycle-exists', 'G1c'].map(isRemark)).toEqual([true, true, false]);
  });
});

const INTRODUCTION = `# Differences from Elle

The 48 simulated databases of the oracle corpus were judged by Elle at nine levels. Valid and invalid are the same here, without exception. What differs is
the list of anomalies that is told for an invalid one: \`+\` is told here only, \`-\` by Elle only. Nothing that Elle tells goes without an anomaly here
that says as much or more: a cycle of the same or a more telling kind that needs no more sessions or real time, or an anomaly that every
level forbids that forbids Elle's. \`test/conformance/elle-differences.test.ts\` asserts that of these databases and of the 2,400 random histories, and
writes this page.

On the random histories there are three more differences: \`+internal-write-order\` (appends of one transaction that reads show reversed, which Elle does not
compare), \`+lost-update\` (a later read of a transaction shows the version that was updated; Elle looks at the first), and cycles in histories
that Elle calls valid or empty: orders of unread appends or blind writes that only a search proves, and writes of unknown outcome that were read.

## Database by database
`;

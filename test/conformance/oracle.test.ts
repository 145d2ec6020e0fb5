import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../src/checkers/isolation/check-isolation.ts';
import type { Assumption } from '../../src/checkers/isolation/assumption.ts';
import { impliedLevels, type IsolationLevel } from '../../src/checkers/isolation/level.ts';
import type { Workload } from '../../src/checkers/isolation/transactions.ts';
import type { Verdict } from '../../src/checkers/verdict.ts';
import { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import { readHistory } from '../../src/history/read.ts';
import { findCorpus, readLines } from '../helpers/corpora.ts';
import { replaySerialOrder } from '../helpers/isolation/replay-serial-order.ts';
import { validateListCycle } from '../helpers/isolation/validate-cycle.ts';
import { validateRegisterCycle } from '../helpers/isolation/validate-register-cycle.ts';

interface ElleVerdict {
  readonly valid: boolean | 'unknown';
  readonly anomalies: readonly string[];
}

interface FuzzCase {
  readonly id: number;
  readonly history: readonly Operation[];
  /** By option set and level. */
  readonly verdicts: Readonly<Record<string, Readonly<Record<IsolationLevel, ElleVerdict>>>>;
}

interface Truth {
  readonly id: number;
  readonly kind: 'la' | 'rw';
  readonly serializable: boolean;
  readonly strict: boolean;
}

interface Simulated {
  readonly history: string;
  readonly verdicts: Readonly<Record<IsolationLevel, ElleVerdict>>;
}

const { path, missing } = findCorpus('oracle');
const reason = missing === undefined ? '' : ` (skipped: ${missing})`;

const corpora: readonly { workload: Workload; kind: Truth['kind'] }[] = [
  { workload: 'list-append', kind: 'la' },
  { workload: 'rw-register', kind: 'rw' },
];

/** Elle's option sets for registers. */
const assumptions: Readonly<Record<string, readonly Assumption[]>> = {
  wfr: ['writes-follow-reads'],
  seq: ['sequential-keys'],
  lin: ['linearizable-keys'],
  'wfr+lin': ['writes-follow-reads', 'linearizable-keys'],
};

/** What a run without any acknowledged transaction says is nothing; the search that decided the truth calls it serializable. */
function holds({ verdict }: Verdict): boolean | 'unknown' {
  return verdict === 'unknown' ? 'unknown' : verdict !== 'violated';
}

describe.skipIf(missing !== undefined)(`random small histories with decided truth${reason}`, () => {
  for (const { workload, kind } of corpora) {
    const cases = missing === undefined ? (readLines(`${path}/fuzz-${workload}.jsonl.gz`) as FuzzCase[]) : [];
    const truths = missing === undefined ? (readLines(`${path}/fuzz-truth.jsonl`) as Truth[]) : [];
    const truthOf = new Map(truths.filter((truth) => truth.kind === kind).map((truth) => [truth.id, truth]));
    const histories = new Map(cases.map(({ id, history }) => [id, new History(history)]));

    it(`${workload}: serializable and strict serializable are decided as the truth has them`, () => {
      expect(cases).toHaveLength(1200);
      const wrong = cases.flatMap(({ id }) => {
        const [history, truth] = [histories.get(id)!, truthOf.get(id)!];
        const serializable = checkIsolation(history, { level: 'serializable', workload });
        const strict = checkIsolation(history, { level: 'strict-serializable', workload });
        return holds(serializable) === truth.serializable && holds(strict) === truth.strict ? [] : [id];
      });
      expect(wrong).toEqual([]);
    });

    it(`${workload}: every order that is said to explain a history does`, () => {
      const problems = cases.flatMap(({ id }) =>
        (['serializable', 'strict-serializable'] as const).map((level) => {
          const verdict = checkIsolation(histories.get(id)!, { level, workload });
          const order = verdict.verdict === 'holds' ? verdict.certificate : undefined;
          if (order?.kind !== 'serial-order') return verdict.verdict === 'holds' ? `${id}: no order` : undefined;
          return replaySerialOrder(histories.get(id)!, order.operations, level === 'strict-serializable');
        }),
      );
      expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    });

    it(`${workload}: a serializable history raises no alarm at any level without an order, a strictly serializable one at none`, () => {
      const alarms = cases.flatMap(({ id }) => {
        const truth = truthOf.get(id)!;
        const verdict = checkIsolation(histories.get(id)!, { level: 'strict-serializable', workload });
        if (verdict.verdict === 'vacuous') return [];
        const { strongest, refuted } = 'levels' in verdict ? verdict.levels : { strongest: [], refuted: [] };
        if (truth.strict) return strongest.join() === 'strict-serializable' ? [] : [`${id}: ${strongest.join()}`];
        const holding = strongest.some((level) => impliedLevels(level as IsolationLevel).has('serializable'));
        const alarming = refuted.filter((level) => impliedLevels('serializable').has(level as IsolationLevel));
        return truth.serializable && (!holding || alarming.length > 0) ? [`${id}: ${alarming.join()}`] : [];
      });
      expect(alarms).toEqual([]);
    });

    it(`${workload}: wherever Elle is right that a level is broken, so it is here`, () => {
      const missed = cases.flatMap(({ id, verdicts }) =>
        Object.entries(verdicts['default']!)
          .filter(
            ([level, { valid }]) =>
              valid === false && !truthOf.get(id)![level.startsWith('str') ? 'strict' : 'serializable'],
          )
          .filter(
            ([level]) =>
              holds(checkIsolation(histories.get(id)!, { level: level as IsolationLevel, workload })) !== false,
          )
          .map(([level]) => `${id} ${level}`),
      );
      expect(missed).toEqual([]);
    });
  }

  it('rw-register: under each of Elle’s assumptions whatever Elle refutes is refuted', () => {
    const cases = readLines(`${path}/fuzz-rw-register.jsonl.gz`) as FuzzCase[];
    const missed = cases.flatMap(({ id, history, verdicts }) =>
      Object.entries(assumptions).flatMap(([name, assume]) =>
        Object.entries(verdicts[name]!)
          .filter(([, { valid }]) => valid === false)
          .filter(([level]) => {
            const options = { level: level as IsolationLevel, workload: 'rw-register', assume } as const;
            return checkIsolation(new History(history), options).verdict !== 'violated';
          })
          .map(([level]) => `${id} ${name} ${level}`),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('list-append: every edge of every cycle follows from the bare history', () => {
    const cases = readLines(`${path}/fuzz-list-append.jsonl.gz`) as FuzzCase[];
    let cycles = 0;
    const problems = cases.flatMap(({ id, history }) => {
      const recorded = new History(history);
      const verdict = checkIsolation(recorded, { level: 'strict-serializable', workload: 'list-append' });
      if (verdict.verdict !== 'violated') return [];
      return verdict.anomalies.flatMap((anomaly) => {
        if (anomaly.cycle === undefined) return [];
        cycles++;
        const problem = validateListCycle(recorded, anomaly);
        return problem === undefined ? [] : [`${id}: ${problem}`];
      });
    });
    expect(problems).toEqual([]);
    expect(cycles).toBeGreaterThan(200);
  });

  it('rw-register: every edge of every cycle, and every forced order, follows from the bare history', () => {
    const cases = readLines(`${path}/fuzz-rw-register.jsonl.gz`) as FuzzCase[];
    const told = { cycles: 0, forced: 0 };
    const problems = cases.flatMap(({ id, history }) => {
      const recorded = new History(history);
      const verdict = checkIsolation(recorded, { level: 'strict-serializable', workload: 'rw-register' });
      if (verdict.verdict !== 'violated') return [];
      return verdict.anomalies.flatMap((anomaly) => {
        if (anomaly.cycle === undefined) return [];
        told.cycles++;
        told.forced += anomaly.forced?.length ?? 0;
        const problem = validateRegisterCycle(recorded, anomaly);
        return problem === undefined ? [] : [`${id}: ${problem}`];
      });
    });
    expect(problems).toEqual([]);
    expect(told.cycles).toBeGreaterThan(200);
    expect(told.forced).toBeGreaterThan(20);
  });
});

describe.skipIf(missing !== undefined)(`simulated databases${reason}`, () => {
  const simulated = missing === undefined ? (readLines(`${path}/simulated-verdicts.jsonl`) as Simulated[]) : [];

  it.each(simulated)(
    '$history: valid at the levels at which Elle calls it valid',
    async ({ history: name, verdicts }) => {
      const history = await readHistory(`${path}/${name}.jsonl.gz`, { renumber: true });
      for (const [level, { valid }] of Object.entries(verdicts)) {
        const verdict = checkIsolation(history, { level: level as IsolationLevel, workload: 'list-append' });
        expect({ level, valid: verdict.verdict === 'holds' }).toEqual({ level, valid: valid !== false });
        if (verdict.verdict !== 'violated') continue;
        for (const anomaly of verdict.anomalies)
          if (anomaly.cycle !== undefined) expect(validateListCycle(history, anomaly)).toBeUndefined();
      }
    },
  );
});

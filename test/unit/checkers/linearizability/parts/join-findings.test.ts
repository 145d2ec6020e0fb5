import { expect, test } from 'vitest';
import type { Core } from '../../../../../src/checkers/linearizability/certificate.ts';
import type { Findings } from '../../../../../src/checkers/linearizability/findings.ts';
import { verdictOn } from '../../../../../src/checkers/linearizability/findings.ts';
import { joinFindings } from '../../../../../src/checkers/linearizability/parts/join-findings.ts';
import type { Part } from '../../../../../src/checkers/linearizability/parts/part.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const part = (...rows: readonly number[]): Part => ({ columns: columnsOf(historyOf()), rows: Int32Array.from(rows) });

const findings = (changed: Partial<Findings>): Findings => ({
  exercised: {},
  orders: [],
  violations: [],
  hints: [],
  undecided: [],
  fallbacks: new Map(),
  ...changed,
});

test('counts are summed, reasons and orders follow one another, and a hint is given once', () => {
  const joined = joinFindings(
    [part(), part()],
    [
      findings({
        exercised: { ok: 2, reads: 1 },
        orders: [{ key: 'x', operations: [0] }],
        hints: ['look here'],
        undecided: ['x is hard'],
        fallbacks: new Map([['repeated', 1]]),
      }),
      findings({
        exercised: { ok: 3, undecidedKeys: 1 },
        orders: [{ key: 'y', operations: [4] }],
        hints: ['look here', 'and there'],
        undecided: ['y is hard'],
        fallbacks: new Map([
          ['repeated', 2],
          ['crashed', 1],
        ]),
      }),
    ],
  );
  expect(joined).toEqual({
    exercised: { ok: 5, reads: 1, undecidedKeys: 1 },
    orders: [
      { key: 'x', operations: [0] },
      { key: 'y', operations: [4] },
    ],
    violations: [],
    hints: ['look here', 'and there'],
    undecided: ['x is hard', 'y is hard'],
    fallbacks: new Map([
      ['repeated', 3],
      ['crashed', 1],
    ]),
  });
  expect(verdictOn(joined, { spec: 'register' })).toMatchObject({
    verdict: 'unknown',
    reason: 'x is hard, and 1 other keys are undecided',
  });
});

test('a core of a part tells positions in the whole history', () => {
  const call = { f: 'read', argument: null, result: 7, known: true } as const;
  const core: Core = {
    begin: 1,
    configurations: [{ state: 0, done: [12] }],
    operations: [
      { index: 12, ...call, call: 0, ret: undefined },
      { index: 15, ...call, call: 2, ret: 3 },
    ],
  };
  const anomaly = { kind: 'thin-air-read', message: 'no', operations: [15] };
  const violations = [{ anomaly, core }, { anomaly, core: { ...core, begin: -1 } }, { anomaly }];
  const joined = joinFindings([part(0, 1), part(2, 5, 6, 9)], [findings({}), findings({ violations })]);
  const operations = [
    { index: 12, ...call, call: 2, ret: undefined },
    { index: 15, ...call, call: 6, ret: 9 },
  ];
  expect(joined.violations).toEqual([
    { anomaly, core: { ...core, begin: 5, operations } },
    { anomaly, core: { ...core, begin: -1, operations } },
    { anomaly },
  ]);
});

import type { Anomaly } from '../../../src/checkers/verdict.ts';
import type { Measured } from '../../../src/report/measured.ts';
import { type Page, renderReport } from '../../../src/report/render-report.ts';
import { HistoryBuilder } from './history-builder.ts';
import { caseOf } from './sample-cases.ts';
import { sampleResult } from './sample-results.ts';
import { SAMPLE_SYSTEMS } from './sample-systems.ts';

const SCRIPT = '<script>alert(1)</script>';
const BREAKOUT = `"'><img src=x onerror=alert(2)>`;
const CLOSING = '</title></style></svg></code>';
const LONG = 'x'.repeat(50_000);
const EVERYTHING = `${SCRIPT}${BREAKOUT}${CLOSING}&amp;{{7*7}}javascript:alert(3)]]>--></script\u2028<!--<script>\u2029\u202e\u0000\ud800 購物車`;

/** Hostile text wherever data can come from: names, keys, values, errors, messages, processes, operations. */
export function hostilePages(): readonly Page[] {
  const named = { name: EVERYTHING, region: 'r', zone: 'z', rack: 'k' };
  const history = new HistoryBuilder()
    .topology({ servers: [{ ...named, votes: true }], clients: [{ ...named, home: EVERYTHING }] })
    .fault(1, `x-${EVERYTHING}`, 5, 30, { targets: [EVERYTHING] })
    .fault(2, 'crash', 6, 31, { targets: [EVERYTHING] })
    .fault(3, 'partition', 6, 31, { shape: EVERYTHING, deaf: { [EVERYTHING]: [EVERYTHING, SCRIPT] } })
    .operation(10, 5, 0, EVERYTHING, [EVERYTHING, LONG], 'ok', [EVERYTHING, { [EVERYTHING]: EVERYTHING }], {
      [SCRIPT]: SCRIPT,
    })
    .operation(
      20,
      5,
      0,
      'txn',
      [
        ['r', EVERYTHING, null],
        ['w', 'k', LONG],
      ],
      'fail',
      null,
      { error: EVERYTHING },
    )
    .operation(21, 5, 1, 'add', { cart: EVERYTHING, item: EVERYTHING }, 'info', null, { error: { [SCRIPT]: SCRIPT } })
    .observe(25, EVERYTHING, EVERYTHING, { [EVERYTHING]: EVERYTHING })
    .build();
  const anomaly: Anomaly = {
    kind: EVERYTHING,
    message: `operation 3 ${EVERYTHING}`,
    operations: history.operations.map(({ index }) => index),
    steps: [`T3 ${EVERYTHING}`],
  };
  const cycle = [{ from: 3, to: 4, type: 'ww' as const, because: EVERYTHING }];
  const result = sampleResult({
    system: EVERYTHING,
    variant: EVERYTHING,
    pastContract: EVERYTHING,
    digest: EVERYTHING,
    coverage: { [EVERYTHING]: 0 },
  });
  const failure = caseOf(result, history, 'no-lost-commit', [anomaly, { ...anomaly, cycle }], `../${EVERYTHING}.json`);
  const correct = sampleResult({ system: EVERYTHING, coverage: { [SCRIPT]: 0, [BREAKOUT]: 4 } });
  const measured = {
    recall: {
      codeVersion: EVERYTHING,
      effort: { ranges: 2, seeds: 9 },
      variants: [{ system: EVERYTHING, variant: SCRIPT, preset: BREAKOUT, guarantee: CLOSING, found: 1 }],
      correct: [{ system: EVERYTHING, runs: 1, violatedSeeds: [1] }],
    },
    boundary: [
      {
        system: EVERYTHING,
        fault: SCRIPT,
        description: BREAKOUT,
        expected: null,
        runs: 1,
        violated: { [EVERYTHING]: 1 },
      },
    ],
    other: { name: EVERYTHING, results: [{ ...correct, variant: SCRIPT }] },
  } as unknown as Measured;
  return renderReport(SAMPLE_SYSTEMS, [failure.result, correct], [{ ...failure, codeVersion: EVERYTHING }], measured);
}

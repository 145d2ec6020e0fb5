import { expect, test } from 'vitest';
import { reportOnConsole } from '../../../src/reporters/console.ts';
import { CANARY } from '../../helpers/campaign/sample-outcomes.ts';
import { failedSummary, sampleGroup, sampleSummary } from '../../helpers/campaign/sample-summary.ts';

test('a campaign in which all went well is its scorecard', () => {
  expect(reportOnConsole(sampleSummary())).toMatchInlineSnapshot(`
    "spanner (CP): 2 runs, seeds 1..2, everything
      external-consistency    holds    2 holds    168 transactions, 122 real time orders
      linearizable-registers  holds    2 holds    194 operations, 62 concurrent reads
      no-lost-commit          holds    2 holds    240 acknowledged, 4 fail overs
      minority-refuses        vacuous  2 vacuous
      liveness                holds    2 holds    80 final operations
      price: 362 of 400 operations ok, 28 refused, 10 unknown; 0 of 40 answered on minority sides; served again within 420 ms

    "
  `);
});

test('each kind of failure, with the line that reproduces its fastest run; a canary that was not reported', () => {
  expect(reportOnConsole(failedSummary())).toMatchInlineSnapshot(`
    "spanner (CP): 4 runs, seeds 7..10, everything
      external-consistency    violated  3 violated, 1 holds  336 transactions, 61 real time orders
      linearizable-registers  holds     1 holds              97 operations, 31 concurrent reads
      no-lost-commit          holds     1 holds              120 acknowledged, 2 fail overs
      minority-refuses        vacuous   1 vacuous
      liveness                holds     1 holds              40 final operations
      price: 724 of 800 operations ok, 56 refused, 20 unknown; 0 of 80 answered on minority sides; served again within 420 ms

    spanner under everything, seed 7:
      external-consistency violated, stale-order in 3 runs, all with clock-offset: transaction 7 <after> "8" & before 9, 100%
    reproduce: npx capcheck replay out/cases/spanner-everything-7.json
    canary spanner under everything: NOT REPORTED: external-consistency was not seen broken in 4 runs.
    "
  `);
});

test('what one run shows is told together; a canary that was reported; where the report is', () => {
  const other = sampleGroup();
  const lost = { ...other, signature: { ...other.signature, anomaly: 'missing-commit', faults: [] }, runs: 1 };
  const diagnosed = { ...other, necessary: ['clock-offset', 'crash'] } as const;
  const faultless = { ...other, necessary: [] };
  const canary = {
    setting: CANARY,
    guarantee: 'external-consistency',
    runs: 30,
    caught: 5,
    caseFile: 'out/cases/c.json',
  };
  const text = reportOnConsole(
    sampleSummary({ failures: [other, lost, diagnosed, faultless], canary, report: 'out/index.html' }),
  );
  expect(text.slice(text.indexOf('\n\n') + 2)).toMatchInlineSnapshot(`
    "spanner under everything, seed 7:
      external-consistency violated, stale-order in 3 runs, all with clock-offset: transaction 7 <after> "8" & before 9, 100%
      external-consistency violated, missing-commit in 1 run: transaction 7 <after> "8" & before 9, 100%
      external-consistency violated, stale-order in 3 runs, needs clock-offset, crash: transaction 7 <after> "8" & before 9, 100%
      external-consistency violated, stale-order in 3 runs, needs no fault: transaction 7 <after> "8" & before 9, 100%
    reproduce: npx capcheck replay out/cases/spanner-everything-7.json
    canary spanner/no-commit-wait under everything: reported, external-consistency violated in 5 of 30 runs (out/cases/c.json).
    report: out/index.html
    "
  `);
});

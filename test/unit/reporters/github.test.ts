import { expect, test } from 'vitest';
import { reportToGithub } from '../../../src/reporters/github.ts';
import { failedSummary, sampleGroup, sampleSummary } from '../../helpers/campaign/sample-summary.ts';

/** As GitHub's runner reads a line (actions/runner, ActionCommand.cs): properties up to the second ::, then data. */
function parseCommand(line: string): { readonly level: string; readonly properties: object; readonly message: string } {
  const [, level = '', list = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const properties = Object.fromEntries(
    list.split(',').map((property) => {
      const [name = '', ...value] = property.split('=');
      return [name, unescape(value.join('='), true)];
    }),
  );
  return { level, properties, message: unescape(data, false) };
}

function unescape(text: string, isProperty: boolean): string {
  const plain = isProperty ? text.replaceAll('%3A', ':').replaceAll('%2C', ',') : text;
  return plain.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

test('an error a kind of failure and a broken run, a warning for what was never exercised, and a notice of the whole', () => {
  expect(reportToGithub(failedSummary())).toMatchInlineSnapshot(`
    "::error file=out/cases/spanner-everything-7.json,title=spanner under everything%3A external-consistency violated%2C stale-order::seed 7: external-consistency violated, stale-order in 3 runs, all with clock-offset: transaction 7 <after> "8" & before 9, 100%25%0Areproduce: npx capcheck replay out/cases/spanner-everything-7.json
    ::error title=spanner under split-brain%2C seed 4%3A the run could not be judged::quorum of 0 servers%0A  in event 12%0Areproduce: npx capcheck replay spanner --seed 4 --faults split-brain --ops 200
    ::error title=canary spanner under everything was not reported::external-consistency was not seen broken in 4 runs.
    ::warning title=spanner under everything%3A minority-refuses is vacuous::nobody asked on a minority side
    ::notice title=capcheck::violated: 5 of 10 runs done, 1 kind of failures
    "
  `);
});

test('the runner reads what was meant, whatever characters are in it', () => {
  const caseFile = 'out,1:2/100%/case.json';
  const message = '50% of ::error:: a, b: c\r\nsecond line %0A';
  const [line = ''] = reportToGithub(sampleSummary({ failures: [sampleGroup({ caseFile, message })] })).split('\n');
  expect(parseCommand(line)).toEqual({
    level: 'error',
    properties: {
      file: caseFile,
      title: 'spanner under everything: external-consistency violated, stale-order',
    },
    message: `seed 7: external-consistency violated, stale-order in 3 runs, all with clock-offset: ${message}\nreproduce: npx capcheck replay out/cases/spanner-everything-7.json`,
  });
});

test('GitHub shows ten errors a step: the tenth tells of all that are beyond', () => {
  const errorsOf = (kinds: number): readonly string[] => {
    const failures = Array.from({ length: kinds }, (_, nth) => {
      const { signature, ...group } = sampleGroup();
      return { ...group, signature: { ...signature, anomaly: `kind-${nth + 1}` } };
    });
    return reportToGithub(sampleSummary({ failures }))
      .split('\n')
      .filter((line) => line.startsWith('::error '));
  };
  expect(errorsOf(10)).toHaveLength(10);
  expect(errorsOf(10)[9]).toContain('kind-10');
  const beyond = errorsOf(12);
  expect(beyond).toHaveLength(10);
  expect(parseCommand(beyond[9] ?? '')).toEqual({
    level: 'error',
    properties: { title: 'and 3 more' },
    message: [10, 11, 12]
      .map((nth) => `spanner under everything: external-consistency violated, kind-${nth}`)
      .join('\n'),
  });
});

import { expect, test } from 'vitest';
import { reportAsJunit } from '../../../src/reporters/junit.ts';
import { failedSummary, sampleGroup, sampleSummary } from '../../helpers/campaign/sample-summary.ts';
import { parseXml, type XmlElement } from '../../helpers/parse-xml.ts';

/**
 * What CI servers demand: the schema of Jenkins' xUnit plug-in (junit-10.xsd), which GitLab, CircleCI and Azure read too.
 * Name of an element → attributes that must be there, attributes that may be, elements inside.
 */
const RULES: Readonly<Record<string, readonly [required: string, optional: string, inside: string]>> = {
  testsuites: ['', 'name time tests failures errors disabled', 'testsuite'],
  testsuite: ['name tests', 'failures errors time disabled skipped timestamp hostname id package', 'testcase'],
  testcase: ['name', 'classname time status assertions', 'skipped error failure system-out system-err'],
  skipped: ['', 'message', ''],
  error: ['', 'type message', ''],
  failure: ['', 'type message', ''],
  'system-out': ['', '', ''],
};

const words = (list: string): readonly string[] => list.split(' ').filter((word) => word !== '');

function breaches({ name, attributes, children, text }: XmlElement): readonly string[] {
  const [required, optional, inside] = RULES[name] ?? ['', '', ''];
  const known = [...words(required), ...words(optional)];
  return [
    ...(name in RULES ? [] : [`unknown element ${name}`]),
    ...words(required).flatMap((attribute) => (attribute in attributes ? [] : [`${name} without ${attribute}`])),
    ...Object.keys(attributes).flatMap((attribute) => (known.includes(attribute) ? [] : [`${name} with ${attribute}`])),
    ...children.flatMap((child) => (words(inside).includes(child.name) ? [] : [`${child.name} in ${name}`])),
    ...(inside !== '' && text.trim() !== '' ? [`text in ${name}`] : []),
    ...['tests', 'failures', 'errors', 'skipped', 'time'].flatMap((attribute) =>
      /^\d+$/.test(attributes[attribute] ?? '0') ? [] : [`${name}: ${attribute} is no number`],
    ),
    ...children.flatMap(breaches),
  ];
}

const casesOf = (element: XmlElement): readonly XmlElement[] =>
  element.name === 'testcase' ? [element] : element.children.flatMap(casesOf);

const countOf = (element: XmlElement, outcome: string): number =>
  casesOf(element).filter(({ children }) => children.some(({ name }) => name === outcome)).length;

test.each([
  ['all went well', sampleSummary()],
  ['there are failures of every sort', failedSummary()],
])('when %s, it keeps the rules of CI servers, and its counts are right', (_, summary) => {
  const root = parseXml(reportAsJunit(summary));
  expect(breaches(root)).toEqual([]);
  for (const element of [root, ...root.children]) {
    expect(Number(element.attributes['tests'])).toBe(casesOf(element).length);
    expect(Number(element.attributes['failures'])).toBe(countOf(element, 'failure'));
    expect(Number(element.attributes['errors'])).toBe(countOf(element, 'error'));
  }
  for (const suite of root.children) expect(Number(suite.attributes['skipped'])).toBe(countOf(suite, 'skipped'));
  const names = root.children.map(({ attributes }) => attributes['name']);
  expect(new Set(names).size).toBe(names.length);
});

test('the rules notice what breaks them', () => {
  const bad = '<testsuites><testsuite name="x" tests="one"><failure/></testsuite>text</testsuites>';
  expect(breaches(parseXml(bad))).toEqual([
    'text in testsuites',
    'failure in testsuite',
    'testsuite: tests is no number',
  ]);
  expect(() => parseXml('<a b="&"/>')).toThrow('a bare &');
  expect(() => parseXml('<a><b></a></b>')).toThrow('closes another');
  expect(() => parseXml('<a>\u0000</a>')).toThrow('forbids');
});

test('what went well', () => {
  expect(reportAsJunit(sampleSummary())).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="capcheck" tests="5" failures="0" errors="0" time="0">
      <testsuite name="spanner under everything" tests="5" failures="0" errors="0" skipped="1" time="0">
        <testcase classname="spanner under everything" name="external-consistency" time="0">
          <system-out>168 transactions, 122 real time orders</system-out>
        </testcase>
        <testcase classname="spanner under everything" name="linearizable-registers" time="0">
          <system-out>194 operations, 62 concurrent reads</system-out>
        </testcase>
        <testcase classname="spanner under everything" name="no-lost-commit" time="0">
          <system-out>240 acknowledged, 4 fail overs</system-out>
        </testcase>
        <testcase classname="spanner under everything" name="minority-refuses" time="0">
          <skipped message="vacuous: nobody asked on a minority side"/>
        </testcase>
        <testcase classname="spanner under everything" name="liveness" time="0">
          <system-out>80 final operations</system-out>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('what went wrong', () => {
  expect(reportAsJunit(failedSummary())).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="capcheck" tests="7" failures="1" errors="2" time="0">
      <testsuite name="spanner under everything" tests="5" failures="1" errors="0" skipped="1" time="0">
        <testcase classname="spanner under everything" name="external-consistency" time="0">
          <failure message="external-consistency violated, stale-order" type="violated">transaction 7 &lt;after&gt; "8" &amp; before 9, 100%
    violated in 3 runs, seeds 7, 8, 9
    reproduce: npx capcheck replay out/cases/spanner-everything-7.json

    external-consistency violated, stale-order in 3 runs, all with clock-offset: transaction 7 &lt;after&gt; "8" &amp; before 9, 100%
    reproduce: npx capcheck replay out/cases/spanner-everything-7.json</failure>
        </testcase>
        <testcase classname="spanner under everything" name="linearizable-registers" time="0">
          <system-out>97 operations, 31 concurrent reads</system-out>
        </testcase>
        <testcase classname="spanner under everything" name="no-lost-commit" time="0">
          <system-out>120 acknowledged, 2 fail overs</system-out>
        </testcase>
        <testcase classname="spanner under everything" name="minority-refuses" time="0">
          <skipped message="vacuous: nobody asked on a minority side"/>
        </testcase>
        <testcase classname="spanner under everything" name="liveness" time="0">
          <system-out>40 final operations</system-out>
        </testcase>
      </testsuite>
      <testsuite name="spanner under split-brain" tests="1" failures="0" errors="1" skipped="0" time="0">
        <testcase classname="spanner under split-brain" name="seed 4" time="0">
          <error message="the run could not be judged" type="error">quorum of 0 servers
      in event 12
    reproduce: npx capcheck replay spanner --seed 4 --faults split-brain --ops 200</error>
        </testcase>
      </testsuite>
      <testsuite name="canary spanner under everything" tests="1" failures="0" errors="1" skipped="0" time="0">
        <testcase classname="canary spanner under everything" name="is reported" time="0">
          <error message="external-consistency was not seen broken in 4 runs" type="error"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('whatever is in a message is read as it was meant, but for what XML has no way to say', () => {
  const message = ']]> & <b> "x" \'y\' \u0007 \uD800 é 🙂';
  const { failures, ...summary } = failedSummary();
  const root = parseXml(reportAsJunit({ ...summary, failures: failures.map(() => sampleGroup({ message })) }));
  const [failure] = casesOf(root).flatMap(({ children }) => children.filter(({ name }) => name === 'failure'));
  expect(failure?.text).toContain(`all with clock-offset: ]]> & <b> "x" 'y' \uFFFD \uFFFD é 🙂\nreproduce: npx`);
});

import { expect, test } from 'vitest';
import type { Measured } from '../../../src/report/measured.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { between, everyMatch, markupOf, textOf } from '../../helpers/report/html.ts';
import { lostAdditionCase, staleReadCase } from '../../helpers/report/sample-cases.ts';
import { sampleDynamoResult, sampleResult } from '../../helpers/report/sample-results.ts';
import { SAMPLE_SYSTEMS } from '../../helpers/report/sample-systems.ts';

const CASES = [
  staleReadCase(),
  lostAdditionCase(),
  staleReadCase({ variant: null, seed: 99 }),
  staleReadCase({ variant: null, pastContract: 'clock-beyond-uncertainty', seed: 5 }),
];
const RESULTS = [
  ...[1, 2, 3].map((seed) => sampleResult({ seed })),
  ...[1, 2].map((seed) => sampleDynamoResult({ seed, preset: 'split-brain' })),
  sampleResult({ seed: 4, variant: 'unsafe-snapshot' }),
  ...CASES.map(({ result }) => result),
];
const PAGES = renderReport(SAMPLE_SYSTEMS, RESULTS, CASES);

const RECALLED = {
  system: 'spanner',
  preset: 'everything',
  guarantee: 'external-consistency',
  medianSeeds: 4,
  medianShrunkFaults: 2,
  medianShrunkOperations: 1,
} as const;
const BOUNDARY = { system: 'spanner', runs: 3 } as const;

function page(file: string): string {
  const found = PAGES.find((one) => one.file === file);
  if (found === undefined) throw new Error(`there is no page ${file}`);
  return found.html;
}

test('there is a page a failing case, a page a system, and the index last', () => {
  expect(PAGES.map(({ file }) => file)).toEqual([
    'case-spanner-correct-split-brain-99.html',
    'case-spanner-correct-past-clock-beyond-uncertainty-5.html',
    'case-spanner-unsafe-snapshot-split-brain-17.html',
    'case-dynamo-last-writer-wins-everything-204.html',
    'system-spanner.html',
    'system-dynamo.html',
    'index.html',
  ]);
});

test('equal input gives equal bytes, whatever the order in which the runs ended', () => {
  expect(renderReport(SAMPLE_SYSTEMS, RESULTS, CASES)).toEqual(PAGES);
  expect(renderReport(SAMPLE_SYSTEMS, RESULTS.toReversed(), CASES.toReversed())).toEqual(PAGES);
});

test('no date and no time of day is in a page', () => {
  for (const { html } of PAGES) expect(markupOf(html)).not.toMatch(/\b20\d\d-\d\d-\d\d|\b\d{1,2}:\d{2}\b/);
});

test('every link leads to a page of the report', () => {
  const files = PAGES.map(({ file }) => file);
  for (const { html } of PAGES) for (const href of everyMatch(html, /href="([^"#]+)"/g)) expect(files).toContain(href);
});

test('every case is linked from the index and from the page of its system', () => {
  for (const { file } of PAGES.filter((one) => one.file.startsWith('case-'))) {
    expect(page('index.html')).toContain(`href="${file}"`);
    expect(page(file.includes('spanner') ? 'system-spanner.html' : 'system-dynamo.html')).toContain(`href="${file}"`);
  }
});

test('the same run kept twice, shrunk perhaps, has two pages', () => {
  const twice = [staleReadCase(), { ...staleReadCase(), caseFile: 'reports/cases/shrunk.json' }];
  const files = renderReport(SAMPLE_SYSTEMS, [], twice).map(({ file }) => file);
  expect(files.slice(0, 2)).toEqual([
    'case-spanner-unsafe-snapshot-split-brain-17.html',
    'case-spanner-unsafe-snapshot-split-brain-17_2.html',
  ]);
});

test('the scorecard judges the correct systems inside their contracts only', () => {
  const cells = textOf(between(page('index.html'), 'CP: refuse rather than be wrong</h3>', '<h3>'));
  // Four runs of the correct spanner, of which seed 99 violates its registers; variants and steps past the contract don't count.
  expect(cells).toContain('✕ violatedin 1 of 4 runs, 3 holds388 operations');
  expect(cells).toContain('✓ holdsin 4 runs480 acknowledged');
  expect(cells).toContain('○ vacuousin 4 runs0 minority operations');
});

test('the headline counts what speaks against a system', () => {
  const headline = (html: string): string => textOf(between(html, '<h1', '</h1>'));
  expect(headline(page('index.html'))).toBe('1 of 6 runs inside the contract broke a guarantee.');
});

test('a kept run of a correct system that broke nothing is linked, and is no failure', () => {
  const held = { ...staleReadCase({ variant: null, seed: 8 }), result: sampleResult({ variant: null, seed: 8 }) };
  const index =
    renderReport(SAMPLE_SYSTEMS, [held.result], [held]).find(({ file }) => file === 'index.html')?.html ?? '';
  const failures = textOf(between(index, '<section aria-labelledby="failures">', '</section>'));
  expect(failures).toMatch(/None\.\s*Kept although nothing broke: spanner, seed 8/);
});

test('trade-offs are shown as such, with how often and an example', () => {
  const tradeoffs = textOf(
    between(page('index.html'), 'Trade-offs observed inside the contract</caption>', '</table>'),
  );
  expect(tradeoffs).toContain('dynamoresurrected items6827.3 %');
  expect(tradeoffs).toContain('For example: item 17 of cart');
});

test('the price is that of the correct systems', () => {
  const price = textOf(between(page('index.html'), 'Client operations of the correct systems', '</table>'));
  expect(price).toContain('spanner (CP)80090.5 %7.0 %2.5 %80100 %420 ms');
  expect(price).toContain('dynamo (AP)40099.5 %0 %0.5 %400 %–');
});

test('what was meant to break says in how many runs it did', () => {
  const mistakes = textOf(between(page('index.html'), 'Planted mistakes</caption>', '</table>'));
  expect(mistakes).toContain('linearizable registers1 of 2 runs, first at seed 17seed 17');
  const steps = textOf(between(page('index.html'), 'Past the contract</caption>', '</table>'));
  expect(steps).toContain('not caught in 1 run, 1 by other guarantees only');
});

test('situations that no run met are named', () => {
  expect(textOf(page('index.html'))).toContain('spanner1 of 3 situations: lease expires in a commit.');
  expect(textOf(page('system-dynamo.html'))).toContain('merkle trees differnever');
});

test('a system page lists variants that were not run as not run', () => {
  const [spanner] = SAMPLE_SYSTEMS;
  const pages = renderReport(spanner === undefined ? [] : [spanner], [sampleResult()], []);
  expect(textOf(pages[0]?.html ?? '')).toContain('linearizable registersnot run');
});

test('a report of nothing says so', () => {
  const [index] = renderReport(SAMPLE_SYSTEMS, [], []);
  expect(textOf(index?.html ?? '')).toContain('Nothing was run.');
});

test('the index tells what was measured beside the runs, and what is not as claimed in words', () => {
  const measured: Measured = {
    recall: {
      codeVersion: '1.0',
      effort: { ranges: 3, seeds: 50 },
      variants: [
        { ...RECALLED, variant: 'no-commit-wait', found: 3 },
        { ...RECALLED, variant: 'hasty-lease', found: 2 },
      ],
      correct: [{ system: 'spanner', runs: 20, violatedSeeds: [] }],
    },
    boundary: [
      { ...BOUNDARY, fault: null, description: 'any fault inside', expected: null, violated: { liveness: 1 } },
      {
        ...BOUNDARY,
        fault: 'slow-clock',
        description: 'A clock.',
        expected: 'external-consistency',
        violated: { liveness: 0 },
      },
    ],
    other: { name: 'yesterday', results: [sampleResult({ variant: 'unsafe-snapshot' })] },
  };
  const index = renderReport(SAMPLE_SYSTEMS, RESULTS, [], measured).at(-1)?.html ?? '';
  const recall = textOf(between(index, '<section aria-labelledby="recall"', '</section>'));
  expect(recall).toContain('1 of 2 were missed in some range. The correct systems broke nothing in 20 runs.');
  expect(recall).toContain('spanner / hasty-leaseexternal consistencyeverything2 of 3 ranges421');
  const boundary = textOf(between(index, '<section aria-labelledby="boundary"', '</section>'));
  expect(boundary).toContain('1, a bug');
  expect(boundary).toContain('0, but claimed');
  const compared = textOf(between(index, '<section aria-labelledby="compared"', '</section>'));
  expect(compared).toContain('Compared with yesterday');
  expect(compared).toContain('Only here');
});

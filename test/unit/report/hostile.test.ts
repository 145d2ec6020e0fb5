import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Anomaly } from '../../../src/checkers/verdict.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { HistoryBuilder } from '../../helpers/report/history-builder.ts';
import { everyMatch, markupOf } from '../../helpers/report/html.ts';
import { caseOf } from '../../helpers/report/sample-cases.ts';
import { sampleResult } from '../../helpers/report/sample-results.ts';
import { SAMPLE_SYSTEMS } from '../../helpers/report/sample-systems.ts';

const SCRIPT = '<script>alert(1)</script>';
const BREAKOUT = `"'><img src=x onerror=alert(2)>`;
const CLOSING = '</title></style></svg></code>';
const LONG = 'x'.repeat(50_000);
const EVERYTHING = `${SCRIPT}${BREAKOUT}${CLOSING}&amp;{{7*7}}\u202e\u0000\ud800 購物車`;

/** Hostile text wherever data can come from: names, keys, values, errors, messages, processes, operations. */
function hostilePages(): readonly { readonly file: string; readonly html: string }[] {
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
  return renderReport(SAMPLE_SYSTEMS, [failure.result, correct], [{ ...failure, codeVersion: EVERYTHING }]);
}

const PAGES = hostilePages();

test('no markup comes from data', () => {
  expect(PAGES).toHaveLength(3);
  for (const { file, html } of PAGES) {
    const data = file.startsWith('case-') ? ['<script type="application/vnd.capcheck.run" id="run-data">'] : [];
    expect(everyMatch(html, /(<script[^>]*>)/gi)).toEqual([...data, '<script>']);
    const markup = markupOf(html);
    expect(markup).not.toMatch(/<img/i);
    expect(markup).not.toMatch(/<[^>]+\son\w+=/i);
    expect(everyMatch(html, /(<\/(?:style|head)>)/g)).toEqual(['</style>', '</head>']);
  }
});

test('what could deceive a reader is shown as an escape', () => {
  for (const { html } of PAGES) {
    expect(everyMatch(html, /(.{60})[\u0000\u202e\ud800]/g)).toEqual([]);
    expect(html).toContain('購物車');
  }
});

test('links lead into the report only', () => {
  for (const { html } of PAGES)
    for (const href of everyMatch(markupOf(html), /href="([^"]*)"/g)) expect(href).toMatch(/^(#[\w-]+|[\w-]+\.html)$/);
});

test('files are named safely', () => {
  for (const { file } of PAGES) expect(file).toMatch(/^[a-z0-9_-]+\.html$/);
});

test('the policy of each page allows its stylesheet and its script by hash, and nothing else', () => {
  for (const { html } of PAGES) {
    const [stylesheet = ''] = everyMatch(html, /<style>([^]*?)<\/style>/g);
    const [script = ''] = everyMatch(html, /<script>([^]*?)<\/script>/g);
    const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    const [policy = ''] = everyMatch(html, /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/g);
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src '${hashOf(stylesheet)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(markupOf(html)).not.toMatch(/\sstyle=/);
    expect(stylesheet).not.toMatch(/@import|https?:/);
  }
});

test('a very long value is cut, and the page says so', () => {
  const page = PAGES.find(({ file }) => file.startsWith('case-'));
  expect(page?.html).not.toContain('x'.repeat(20_001));
  expect(page?.html).toContain('more characters are in the case file.');
});

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hostilePages } from '../../helpers/report/hostile-pages.ts';
import { everyMatch, markupOf } from '../../helpers/report/html.ts';

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

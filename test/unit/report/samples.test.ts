import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decompress } from '../../../src/report/data/compress.ts';
import { casePage } from '../../../src/report/case/case-page.tsx';
import { type RunData, unpackRun } from '../../../src/report/data/run-data.ts';

const FOLDER = new URL('../../../reports/samples/', import.meta.url);
const DATA = /(<script type="application\/vnd\.capcheck\.run" id="run-data">)([^<]*)/;
const PAGES = readdirSync(FOLDER).filter((name) => name.endsWith('.html'));
const CASES = PAGES.filter((name) => name.startsWith('case-'));

/**
 * The page with its data as they are before compression, which may come out otherwise on other processors, and without its
 * script, which changes with everything that it is bundled from.
 */
function comparable(html: string): string {
  return html
    .replace(DATA, (_, tag: string, data: string) => `${tag}${JSON.stringify(decompress(data))}`)
    .replace(/<script>[^]*?<\/script>/, '')
    .replace(/script-src [^;]*/, '');
}

test('there are an index, systems of both CAP choices, and cases', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['index.html', 'system-spanner.html', 'system-dynamo.html']));
  expect(new Set(CASES.map((name) => name.split('-')[1])).size).toBeGreaterThanOrEqual(4);
});

test.each([
  ['a cycle', '<svg class="cycle"'],
  ['an explanation', 'id="explain"'],
  ['the shrinking of a run', 'The run was made smaller'],
  ['a likelihood curve', 'class="likelihood"'],
  ['attempts at an order', '<svg class="linearization"'],
  ['what servers recorded', 'id="observations"'],
  ['plots of clocks', 'class="interval'],
])('there is a sample that shows %s', (_, mark) => {
  const shown = CASES.filter((name) => readFileSync(new URL(name, FOLDER), 'utf8').includes(mark));
  expect(shown).not.toEqual([]);
});

test.each(CASES)('%s is what the present code makes of its run (else: npm run samples)', (name) => {
  const html = readFileSync(new URL(name, FOLDER), 'utf8');
  const data = DATA.exec(html)?.[2] ?? '';
  const { failure, system } = unpackRun(decompress(data) as RunData);
  // A string of this length is compared before it is shown: its difference would fill the screen.
  expect(comparable(casePage(failure, system)) === comparable(html)).toBe(true);
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readMeasured } from '../../../src/cli/read-measured.ts';
import { ALL_SYSTEMS } from '../../../src/models/registry.ts';
import { decompress } from '../../../src/report/data/compress.ts';
import { type RunData, unpackRun } from '../../../src/report/data/run-data.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { readResults, RESULTS_FILE } from '../../../src/search/stored-results.ts';

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

const contentOf = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** The pages made again: cases from what each carries, the index and the systems from the results that lie beside them. */
const remade = new Map(
  renderReport(
    ALL_SYSTEMS,
    readResults(fileURLToPath(new URL(RESULTS_FILE, FOLDER))),
    CASES.map((name) => unpackRun(decompress(DATA.exec(contentOf(name))?.[2] ?? '') as RunData).failure),
    readMeasured(fileURLToPath(FOLDER)),
  ).map(({ file, html }) => [file, html]),
);

test('every page is one that the present code makes', () => {
  expect([...remade.keys()].toSorted()).toEqual(PAGES.toSorted());
});

test.each(PAGES)('%s is what the present code makes of its data (else: npm run samples)', (name) => {
  // A string of this length is compared before it is shown: its difference would fill the screen.
  expect(comparable(remade.get(name) ?? '') === comparable(contentOf(name))).toBe(true);
});

test.each([
  ['recall', 'id="recall"'],
  ['boundary', 'id="boundary"'],
  ['documented trade-offs', 'id="tradeoffs"'],
])('the index has the table of %s', (_, mark) => {
  expect(contentOf('index.html')).toContain(mark);
});

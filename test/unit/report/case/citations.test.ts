import { renderToStaticMarkup } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { CitedText } from '../../../../src/report/case/cited-text.tsx';
import { Citations } from '../../../../src/report/case/citations.ts';
import { HistoryBuilder } from '../../../helpers/report/history-builder.ts';

/** Lines: 0 write, 1 its end, 2 a lease, 3 read, 4 its end, 5 a write that never ends. */
const HISTORY = new HistoryBuilder()
  .operation(10, 5, 0, 'write', [1, 1], 'ok')
  .observe(20, 'n1', 'lease', { group: 1 })
  .operation(30, 5, 1, 'read', [1, null], 'ok', [1, 1])
  .line({ millis: 40, process: 2, type: 'invoke', f: 'write', value: [1, 2] })
  .build();

function html(text: string, cited: readonly number[]): string {
  return renderToStaticMarkup(CitedText({ text, citations: new Citations(HISTORY, cited) }));
}

test('both lines of an operation are one citation, in the order of the history', () => {
  const { cited } = new Citations(HISTORY, [4, 3, 2, 1]);
  expect(cited.map(({ letter, first }) => [letter, first.index])).toEqual([
    ['A', 0],
    ['B', 2],
    ['C', 3],
  ]);
});

test('an operation lasts until its end, an observation for an instant, and what never ends to the end', () => {
  const { cited } = new Citations(HISTORY, [0, 2, 5]);
  expect(cited.map(({ fromNanos, toNanos }) => [fromNanos / 1e6, toNanos / 1e6])).toEqual([
    [10, 15],
    [20, 20],
    [40, 40],
  ]);
});

test('an index that the history does not have is not cited', () => {
  expect(new Citations(HISTORY, [99, -1]).cited).toEqual([]);
});

test('a cited operation leads to its row by either of its indices', () => {
  expect(html('read (operation 4) before operation 3', [3])).toBe(
    'read (operation <a class="citation" href="#near-3">4<sup>A</sup></a>) before operation <a class="citation" href="#near-3">3<sup>A</sup></a>',
  );
});

test('another operation leads to the table of all', () => {
  expect(html('operation 1', [3])).toBe('operation <a href="#op-0">1</a>');
});

test('lists and names of transactions are citations too', () => {
  expect(html('operations 0, 3 and 5', [])).toBe(
    'operations <a href="#op-0">0</a>, <a href="#op-3">3</a> and <a href="#op-5">5</a>',
  );
  expect(html('T4 then T1', [4])).toBe(
    '<a class="citation" href="#near-3">T4<sup>A</sup></a> then <a href="#op-0">T1</a>',
  );
});

test('numbers that cite nothing stay text', () => {
  expect(html('operation 99 took 4 ms in process 3', [])).toBe('operation 99 took 4 ms in process 3');
});

test('more than 26 citations have numbered letters', () => {
  const builder = new HistoryBuilder();
  for (let nth = 0; nth < 28; nth++) builder.observe(nth, 'n1', 'lease', nth);
  const { cited } = new Citations(
    builder.build(),
    Array.from({ length: 28 }, (_, nth) => nth),
  );
  expect(cited.slice(25).map(({ letter }) => letter)).toEqual(['Z', 'A2', 'B2']);
});

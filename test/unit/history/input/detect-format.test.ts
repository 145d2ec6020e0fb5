import { expect, test } from 'vitest';
import { detectFormat } from '../../../../src/history/input/detect-format.ts';
import { errorOf } from '../../../helpers/error-of.ts';

test.each([
  ['', 'jsonl'],
  [' \n\n', 'jsonl'],
  ['{"index":0,', 'jsonl'],
  ['{}', 'jsonl'],
  ['\n { "type": "invoke"', 'jsonl'],
  ['[{"index":0', 'json'],
  ['[\n  {\n  "index":0', 'json'],
  ['[]', 'json'],
  ['[{}]', 'json'],
  ['[\n', 'json'],
  ['[{:type :invoke', 'edn'],
  ['[ ; all of them\n {:type :invoke', 'edn'],
  ['({:type :invoke', 'edn'],
  ['{:process 0, :type :invoke', 'edn'],
  ['; a comment first\n[{:type', 'edn'],
  ['#jepsen.history.Op{:index 0', 'edn'],
  ['0\t:invoke\t:read\tnil', 'jepsen-text'],
  [':nemesis\t:info\t:start\tnil', 'jepsen-text'],
  ['-1\t:invoke\t:read\tnil', 'jepsen-text'],
  ['12  :ok     :cas    [1 2]', 'jepsen-text'],
  ['INFO  jepsen.util - 0\t:invoke\t:read\tnil', 'jepsen-log'],
  ['2023-01-01 00:00:00,123{GMT}\tINFO\t[main] jepsen.core: Test version 1', 'jepsen-log'],
])('%j is %s', (head, format) => {
  expect(detectFormat(Buffer.from(head))).toBe(format);
});

test.each(['hello', '<html>', '#<Object>', 'r(1,2,3,4)'])('%j is refused', (head) => {
  expect(errorOf(() => detectFormat(Buffer.from(head)))).toBe(
    'HistoryError: the format is not recognised; expected one of jsonl, json, edn, jepsen-text, jepsen-log',
  );
});

test.each([
  ['little', [0xff, 0xfe, 0x7b, 0x00]],
  ['big', [0xfe, 0xff, 0x00, 0x7b]],
])('UTF-16 (%s-endian) is refused by name', (_, bytes) => {
  expect(errorOf(() => detectFormat(Uint8Array.from(bytes)))).toBe('HistoryError: is UTF-16; expected UTF-8');
});

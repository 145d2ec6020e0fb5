import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnsOf } from '../../../src/history/columns.ts';
import { readColumns, readHistory } from '../../../src/history/read.ts';
import { rejectionOf } from '../../helpers/error-of.ts';
import { streamText } from '../../helpers/text-stream.ts';

const expected = [
  { index: 0, time: 0, process: 0, type: 'invoke', f: 'write', value: [1, 2] },
  { index: 1, time: 1, process: 'nemesis', type: 'info', f: 'start', value: null },
  { index: 2, time: 2, process: 0, type: 'ok', f: 'write', value: [1, 2] },
];

const sameHistory: readonly (readonly [name: string, text: string])[] = [
  [
    'h.jsonl',
    '\uFEFF{"process":0,"type":"invoke","f":"write","value":[1,2]}\r\n{ "f":"start", "type":"info", "process":"nemesis" }\r\n\r\n{"process":0,"type":"ok","f":"write","value":[1,2]}',
  ],
  [
    'h.json',
    '[{"process":0,"type":"invoke","f":"write","value":[1,2]},\n{"process":"nemesis","type":"info","f":"start"},{"process":0,"type":"ok","f":"write","value":[1,2]}]',
  ],
  [
    'h.edn',
    '[{:process 0 :type :invoke :f :write :value [1 2]}\n{:process :nemesis :type :info :f :start}\n{:process 0 :type :ok :f :write :value (1 2)}]',
  ],
  ['history.txt', '0\t:invoke\t:write\t[1 2]\n:nemesis\t:info\t:start\tnil\n0\t:ok\t:write\t[1 2]\n'],
  [
    'jepsen.log',
    'INFO jepsen.util - 0 :invoke :write [1 2]\nINFO jepsen.core - hello\nINFO jepsen.util - :nemesis :info :start nil\nINFO jepsen.util - 0 :ok :write [1 2]\n',
  ],
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capcheck-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe.each(sameHistory)('%s', (name, text) => {
  test('is recognised and read, packed or not, as a history and as columns', async () => {
    for (const path of [await fileOf(name, text), await fileOf(`${name}.gz`, gzipSync(text))]) {
      const history = await readHistory(path);
      expect(history.operations).toEqual(expected);
      expect([...history.pairs]).toEqual([2, -1, 0]);
      expect(await readColumns(path)).toEqual(columnsOf(history));
    }
  });
});

const read = (text: string, options = {}): Promise<unknown> => readHistory(streamText(text), options);

describe('errors have file, line and field', () => {
  const good = '{"process":0,"type":"invoke","f":"read"}\n';

  test.each([
    [
      'an unknown type',
      good + '{"process":0,"type":"okay","f":"read"}',
      'line 2, field "type": "okay" is not a type; expected invoke, ok, fail or info',
    ],
    [
      'a completion without invocation',
      good + '{"process":1,"type":"ok","f":"read"}',
      'line 2, field "type": process 1 completes (ok) what it never invoked',
    ],
    [
      'a second invocation',
      good + '\n' + good,
      'line 3, field "process": process 0 invokes while its operation 0 is open',
    ],
    [
      'a process that goes on after info',
      good + '{"process":0,"type":"info","f":"read"}\n' + good,
      'line 3, field "process": process 0 goes on after info retired it',
    ],
    [
      'time that goes back',
      '{"time":5,"process":0,"type":"invoke","f":"read"}\n{"time":4,"process":0,"type":"ok","f":"read"}',
      'line 2, field "time": time goes back from 5 to 4',
    ],
    [
      'an index twice',
      good + '{"index":0,"process":0,"type":"ok","f":"read"}',
      'line 2, field "index": 0 comes after 0; expected 1',
    ],
    [
      'a gap in the indices',
      '{"index":1,"process":0,"type":"invoke","f":"read"}',
      'line 1, field "index": 1 leaves a gap; expected 0',
    ],
    [
      'a last line that is cut off',
      good + '{"process":0,"ty',
      'line 2: the last line is cut off: it has no end and is no whole JSON',
    ],
    [
      'a line that is no object',
      good + '[1]\n',
      'line 2: [ 1 ] is not an operation; expected an object with the fields of one',
    ],
    ['a line of one digit', good + '7\n', 'line 2: 7 is not an operation; expected an object with the fields of one'],
  ])('%s', async (_, text, message) => {
    expect(await rejectionOf(readHistory(streamText(text)))).toBe(`HistoryError: <stream>, ${message}`);
    expect(await rejectionOf(readColumns(streamText(text)))).toBe(`HistoryError: <stream>, ${message}`);
    const usual = text.replaceAll('"f":"read"}', '"f":"read","value":null}');
    expect(await rejectionOf(readColumns(streamText(usual)))).toBe(`HistoryError: <stream>, ${message}`);
    const path = await fileOf('bad.jsonl', text);
    expect(await rejectionOf(readHistory(path))).toBe(`HistoryError: ${path}, ${message}`);
  });

  test('a line that is no JSON', async () => {
    expect(await rejectionOf(read(`${good}{"process":0,}\n`))).toMatch(
      /^HistoryError: <stream>, line 2: is not JSON: /,
    );
  });

  test('a pairing error in another format', async () => {
    expect(await rejectionOf(read('[{:process 0 :type :ok :f :read}]'))).toBe(
      'HistoryError: <stream>, line 1, field "type": process 0 completes (ok) what it never invoked',
    );
  });

  test('a file that is not there, not packed, cut off or damaged', async () => {
    for (const name of ['missing.jsonl', 'missing.jsonl.gz']) {
      const missing = join(folder, name);
      expect(await rejectionOf(readHistory(missing))).toBe(`HistoryError: ${missing}: there is no such file`);
    }
    const plain = await fileOf('plain.jsonl.gz', good);
    expect(await rejectionOf(readHistory(plain))).toBe(
      `HistoryError: ${plain}: is not packed by gzip, although its name ends in .gz`,
    );
    const packed = gzipSync(good);
    for (const length of [0, 30, packed.length - 1]) {
      const cut = await fileOf('cut.jsonl.gz', packed.subarray(0, length));
      expect(await rejectionOf(readHistory(cut))).toBe(
        `HistoryError: ${cut}: the file is cut off: what gzip packed ends too early`,
      );
    }
    // The last eight bytes are the checksum and the length.
    packed[packed.length - 8]! ^= 1;
    const damaged = await fileOf('damaged.jsonl.gz', packed);
    expect(await rejectionOf(readHistory(damaged))).toBe(
      `HistoryError: ${damaged}: is damaged and can't be unpacked: incorrect data check`,
    );
  });

  test('a format that is not the one of the file', async () => {
    expect(await rejectionOf(read(good, { format: 'json' }))).toBe(
      'HistoryError: <stream>, line 1: is not a JSON array; expected "["',
    );
  });
});

describe('renumber', () => {
  const lives = ['invoke', 'info', 'invoke', 'ok']
    .map((type) => `{"process":3,"type":"${type}","f":"read"}\n`)
    .join('');

  test.each([
    ['of any shape', lives],
    ['of the usual one', lives.replaceAll('}', ',"value":null}')],
  ])('is an option for JSON lines %s', async (_, text) => {
    const { operations } = await readHistory(streamText(text), { renumber: true });
    expect(operations.map(({ process }) => process)).toEqual([3, 3, 4, 4]);
    const columns = await readColumns(streamText(text), { renumber: true });
    expect([...columns.process].map((process) => columns.clients[process])).toEqual([3, 3, 4, 4]);
  });

  test('is the rule for EDN, and can be forbidden', async () => {
    const edn = lives.replaceAll(/"(\w+)":/g, ':$1 ').replaceAll(/"(\w+)"/g, ':$1');
    const { operations } = await readHistory(streamText(edn));
    expect(operations.map(({ process }) => process)).toEqual([3, 3, 4, 4]);
    expect(await rejectionOf(readHistory(streamText(edn), { renumber: false }))).toMatch(
      /goes on after info retired it$/,
    );
  });

  test('time that goes back stays as it was, and the order too', async () => {
    const { operations } = await readHistory(
      streamText(
        '[{:index 7 :time 9 :process 0 :type :invoke :f :read}{:index 9 :time 3 :process 0 :type :ok :f :read}]',
      ),
    );
    expect(operations.map(({ index, time }) => [index, time])).toEqual([
      [7, 9],
      [9, 3],
    ]);
  });
});

test('independent keys are taken apart alike in a history and in columns', async () => {
  const text =
    '{"process":0,"type":"invoke","f":"write","value":["x",1]}\n{"process":1,"type":"invoke","f":"read","value":[2,null]}\n' +
    '{"process":0,"type":"info","f":"write","value":"?"}\n{"process":1,"type":"ok","f":"read", "value":[2,[3]]}\n';
  const history = await readHistory(streamText(text), { independent: true });
  expect(history.operations.map((operation) => [operation['key'], operation.value])).toEqual([
    ['x', 1],
    [2, null],
    [undefined, '?'],
    [2, [3]],
  ]);
  expect(await readColumns(streamText(text), { independent: true })).toEqual(columnsOf(history));
});

test('a history of more than a mebibyte keeps its order, packed or not', async () => {
  const adds = Array.from({ length: 20_000 }, (_, at) => `{"process":${at},"type":"invoke","f":"add","value":${at}}\n`);
  const text = adds.join('');
  expect(text.length).toBeGreaterThan(2 ** 20);
  for (const path of [await fileOf('long.jsonl', text), await fileOf('long.jsonl.gz', gzipSync(text))]) {
    const { operations } = await readHistory(path);
    expect(operations.map(({ value }) => value)).toEqual(adds.map((_, at) => at));
    expect(await readColumns(path)).toMatchObject({ length: 20_000, values: [null, ...adds.keys()] });
  }
});

test('usual lines are told apart by their whole names and values', async () => {
  const text = [
    ['read', '[1]'],
    ['reads', '5'],
    ['rea', '[1]'],
    ['read', '5'],
  ]
    .map(([f, value], process) => `{"process":${process},"type":"invoke","f":"${f}","value":${value}}\n`)
    .join('');
  const columns = await readColumns(streamText(text));
  expect(columns).toEqual(columnsOf(await readHistory(streamText(text))));
  expect([...columns.f].map((f) => columns.fNames[f])).toEqual(['read', 'reads', 'rea', 'read']);
  expect([...columns.value].map((value) => columns.values[value])).toEqual([[1], 5, [1], 5]);
});

test.each(['[[1 2],null]', '[null,[1 2]]'])('of a pair %s both parts must be JSON', async (value) => {
  const text = `{"process":0,"type":"invoke","f":"read","value":${value}}\n`;
  expect(await rejectionOf(readColumns(streamText(text), { independent: true }))).toMatch(/line 1: is not JSON: /);
});

test('a byte order mark inside the file is a character like others', async () => {
  const { operations } = await readHistory(streamText('{"process":0,"type":"invoke","f":"read","value":"\uFEFF"}\n'));
  expect(operations[0]?.value).toBe('\uFEFF');
});

test('a stream may be of text', async () => {
  const { operations } = await readHistory(Readable.from(['{"process":0,"type":"inv', 'oke","f":"ü"}\n']));
  expect(operations).toMatchObject([{ process: 0, f: 'ü' }]);
});

test('an empty file is an empty history', async () => {
  expect((await readHistory(streamText(''))).operations).toEqual([]);
  expect((await readColumns(streamText(''))).length).toBe(0);
});

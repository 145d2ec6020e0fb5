import { describe, expect, test } from 'vitest';
import type { RecordReader } from '../../../../src/history/input/format.ts';
import { readJepsenLog, readJepsenText } from '../../../../src/history/jepsen/read-jepsen.ts';
import { rejectionOf } from '../../../helpers/error-of.ts';
import { streamText } from '../../../helpers/text-stream.ts';

async function read(reader: RecordReader, text: string): Promise<[unknown, number][]> {
  const records: [unknown, number][] = [];
  await reader(streamText(text), (record, line) => records.push([record, line]));
  return records;
}

describe('readJepsenText', () => {
  test('reads process, type, f, value and error', async () => {
    const text =
      '0\t:invoke\t:cas\t[1 2]\r\n:nemesis\t:info\t:start\tnil\n\n0  :info  :cas  [1 2]\t[:timeout "no answer"]\n';
    expect(await read(readJepsenText, text)).toEqual([
      [{ process: 0, type: 'invoke', f: 'cas', value: [1, 2] }, 1],
      [{ process: 'nemesis', type: 'info', f: 'start', value: null }, 2],
      [{ process: 0, type: 'info', f: 'cas', value: [1, 2], error: ['timeout', 'no answer'] }, 4],
    ]);
  });

  describe('an error as Jepsen prints it, without quotes', () => {
    const errorsOf = async (...lines: readonly string[]): Promise<unknown[]> =>
      (await read(readJepsenText, lines.join('\n'))).map(([record]) => (record as { error?: unknown }).error);

    test.each([
      ['indeterminate: Read timed out', 'indeterminate: Read timed out'],
      ['[:psql ERROR: a ) too many]', '[:psql ERROR: a ) too many]'],
      ['[:psql ERROR: duplicate key (', '[:psql ERROR: duplicate key ('],
      ['007', '007'],
      ['boom', 'boom'],
      [':timeout', 'timeout'],
      ['nil', null],
      ['[:no-leader 3] ; a comment', ['no-leader', 3]],
      ['; a comment', undefined],
    ])('%s', async (printed, error) => {
      expect(await errorsOf(`0\t:fail\t:read\tnil\t${printed}`)).toEqual([error]);
      expect(await errorsOf(`0\t:info\t:read\tnil\t${printed}`)).toEqual([error]);
    });

    test('of several lines, of which the first is kept', async () => {
      const message = ['0\t:info\t:read\tnil\tERROR: could not serialize', '  Detail: 40001', '', 'Hint: try again'];
      expect(await read(readJepsenText, [...message, '1\t:invoke\t:read\tnil'].join('\n'))).toEqual([
        [{ process: 0, type: 'info', f: 'read', value: null, error: 'ERROR: could not serialize' }, 1],
        [{ process: 1, type: 'invoke', f: 'read', value: null }, 5],
      ]);
    });

    test('hides no line that was meant to be an operation, and nothing behind an operation without one', async () => {
      const refused = 'is not an operation; expected process, type, f, value and perhaps error';
      const boom = '0\t:info\t:read\tnil\tboom boom';
      expect(await rejectionOf(errorsOf(boom, '1\t:okay\t:read\tnil'))).toBe(`HistoryError: line 2: ${refused}`);
      expect(await rejectionOf(errorsOf(boom, '1\t:ok\t:read\tnil', 'hello'))).toBe(`HistoryError: line 3: ${refused}`);
      expect(await rejectionOf(errorsOf('0\t:info\t:read\tnil\t:timeout', 'hello'))).toBe(
        `HistoryError: line 2: ${refused}`,
      );
    });
  });

  test.each([
    [
      '0\t:invoke\t:read\tnil\nhello\n',
      'HistoryError: line 2: is not an operation; expected process, type, f, value and perhaps error',
    ],
    ['\n0\t:ok\t:read\t[1 2\n', 'HistoryError: line 2: the file ends before "]"'],
    ['\n0\t:info\t:read\t]\n', 'HistoryError: line 2: a closing bracket that closes nothing'],
    ...['invoke', 'ok'].map((type) => [
      `0\t:${type}\t:read\t1\t2\t3\n`,
      'HistoryError: line 1, field "error": is not one form of EDN; only the error of fail or info may be a text without quotes',
    ]),
  ])('%j is refused', async (text, error) => {
    expect(await rejectionOf(read(readJepsenText, text))).toBe(error);
  });
});

describe('readJepsenLog', () => {
  test('reads the operations of old and new logs, and nothing else', async () => {
    const text = [
      'INFO  jepsen.core - Worker 0 starting',
      'INFO  jepsen.util - 0\t:invoke\t:read\tnil',
      'INFO  jepsen.util - hello :invoke',
      '2023-05-01 10:00:00,123{GMT}\tINFO\t[jepsen worker 3] jepsen.util: 0\t:ok\t:txn\t[[:r 5 [1]]]',
      '  at java.lang.Thread.run(Thread.java:750)',
      '2023-05-01 10:00:00,124{GMT}\tINFO\t[jepsen nemesis] jepsen.util: :nemesis\t:info\t:stop\t"healed"',
      '2023-05-01 10:00:00,125{GMT}\tINFO\t[jepsen worker 4] jepsen.util: 4\t:info\t:txn\tnil\t[:psql ERROR: deadlock',
      '  Detail: Process 7 waits]',
      'INFO  jepsen.util - 5\t:fail\t:read\tnil\tas jepsen.util: says',
    ].join('\n');
    expect(await read(readJepsenLog, text)).toEqual([
      [{ process: 0, type: 'invoke', f: 'read', value: null }, 2],
      [{ process: 0, type: 'ok', f: 'txn', value: [['r', 5, [1]]] }, 4],
      [{ process: 'nemesis', type: 'info', f: 'stop', value: 'healed' }, 6],
      [{ process: 4, type: 'info', f: 'txn', value: null, error: '[:psql ERROR: deadlock' }, 7],
      [{ process: 5, type: 'fail', f: 'read', value: null, error: 'as jepsen.util: says' }, 9],
    ]);
  });

  test('an operation that is cut off is an error, not a line of the log', async () => {
    const text = 'INFO  jepsen.util - 0\t:invoke\t:read\tnil\nINFO  jepsen.util - 0\t:ok\t:read\t[1';
    expect(await rejectionOf(read(readJepsenLog, text))).toBe('HistoryError: line 2: the file ends before "]"');
  });

  test('an empty log is an empty history', async () => {
    expect(await read(readJepsenLog, '\n')).toEqual([]);
  });

  test('a log without an operation is refused', async () => {
    expect(await rejectionOf(read(readJepsenLog, 'INFO  jepsen.core - Worker 0 starting'))).toBe(
      'HistoryError: no line of the log is an operation; expected "jepsen.util - 0 :invoke :read nil"',
    );
  });
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formatFindings } from '../../../src/cli/output/findings.ts';
import { checkContent, linesOf, written } from '../../helpers/check-content.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('a file that can not be judged ends with exit code 254 and says where it is wrong', () => {
  test.each<readonly [name: string, content: string | Buffer, spec: string, message: string | RegExp]>([
    [
      'unmatched.jsonl',
      written + linesOf('1 ok write 2'),
      'register',
      'line 3, field "type": process 1 completes (ok) what it never invoked',
    ],
    [
      'double.jsonl',
      linesOf('0 invoke write 1', '0 invoke write 2'),
      'register',
      'line 2, field "process": process 0 invokes while its operation 0 is open',
    ],
    [
      'cut.jsonl',
      written.slice(0, -10),
      'register',
      'line 2: the last line is cut off: it has no end and is no whole JSON',
    ],
    ['nan.jsonl', linesOf('0 invoke write NaN'), 'register', /^line 1: is not JSON: .*NaN/],
    [
      'deep.jsonl',
      linesOf(`0 invoke write ${'['.repeat(600)}${']'.repeat(600)}`),
      'register',
      'line 1, field "value": a value nests deeper than 500 levels',
    ],
    [
      'process.jsonl',
      linesOf('0.5 invoke write 1'),
      'register',
      'line 1, field "process": 0.5 is not a process; expected an integer (a client) or a string (not a client)',
    ],
    ['latin.jsonl', Buffer.from(written.replace('write', 'wr\u00eete'), 'latin1'), 'register', 'line 1: is not UTF-8'],
    [
      'cut.json',
      '[{"process":0,"type":"invoke","f":"read"},\n{"process":0,',
      'register',
      'line 2: the file is cut off: the array is not closed',
    ],
    [
      'comma.json',
      '[{"process":0,"type":"invoke","f":"read"},\n]',
      'register',
      'line 2: a comma has no operation on one of its sides',
    ],
    [
      'element.json',
      '[{"process":0,"type":"invoke","f":"read"},\n3]',
      'register',
      'line 2: 3 is not an operation; expected an object with the fields of one',
    ],
    [
      'cut.edn',
      '[{:process 0 :type :invoke :f :read}\n{:process 0 :type',
      'register',
      'line 2: the file ends before "}"',
    ],
    [
      'type.edn',
      '{:process 0 :type :done :f :read}',
      'register',
      'line 1, field "type": "done" is not a type; expected invoke, ok, fail or info',
    ],
    [
      'history.txt',
      '0\t:invoke\t:read\tnil\nsomething else\n',
      'register',
      'line 2: is not an operation; expected process, type, f, value and perhaps error',
    ],
    [
      'console.log',
      'INFO jepsen.core: hello\n',
      'register',
      /^no line of the log is an operation; expected "jepsen.util - /,
    ],
    ['table.csv', 'process,type\n0,invoke\n', 'register', /^the format is not recognised; expected one of jsonl, /],
    ['binary.bin', Buffer.from(Array.from({ length: 256 }, (_, i) => i)), 'register', /^the format is not recognised/],
    ['wide.jsonl', Buffer.from(`\ufeff${written}`, 'utf16le'), 'register', 'is UTF-16; expected UTF-8'],
    ['plain.jsonl.gz', written, 'register', 'is not packed by gzip, although its name ends in .gz'],
    [
      'cut.jsonl.gz',
      gzipSync(written).subarray(0, 30),
      'register',
      'the file is cut off: what gzip packed ends too early',
    ],
    [
      'packed.jsonl',
      gzipSync(written),
      'register',
      'is packed by gzip; give it a name that ends in .gz to have it unpacked',
    ],
    [
      'near.jsonl',
      written + linesOf('1 invoke raed'),
      'register',
      'line 3, field "f": "raed" is no operation of the spec register; expected read, write. Did you mean "read"? To leave operations out, name those to consider (fs, or --only).',
    ],
    [
      'queue.jsonl',
      `\n\n${linesOf('0 invoke enqueue 1')}`,
      'stack',
      'line 3, field "f": "enqueue" is no operation of the spec stack; expected push, pop. All operations of this history are in fifo-queue. To leave operations out, name those to consider (fs, or --only).',
    ],
  ])('%s', async (name, content, spec, message) => {
    const { code, out, err } = await checkContent(name, content, '--spec', spec);
    expect({ code, out }).toEqual({ code: 254, out: '' });
    const told = typeof message === 'string' ? message : (expect.stringMatching(message) as unknown);
    const [, place = ''] = /^capcheck: [^,:]+(?:, |: )([^]*)\n$/.exec(err) ?? [];
    expect(err.startsWith(`capcheck: ${name}`)).toBe(true);
    expect(place).toEqual(told);
  });

  test('a folder, and a file that is not there', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'runs'));
    expect((await runCliHere('check', join(folder, 'runs'), '--spec', 'set')).err).toMatch(
      /runs: is a folder; expected a file with a history\n$/,
    );
    expect((await runCliHere('check', join(folder, 'none'), '--spec', 'set')).err).toMatch(
      /none: there is no such file\n$/,
    );
  });

  test('JSON that is read as EDN', async () => {
    const { code, err } = await checkContent('a.jsonl', written, '--spec', 'register', '--format', 'edn');
    expect({ code, err }).toEqual({
      code: 254,
      err: 'capcheck: a.jsonl, line 1: ":" is no keyword; in JSON it stands behind a key, and this is read as EDN\n',
    });
  });
});

describe('what else is refused or helped with', () => {
  test.each([
    ['fifo-queue', '5', '5 is no initial state of the spec fifo-queue; expected a list of items, the oldest first'],
    ['counter', '"1"', '"1" is no initial state of the spec counter; expected a number no larger than 2^53'],
    ['mutex', 'null', 'null is no initial state of the spec mutex; expected true (held) or false (free)'],
    [
      'multi-register',
      '[]',
      '[] is no initial state of the spec multi-register; expected an object of registers and their values',
    ],
  ])('--spec %s --initial %s', async (spec, initial, message) => {
    expect(await checkContent('h.jsonl', '', '--spec', spec, '--initial', initial)).toEqual({
      code: 254,
      out: '',
      err: `capcheck: ${message}\n`,
    });
  });

  test('--only with a name that the spec does not have', async () => {
    const { code, err } = await checkContent('h.jsonl', written, '--spec', 'register', '--only', 'raed');
    expect({ code, err }).toEqual({
      code: 254,
      err: 'capcheck: there is no operation of the spec register "raed". Did you mean "read"? There are: read, write.\n',
    });
  });

  test.each([
    ['', 'the history has no operation of a client'],
    ['\n \n', 'the history has no operation of a client'],
    ['[]', 'the history has no operation of a client'],
    ['{"process":"nemesis","type":"info","f":"kill"}\n', 'the history has no operation of a client'],
  ])('%j is vacuous', async (content, reason) => {
    const { code, out } = await checkContent('h.jsonl', content, '--spec', 'register');
    expect(code).toBe(2);
    expect(out).toMatch(/: vacuous/);
    expect(out.trimEnd().split('\n').at(-1)).toBe(`    ${reason}`);
  });

  test.each([linesOf('0 invoke write 1', '0 fail write 1'), linesOf('0 invoke write 1', '0 info write 1')])(
    '%j holds, and says that nothing was ok',
    async (content) => {
      const { code, out } = await checkContent('h.jsonl', content, '--spec', 'register');
      expect(code).toBe(0);
      expect(out).not.toMatch(/\d ok/);
    },
  );

  test('a byte order mark, CRLF and a name in .gz do no harm', async () => {
    const crlf = written.replaceAll('\n', '\r\n');
    for (const [name, content] of [
      ['a.jsonl', `\ufeff${written}`],
      ['b.jsonl', crlf],
      ['c.jsonl.gz', gzipSync(`\ufeff${crlf}`)],
      ['d.edn', '\ufeff{:process 0 :type :invoke :f :read}\r\n{:process 0 :type :ok :f :read}\r\n'],
      ['e.txt', '\ufeff0\t:invoke\t:read\tnil\r\n0\t:ok\t:read\tnil\r\n'],
      ['f.json', '\ufeff[\r\n{"process":0,"type":"invoke","f":"read"},\r\n{"process":0,"type":"ok","f":"read"}]'],
    ] as const)
      expect(await checkContent(name, content, '--spec', 'register')).toMatchObject({ code: 0, err: '' });
  });

  test('numbers of any size are exact, and what JSON has no name for keeps its own', async () => {
    const [one, other] = ['12345678901234567890123', '12345678901234567890124'];
    const read = (answer: string): string =>
      linesOf(`0 invoke write ${one}`, `0 ok write ${one}`, '0 invoke read', `0 ok read ${answer}`);
    expect(await checkContent('a.jsonl', read(one), '--spec', 'register')).toMatchObject({ code: 0 });
    expect(await checkContent('a.jsonl', read(other), '--spec', 'register')).toMatchObject({ code: 1 });
    const edn = (value: string): string =>
      `{:process 0 :type :invoke :f :write :value ${value}}{:process 0 :type :ok :f :write :value ${value}}` +
      `{:process 0 :type :invoke :f :read}{:process 0 :type :ok :f :read :value ${value}}`;
    for (const value of ['##NaN', '#inst "2020"', '1/3', '[[1 [2 {:a #{1 2}}]]]', '90071992547409931N'])
      expect(await checkContent('a.edn', edn(value), '--spec', 'register')).toMatchObject({ code: 0 });
  });

  test('pairs of key and value get a hint, in a violation and in an error', async () => {
    const stale = linesOf(
      '0 invoke write ["x",1]',
      '0 ok write ["x",1]',
      '0 invoke write ["y",2]',
      '0 ok write ["y",2]',
      '0 invoke read ["x",null]',
      '0 ok read ["x",1]',
    );
    const hint =
      'every operation is about a pair [key, value]: with --independent (`independent`) each key is an object of its own';
    expect((await checkContent('h.jsonl', stale, '--spec', 'register')).out).toContain(`    hint: ${hint}\n`);
    expect(await checkContent('h.jsonl', stale, '--spec', 'register', '--independent')).toMatchObject({ code: 0 });
    const counted = linesOf(
      '0 invoke add ["x",1]',
      '0 ok add ["x",1]',
      '0 invoke read ["x",null]',
      '0 ok read ["x",1]',
    );
    expect((await checkContent('h.jsonl', counted, '--spec', 'counter')).err).toBe(
      `capcheck: h.jsonl, line 1, field "value": [ 'x', 1 ] does not fit: add takes a number no larger than 2^53 (spec counter); ${hint}\n`,
    );
  });

  test('an answer that is wrong at once gets a hint at the initial state', async () => {
    const zero = linesOf('0 invoke read', '0 ok read 0');
    const { code, out } = await checkContent('h.jsonl', zero, '--spec', 'register');
    expect(code).toBe(1);
    expect(out).toContain(
      '    hint: one operation is enough for this, right at the beginning: if the object did not begin as null',
    );
    expect(await checkContent('h.jsonl', zero, '--spec', 'register', '--initial', '0')).toMatchObject({ code: 0 });
    const stale = written + linesOf('0 invoke read', '0 ok read');
    expect((await checkContent('h.jsonl', stale, '--spec', 'register')).out).not.toContain('hint');
  });

  test('of a long explanation the beginning and the end are printed', () => {
    const linesOfSteps = (length: number): readonly string[] => {
      const steps = Array.from({ length }, (_, number) => `step ${number}`);
      const anomaly = { kind: 'stale-read', message: 'it is wrong', operations: [], steps };
      const shown = formatFindings('h', [
        { name: 'x', verdict: { verdict: 'violated', exercised: {}, anomalies: [anomaly] } },
      ]);
      return shown.split('\n').filter((line) => line.startsWith('      '));
    };
    // The line that says how much is hidden would take as much room as the one step.
    expect(linesOfSteps(13).join()).not.toContain('more steps');
    const lines = linesOfSteps(30);
    expect(lines).toHaveLength(13);
    expect(lines.slice(0, 3)).toEqual([
      '      step 0',
      '      … 18 more steps, in full with --json …',
      '      step 19',
    ]);
    expect(lines.at(-1)).toBe('      step 29');
  });
});

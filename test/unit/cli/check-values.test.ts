import { describe, expect, test } from 'vitest';
import { checkContent, linesOf, written } from '../../helpers/check-content.ts';

describe('values that a spec has no use for are told with the line of the invocation or the completion', () => {
  test.each<readonly [spec: string, operations: readonly string[], line: number, message: string]>([
    ['cas-register', ['0 invoke cas 3', '0 ok cas 3'], 1, '3 does not fit: cas takes a pair [old, new]'],
    ['cas-register', ['0 invoke cas [1,2,3]'], 1, '[ 1, 2, 3 ] does not fit: cas takes a pair [old, new]'],
    [
      'cas-register',
      ['0 invoke cas [1,2]', '0 ok cas false'],
      2,
      'false does not fit: cas is answered by anything but false; a cas that found another value is a fail',
    ],
    [
      'versioned-register',
      ['0 invoke read', '0 ok read 5'],
      2,
      '5 does not fit: read is answered by a pair [version, value] with an integer from 0 as version',
    ],
    ['versioned-register', ['0 invoke write 5'], 1, '5 does not fit: write takes a pair [null, value]'],
    [
      'multi-register',
      ['0 invoke txn [["append","x",1]]'],
      1,
      `[ [ 'append', 'x', 1 ] ] does not fit: txn takes a list of ["r", register, value] and ["w", register, value]`,
    ],
    [
      'multi-register',
      ['0 invoke txn [["w","x",1]]', '0 ok txn 1'],
      2,
      '1 does not fit: txn is answered by a list of ["r", register, value] and ["w", register, value]',
    ],
    [
      'owner-mutex',
      ['0 invoke acquire'],
      1,
      'null does not fit: acquire takes an owner; the spec mutex is for locks that do not ask for one',
    ],
    [
      'fenced-lease',
      ['0 invoke acquire', '0 ok acquire 0'],
      2,
      '0 does not fit: acquire is answered by a token, an integer from 1',
    ],
    ['fenced-lease', ['0 invoke use "a"'], 1, '"a" does not fit: use takes a token, an integer from 1'],
    [
      'fifo-queue',
      ['0 invoke enqueue'],
      1,
      'null does not fit: enqueue takes an item; null is the answer of a collection that is empty',
    ],
    [
      'stack',
      ['0 invoke push'],
      1,
      'null does not fit: push takes an item; null is the answer of a collection that is empty',
    ],
    [
      'bag',
      ['0 invoke add'],
      1,
      'null does not fit: add takes an item; null is the answer of a collection that is empty',
    ],
    [
      'priority-queue',
      ['0 invoke insert "a"'],
      1,
      '"a" does not fit: insert takes a number, or a list that begins with one',
    ],
    ['set', ['0 invoke read', '0 ok read 3'], 2, '3 does not fit: read is answered by a list of items'],
    ['set', ['0 invoke contains 1', '0 ok contains 1'], 2, '1 does not fit: contains is answered by true or false'],
    ['counter', ['0 invoke add "1"'], 1, '"1" does not fit: add takes a number no larger than 2^53'],
    [
      'counter',
      ['0 invoke read', '0 ok read 9007199254740993'],
      2,
      '9007199254740993n does not fit: read is answered by a number no larger than 2^53',
    ],
    [
      'unique-ids',
      ['0 invoke generate', '0 ok generate'],
      2,
      'null does not fit: generate is answered by the identifier that was given out',
    ],
    [
      'append-only-log',
      ['0 invoke read', '0 ok read "ab"'],
      2,
      '"ab" does not fit: read is answered by a list of entries',
    ],
  ])('%s %j', async (spec, operations, line, message) => {
    const nemesis = '{"process":"nemesis","type":"info","f":"kill"}\n\n';
    const { code, out, err } = await checkContent('h.jsonl', nemesis + linesOf(...operations), '--spec', spec);
    expect({ code, out, err }).toEqual({
      code: 254,
      out: '',
      err: `capcheck: h.jsonl, line ${line + 2}, field "value": ${message} (spec ${spec})\n`,
    });
  });

  test('the first one in the file, in every format', async () => {
    const edn =
      '[{:process 0 :type :invoke :f :read :value nil}\n {:process 1 :type :invoke :f :cas :value 2}\n' +
      ' {:process 0 :type :ok :f :read :value 1}\n {:process 2 :type :invoke :f :cas :value 3}]';
    const text = '0\t:invoke\t:read\tnil\n1\t:invoke\t:cas\t2\n2\t:invoke\t:cas\t3\n';
    const log = text.replace(/^/gm, 'INFO  jepsen.util - ');
    for (const [name, content] of [
      ['h.edn', edn],
      ['history.txt', text],
      ['console.log', log.trimEnd().replace(/INFO {2}jepsen.util - $/, '')],
    ] as const) {
      const { err } = await checkContent(name, content, '--spec', 'cas-register');
      expect(err).toBe(
        `capcheck: ${name}, line 2, field "value": 2 does not fit: cas takes a pair [old, new] (spec cas-register)\n`,
      );
    }
  });

  test('a call that failed is not looked at, for it never took effect', async () => {
    const { code } = await checkContent(
      'h.jsonl',
      written + linesOf('0 invoke cas 3', '0 fail cas 3'),
      '--spec',
      'cas-register',
    );
    expect(code).toBe(0);
  });
});

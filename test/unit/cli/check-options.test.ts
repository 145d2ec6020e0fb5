import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkContent, linesOf, written } from '../../helpers/check-content.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const STALE = written + linesOf('1 invoke read', '1 ok read');

describe('several files', () => {
  const files: Readonly<Record<string, string>> = { 'good.jsonl': written, 'stale.jsonl': STALE, 'empty.jsonl': '' };
  const checkAll = async (...names: readonly string[]) => {
    const folder = temporaryFolder();
    const paths = names.map((name) => join(folder, name));
    for (const [at, path] of paths.entries()) writeFileSync(path, files[names[at]!]!);
    return { ...(await runCliHere('check', ...paths, '--spec', 'register', '--json')), folder };
  };

  test.each([
    [['good.jsonl', 'stale.jsonl'], 1, 'violated', ['holds', 'violated']],
    [['stale.jsonl', 'good.jsonl'], 1, 'violated', ['violated', 'holds']],
    [['empty.jsonl', 'stale.jsonl'], 1, 'violated', ['vacuous', 'violated']],
    [['good.jsonl', 'good.jsonl'], 0, 'holds', ['holds', 'holds']],
  ])('%j: the worst verdict is that of all', async (names, expected, verdict, verdicts) => {
    const { code, out, folder } = await checkAll(...names);
    expect(code).toBe(expected);
    expect(JSON.parse(out)).toMatchObject({
      verdict,
      results: names.map((name, at) => ({
        file: join(folder, name),
        verdict: verdicts[at],
        guarantees: [{ name: 'linearizable register', verdict: { verdict: verdicts[at] } }],
      })),
    });
  });
});

test('--claim: one guarantee that is violated is enough, whatever the first one says', async () => {
  const pairs = STALE.replaceAll(/"value":(\w+)/g, '"value":["x",$1]');
  const { code, out } = await checkContent('h.jsonl', pairs, '--claim', 'spanner');
  expect(code).toBe(1);
  expect(out).toMatch(/external-consistency: vacuous[^]*linearizable-registers: violated/);
});

test('--claim: a value of another shape is told with its line', async () => {
  const { code, err } = await checkContent('h.jsonl', `\n${written}`, '--claim', 'spanner');
  expect({ code, err }).toEqual({
    code: 254,
    err: 'capcheck: h.jsonl, line 2, field "value": 1 is not a pair; expected [key, value] of independent objects\n',
  });
});

describe('--format', () => {
  /** By its first line it would be EDN, which it is not. */
  const log = (...operations: readonly string[]): string =>
    ['{:nodes ["n1"]}', ...operations.map((operation) => `INFO  jepsen.util - ${operation}`), ''].join('\n');
  const transaction = log('0 :invoke :txn [[:append 1 1]]', '0 :ok :txn [[:append 1 1]]');

  test.each([
    [['--spec', 'register'], log('0 :invoke :write 1', '0 :ok :write 1'), 0],
    [['--workload', 'bank'], log('0 :invoke :balances nil', '0 :ok :balances {:a 1}'), 2],
    [['--workload', 'list-append', '--isolation', 'serializable'], transaction, 0],
    [['--workload', 'list-append', '--isolation', 'serializable', '--assume', 'timestamps'], transaction, 2],
    [['--workload', 'list-append', '--isolation', 'snapshot-isolation', '--assume', 'timestamps'], transaction, 2],
  ])('%j reads the format that is named, not the one that it sees', async (question, content, expected) => {
    expect((await checkContent('h', content, ...question)).code).toBe(254);
    const { code, err } = await checkContent('h', content, ...question, '--format', 'jepsen-log');
    expect({ code, err }).toEqual({ code: expected, err: '' });
  });

  test('and finds the line of an operation in it', async () => {
    const content = log('0 :invoke :cas 3');
    const { err } = await checkContent('h', content, '--spec', 'cas-register', '--format', 'jepsen-log');
    expect(err).toBe(
      'capcheck: h, line 2, field "value": 3 does not fit: cas takes a pair [old, new] (spec cas-register)\n',
    );
  });
});

describe.each([[[]], [['--engine', 'porcupine']]])('--spec with %j', (engine) => {
  const ask = (content: string, ...flags: readonly string[]) => checkContent('h.jsonl', content, ...flags, ...engine);

  test('--only leaves all other operations out', async () => {
    const mixed = STALE + linesOf('2 invoke compact', '2 ok compact');
    expect((await ask(mixed, '--spec', 'register')).err).toContain('"compact" is no operation of the spec register');
    expect((await ask(mixed, '--spec', 'register', '--only', 'write')).code).toBe(0);
    expect((await ask(mixed, '--spec', 'register', '--only', 'write', '--only', 'read')).code).toBe(1);
  });

  test('--independent makes an object of each key', async () => {
    const pairs = linesOf(
      '0 invoke write ["x",1]',
      '0 ok write ["x",1]',
      '0 invoke read ["y",null]',
      '0 ok read ["y",null]',
    );
    expect((await ask(pairs, '--spec', 'register')).code).toBe(1);
    expect((await ask(pairs, '--spec', 'register', '--independent')).code).toBe(0);
  });

  test('--initial is the state before the first operation', async () => {
    const zero = linesOf('0 invoke read', '0 ok read 0');
    expect((await ask(zero, '--spec', 'register')).code).toBe(1);
    expect((await ask(zero, '--spec', 'register', '--initial', '0')).code).toBe(0);
  });

  test('--steps bounds the search', async () => {
    const twice = linesOf('0 invoke cas [0,1]', '1 invoke cas [1,0]', '0 ok cas [0,1]', '1 ok cas [1,0]');
    expect((await ask(twice, '--spec', 'cas-register', '--initial', '0')).code).toBe(0);
    expect((await ask(twice, '--spec', 'cas-register', '--initial', '0', '--steps', '1')).code).toBe(2);
  });
});

test('--memory is in mebibytes', async () => {
  // Queues of equal items in more orders than can be tried; in the end one is said to be empty.
  const clients = Array.from({ length: 20 }, (_, client) => client);
  const additions = ['invoke', 'ok'].flatMap((type) =>
    clients.map((client) => `${client} ${type} enqueue ${client % 10}`),
  );
  const hard = linesOf(...additions, '0 invoke dequeue', '0 ok dequeue');
  const { code, out } = await checkContent('h.jsonl', hard, '--spec', 'fifo-queue', '--memory', '1');
  expect(code).toBe(2);
  expect(out).toContain('the memory budget of 1048576 bytes ran out');
});

test('--negative-balances lets accounts be overdrawn', async () => {
  const overdrawn = linesOf(
    '0 invoke balances',
    '0 ok balances {"a":1,"b":1}',
    ...['invoke', 'ok'].map((type) => `0 ${type} transfer {"from":"b","to":"a","amount":2}`),
    '0 invoke balances',
    '0 ok balances {"a":3,"b":-1}',
  );
  expect((await checkContent('h.jsonl', overdrawn, '--workload', 'bank')).code).toBe(1);
  expect((await checkContent('h.jsonl', overdrawn, '--workload', 'bank', '--negative-balances')).code).toBe(0);
});

test.each(['long-fork', 'causal-reverse', 'g2', 'bank'])(
  '--workload %s at a level that it can not decide',
  async (workload) => {
    const { code, err } = await checkContent('h.jsonl', '', '--workload', workload, '--isolation', 'read-uncommitted');
    expect(code).toBe(254);
    expect(err).toContain(`${workload} can't decide read-uncommitted, which allows what it looks for`);
  },
);

test('a level that nobody knows is refused before any file is read', async () => {
  const { code, err } = await runCliHere('check', 'none.jsonl', '--workload', 'g2', '--isolation', 'serialisable');
  expect({ code, err }).toEqual({
    code: 254,
    err: expect.stringMatching(/^capcheck: unknown isolation level "serialisable"; known are /) as unknown,
  });
});

test('--dot into a folder that is not there is bad usage, not a fault of this program', async () => {
  const cyclic = linesOf(
    '0 invoke txn [["append","x",1],["r","y",null]]',
    '1 invoke txn [["append","y",1],["r","x",null]]',
    '0 ok txn [["append","x",1],["r","y",[]]]',
    '1 ok txn [["append","y",1],["r","x",[]]]',
  );
  const dot = join(temporaryFolder(), 'none', 'x.dot');
  const question = ['--workload', 'list-append', '--isolation', 'serializable', '--dot', dot];
  const { code, err } = await checkContent('h.jsonl', cyclic, ...question);
  expect({ code, err }).toEqual({ code: 254, err: expect.stringContaining('ENOENT') as unknown });
});
